"""Amounts and ceilings that the law or the Caf published, to the cent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights.request.household import Care, Child, Housing
from jalon.rights.takeup.benefits import ars
from tests.rights.households import MONTH, alone, born, couple
from tests.rights.takeup.answers import benefit, earning, exactly, knowing


@pytest.mark.parametrize(
    ("month", "people", "children", "eur"),
    [
        ("2025-10", 1, (), 646.52),
        ("2025-10", 2, (), 969.78),
        ("2025-10", 2, (48,), 1163.73),
        ("2026-11", 1, (), 651.69),
    ],
)
def test_published_rsa(month: str, people: int, children: tuple[int, ...], eur: float) -> None:
    family = alone if people == 1 else couple
    household = knowing(family(*children, month=parse_month(month)))
    assert exactly(benefit(household, "rsa")) == pytest.approx(eur, abs=0.011)


def test_published_rsa_with_a_housing_aid() -> None:
    # 651.69 x 0.88, when the aid is over the forfait logement.
    home = Housing("tenant_social", 410.0, 1)
    household = knowing(alone(housing=home))
    paid = {**household.past_benefits, "aide_logement": {Month(MONTH - 1): 250.0}}
    assert exactly(benefit(replace(household, past_benefits=paid), "rsa")) == 573.49
    # Nobody said whether it is received: between both, the aid counted first of all.
    found = benefit(household, "rsa")
    assert found.verdict == "likely"
    assert found.amount_eur_month is not None
    low, central, high = (getattr(found.amount_eur_month, e) for e in ("low", "central", "high"))
    assert (low, central, high) == (573.49, 573.49, 651.69)
    assert "varies_with_housing_aid" in found.reasons


def test_published_rsa_with_the_increase() -> None:
    # 651.69 x 1.71216 = 1,115.80 for one child, less a support above the ASF.
    child = Child(born(5), support_eur_month=300.0)
    household = knowing(alone(isolated_since=Month(MONTH - 5), children=(child,)))
    assert exactly(benefit(household, "rsa")) == pytest.approx(815.80, abs=0.011)


def test_published_family_benefits() -> None:
    # 2025: two children 151.05 after CRDS; the base of the PAJE 197.58 before.
    household = couple(20, 60, month=parse_month("2025-10"))
    assert exactly(benefit(household, "af")) == pytest.approx(151.05, abs=0.01)
    assert exactly(benefit(household, "paje")) == pytest.approx(197.58 * 0.995, abs=0.01)
    assert benefit(household, "cf").verdict == "no"
    # A child under three is not one of the three children of the complément familial.
    assert benefit(couple(20, 60, 90), "cf").reasons == ("three_children_needed",)
    assert benefit(couple(50, 60, 90), "cf").verdict == "likely"


def test_published_ars() -> None:
    # Rentrée 2025, after CRDS: 423.48 from 6, 446.85 from 11, 462.33 from 15.
    october = parse_month("2025-10")
    for years, eur in ((8, 423.48), (12, 446.85), (15, 462.33)):
        one = benefit(couple(12 * years, month=october), "ars")
        assert exactly(one) * 12 == pytest.approx(eur, abs=0.02)
        assert "yearly_in_august" in one.reasons


def test_ars_after_sixteen_depends_on_school() -> None:
    older = benefit(couple(12 * 17), "ars")
    assert (older.verdict, older.question) == ("possible", "at_school")
    both = benefit(couple(12 * 17, 12 * 9), "ars")
    assert both.verdict == "likely"
    assert both.amount_eur_month is not None
    assert 0 < both.amount_eur_month.low < both.amount_eur_month.high
    assert benefit(couple(12 * 2), "ars").reasons == ("no_school_child",)


@pytest.mark.parametrize("n2", [0.0, 27_000.0, 29_300.0, 80_000.0])
@pytest.mark.parametrize("ages", [(80,), (70, 150), (190, 40, 100)])
def test_ars_lean_is_ars_whole(ages: tuple[int, ...], n2: float) -> None:
    household = alone(*ages)
    lean, whole = (ars.ars_eur_year(household, n2, whole=one) for one in (False, True))
    assert lean == whole


def test_the_caf_example_of_the_cmg() -> None:
    october = parse_month("2025-10")
    # 3,000 a month, one child, 125 h at 4.85: 374.125 (facts of September 2025).
    child = Child(born(1, month=october), Care("childminder", 125.0, 125.0, 4.85), 0.0)
    adult = earning(1_400.0, october)
    household = alone(
        month=october, children=(child,), adults=(adult,), resources_n2_eur_year=36_000.0
    )
    assert exactly(benefit(household, "cmg")) == pytest.approx(374.125)


@pytest.mark.parametrize(
    ("year_eur", "verdict", "reason"),
    [
        (10_339, "likely", "free"),
        (10_341, "likely", "with_participation"),
        (13_957, "likely", "with_participation"),
        (13_959, "no", "resources_too_high"),
    ],
)
def test_published_ceilings_of_the_css(year_eur: float, verdict: str, reason: str) -> None:
    october = parse_month("2025-10")
    adult = earning(year_eur / 12, october)
    household = alone(month=october, adults=(adult,), past_benefits={"rsa": {october: 0.0}})
    found = benefit(household, "css")
    assert (found.verdict, found.reasons) == (verdict, (reason,))
    assert found.amount_eur_month is None
