"""Pregnancy, custody, flat-shares, loans, permits, minors: said, or counted as usual."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month
from jalon.rights import (
    Adult,
    AdultStatus,
    Benefit,
    Child,
    Household,
    Housing,
    check_rights,
    find_gains,
    make_ledger,
)
from jalon.rights.assumed import assumptions
from tests.rights.households import MONTH, alone, born, couple, job

BASE = 651.69
"""RSA of one person since April 2026 (décret 2026-220)."""
TENANT = Housing("tenant", 500.0, 1)


def adult(wage: float = 0.0, years: int = 30, **changes: Any) -> Adult:  # noqa: ANN401
    past = {Month(MONTH - lag): wage for lag in range(17)}
    status: AdultStatus = "employee" if wage else "none"
    one = Adult(born(years), status, past, wage, pregnant=False, permit_years="not_needed")
    return replace(one, **changes)


def of(household: Household, name: str) -> Benefit:
    return check_rights(household).of(name)


def central(found: Benefit) -> float:
    assert found.amount_eur_month is not None
    return found.amount_eur_month.central


def high(found: Benefit) -> float:
    assert found.amount_eur_month is not None
    return found.amount_eur_month.high


# --- pregnancy


@pytest.mark.parametrize(
    ("years", "children", "share"),
    [(30, (), 1.28412), (22, (), 1.28412), (30, (100,), 1.71216), (30, (20,), 1.71216)],
)
def test_the_rsa_is_raised_from_a_pregnancy_on(
    years: int, children: tuple[int, ...], share: float
) -> None:
    # L. 262-9 CASF: 128.412 % of the base, and 42.804 % for each child; long alone, so no other
    # increase. Of the ASF of the child of a hundred months 22.5 % of the BMAF count at most.
    household = alone(*children, adults=(adult(years=years, pregnant=True),))
    steps = make_ledger(household).explain("rsa", Month(MONTH + 2))
    assert next(step.eur for step in steps if step.code == "raised_scale") == pytest.approx(
        BASE * share, abs=0.011
    )
    found = of(household, "rsa")
    assert found.verdict == "likely"
    if not children:
        assert central(found) == pytest.approx(BASE * share, abs=0.011)


def test_a_pregnancy_in_a_couple_raises_nothing_and_opens_for_the_young() -> None:
    both = couple(adults=(adult(pregnant=True), adult()))
    assert central(of(both, "rsa")) == pytest.approx(BASE * 1.5, abs=0.011)
    young = couple(adults=(adult(years=22, pregnant=True), adult(years=23)))
    assert of(young, "rsa").verdict == "likely"
    assert of(couple(adults=(adult(years=22), adult(years=23))), "rsa").verdict == "cannot_tell"


def test_the_young_are_asked_about_work_once_no_child_is_awaited() -> None:
    for pregnant, question in ((None, "young_worker"), (False, "worked_two_years")):
        found = of(alone(adults=(adult(years=22, pregnant=pregnant),)), "rsa")
        assert found.question == question
        assert ("young_adult" in found.reasons) == (pregnant is None)


def test_a_pregnancy_opens_the_rsa_of_a_student() -> None:
    student = adult(status="student", net_salary_eur_month=0.0)
    found = of(alone(adults=(replace(student, pregnant=None),)), "rsa")
    assert (found.verdict, found.question) == ("cannot_tell", "pregnant")
    assert of(alone(adults=(student,)), "rsa").verdict == "no"
    assert of(alone(adults=(replace(student, pregnant=True),)), "rsa").verdict == "likely"


@pytest.mark.parametrize("name", ["rsa", "ppa"])
def test_an_unknown_pregnancy_moves_no_amount_and_makes_no_refusal(name: str) -> None:
    wages = {"rsa": (0.0, 700.0, 900.0), "ppa": (1_200.0, 2_300.0, 3_000.0)}[name]
    usual, refused, never = (
        {
            said: of(alone(adults=(adult(wage, pregnant=said),)), name)
            for said in (None, False, True)
        }
        for wage in wages
    )
    assert usual[None].amount_eur_month == usual[False].amount_eur_month
    assert usual[None].assumed[0] == "assumed_no_pregnancy"
    assert not {"assumed_no_pregnancy"} & {*usual[False].assumed, *usual[True].assumed}
    assert refused[False].verdict == "no"
    assert (refused[None].verdict, refused[None].question) == ("possible", "pregnant")
    assert central(refused[None]) == 0
    assert high(refused[None]) == pytest.approx(high(refused[True]), abs=0.011)
    assert {found.verdict for found in never.values()} == {"no"}


def test_nobody_of_fifty_is_asked_whether_a_child_is_awaited() -> None:
    assert of(alone(adults=(adult(700.0, years=55, pregnant=None),)), "rsa").verdict == "no"


def test_what_begins_with_the_birth_says_so() -> None:
    mother = alone(adults=(adult(pregnant=True, due=Month(MONTH + 2)),))
    for name in ("paje", "asf"):
        assert of(mother, name).reasons == ("after_birth",)
    [gain] = find_gains(mother, [job(20)])
    assert "birth_leave" in gain.not_counted


# --- custody


def test_custody_that_nobody_said_is_whole_and_said() -> None:
    unknown = of(couple(60, 100), "af")
    known = of(
        couple(children=tuple(replace(c, custody="whole") for c in couple(60, 100).children)), "af"
    )
    assert unknown.amount_eur_month == known.amount_eur_month
    assert (unknown.assumed, known.assumed) == (("assumed_whole_custody",), ())


# --- flat-share, loan, minors


def test_a_flat_share_has_a_lower_ceiling_of_rent_and_half_of_the_charges() -> None:
    # Arrêté of 27 September 2019, articles 14 and 16: 75 % of the ceiling, and its own charges.
    whole, unknown, flat = (
        of(alone(adults=(adult(),), housing=replace(TENANT, flat_share=said)), "aide_logement")
        for said in (False, None, True)
    )
    assert whole.amount_eur_month == unknown.amount_eur_month
    assert (unknown.assumed, whole.assumed) == (("assumed_no_flat_share",), ())
    assert 0 < central(flat) < central(whole)
    ceiling, personal = 0.75, central(whole) - central(flat)
    assert personal > (1 - ceiling) * 300
    cheap = replace(TENANT, rent_eur=200.0, flat_share=True)
    full = replace(TENANT, rent_eur=200.0, flat_share=False)
    # Under both ceilings only the charges differ.
    both = [
        central(of(alone(adults=(adult(),), housing=h), "aide_logement")) for h in (cheap, full)
    ]
    assert 0 < both[1] - both[0] < 40


def test_an_owner_without_a_loan_has_the_forfait_and_one_with_it_maybe() -> None:
    # 12 % of 638.28 (R. 844-3 CSS), after CRDS.
    forfait = 0.12 * 638.28 * 0.995
    none, repays, unknown, lodged = (
        of(alone(adults=(adult(1_200.0),), housing=home), "ppa")
        for home in (
            Housing("owner", loan=False),
            Housing("owner", loan=True),
            Housing("owner"),
            Housing("free"),
        )
    )
    assert none.amount_eur_month == lodged.amount_eur_month
    assert high(repays) - central(none) == pytest.approx(forfait, abs=0.02)
    for found in (repays, unknown):
        assert found.amount_eur_month is not None
        assert found.amount_eur_month.low == pytest.approx(central(none))
        assert "varies_with_loan" in found.reasons
    assert central(repays) == high(repays)
    assert central(unknown) == central(none)
    [gain] = find_gains(alone(adults=(adult(),), housing=Housing("owner")), [job(20)])
    assert "loan_unknown" in gain.causes
    [sure] = find_gains(alone(adults=(adult(),), housing=Housing("owner", loan=False)), [job(20)])
    assert not {"loan_unknown", "loan_counted_or_not"} & set(sure.causes)


@pytest.mark.parametrize(("years", "verdict"), [(16, "possible"), (17, "possible"), (20, "likely")])
def test_a_minor_holds_no_lease_without_more(years: int, verdict: str) -> None:
    found = of(alone(adults=(adult(years=years),), housing=TENANT), "aide_logement")
    assert found.verdict == verdict
    assert ("minor_tenant" in found.reasons) == (verdict == "possible")
    with_elder = couple(adults=(adult(years=years), adult(years=25)), housing=TENANT)
    assert of(with_elder, "aide_logement").verdict == "likely"


# --- residence permits


@pytest.mark.parametrize(
    ("permit", "verdict"),
    [
        (0, "cannot_tell"),
        (4.9, "cannot_tell"),
        (5, "likely"),
        ("not_needed", "likely"),
        (None, "likely"),
    ],
)
def test_five_years_of_a_permit_and_exceptions(permit: Any, verdict: str) -> None:  # noqa: ANN401
    for name, wage in (("rsa", 0.0), ("ppa", 1_200.0)):
        found = of(alone(adults=(adult(wage, permit_years=permit),)), name)
        assert found.verdict == verdict
        assert ("assumed_permit" in found.assumed) == (permit is None)
        if verdict == "cannot_tell":
            # An RSA that is paid settles it, which the household itself can say; a wage over every
            # RSA says that none is.
            question = "rsa_received" if name == "rsa" else "permit_exception"
            assert (found.question, found.reasons) == (question, ("permit_five_years",))
    home = of(alone(adults=(adult(permit_years=permit),), housing=TENANT), "aide_logement")
    assert home.verdict == "likely"


def test_the_increase_for_isolation_needs_no_five_years() -> None:
    newcomer = adult(permit_years=1)
    assert of(alone(20, adults=(newcomer,)), "rsa").verdict == "likely"
    assert of(alone(100, adults=(newcomer,)), "rsa").verdict == "cannot_tell"
    recent = alone(100, adults=(newcomer,), isolated_since=Month(MONTH - 3))
    assert of(recent, "rsa").verdict == "likely"
    assert of(alone(adults=(replace(newcomer, pregnant=True),)), "rsa").verdict == "likely"


def test_of_a_couple_one_may_have_the_years() -> None:
    found = of(couple(adults=(adult(), adult(permit_years=2))), "rsa")
    assert (found.verdict, found.question) == ("likely", None)
    assert found.amount_eur_month is not None
    assert found.amount_eur_month.low < found.amount_eur_month.high
    rich = couple(adults=(adult(4_000.0), adult(permit_years=2)))
    assert of(rich, "rsa").verdict == "no"
    [gain] = find_gains(couple(adults=(adult(), adult(permit_years=2))), [job(20)])
    assert (gain.not_computed, "short_permit" in gain.causes) == ((), True)


# --- what is said, and how it is read


def test_what_is_assumed_is_what_nobody_said() -> None:
    nothing = alone(60, adults=(Adult(born(30)),), housing=Housing("tenant"))
    assert assumptions(nothing) == (
        "assumed_no_pregnancy",
        "assumed_whole_custody",
        "assumed_no_flat_share",
        "assumed_permit",
    )
    [gain] = find_gains(nothing, [job(20)])
    assert gain.assumed == assumptions(nothing)
    assert assumptions(nothing, "aah") == ()
    said = alone(adults=(adult(),), housing=Housing("tenant", flat_share=False))
    assert assumptions(said) == ()


def test_of_two_rare_facts_one_opens_a_right_and_the_other_stays_usual() -> None:
    """Whether an allowance was granted opens an RSA; a pregnancy would only raise it."""
    wages = {Month(MONTH - lag): 1_480.0 if lag else 0.0 for lag in range(15)}
    comes = Adult(
        born(47), "jobseeker_are", wages, 0.0, 310.0, Month(MONTH + 1), permit_years="not_needed"
    )
    unsaid = alone(
        adults=(comes,),
        housing=Housing("tenant", 700.0, 1),
        past_benefits={"rsa": {Month(MONTH - 1): 0.0}, "aide_logement": {Month(MONTH - 1): 233.0}},
        next_declaration_month=Month(MONTH + 1),
    )
    told, said = (
        check_rights(replace(unsaid, adults=(replace(comes, pregnant=pregnant),))).of("rsa")
        for pregnant in (None, False)
    )
    assert told.amount_eur_month == said.amount_eur_month
    assert (told.verdict, told.question) == (said.verdict, said.question)
    assert told.verdict == "possible"


def test_what_others_decide_stays_open_where_a_rare_fact_alone_would_open_a_right() -> None:
    """A pregnancy would open an RSA too, beside the allowance that was not granted: that it is
    counted as usual closes nothing of what the allowance leaves open.
    """
    wages = {Month(MONTH - lag): 777.0 if lag else 0.0 for lag in range(15)}
    comes = Adult(
        born(17), "jobseeker_are", wages, 0.0, 310.0, Month(MONTH + 3), permit_years="not_needed"
    )
    child = Child(born(0, 215), support_eur_month=130.0, custody="shared")
    told, said = (
        check_rights(
            alone(
                children=(child, child),
                adults=(replace(comes, pregnant=pregnant),),
                housing=Housing("none"),
                past_benefits={"rsa": {Month(MONTH - 1): 0.0}},
                next_declaration_month=Month(MONTH + 1),
                isolated_since=Month(MONTH - 40),
            )
        ).of("rsa")
        for pregnant in (None, False)
    )
    assert told.amount_eur_month == said.amount_eur_month
    assert (told.verdict, told.question) == (said.verdict, said.question)
