"""Who has just stopped working, waits for an allowance, or has parted: never a "no" that the law
does not say, nor an amount that rests on something open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import Adult, AdultStatus, Benefit, Child, Household, Housing, check_rights
from tests.rights.households import MONTH, alone, born, couple

HOME = Housing("tenant_social", 410.0, 1, flat_share=False)
NO_RSA = {"rsa": {Month(MONTH - 1): 0.0}}
PAJE_EUR = 198.16


def adult(status: AdultStatus, *recent: float, before: float = 0.0, **changes: Any) -> Adult:  # noqa: ANN401
    """`recent` are the wages of the months before, the last one first; `before` the older ones."""
    past = {
        Month(MONTH - lag): recent[lag - 1] if lag <= len(recent) else before
        for lag in range(1, 17)
    }
    one = Adult(born(32), status, past, 0.0, pregnant=False, permit_years="not_needed")
    return replace(one, **changes)


def of(household: Household, name: str) -> Benefit:
    return check_rights(household).of(name)


def bounds(found: Benefit) -> tuple[float, float, float]:
    assert found.amount_eur_month is not None
    eur = found.amount_eur_month
    return round(eur.low, 2), round(eur.central, 2), round(eur.high, 2)


def test_a_parent_who_has_parted_is_asked_what_was_theirs() -> None:
    """R. 532-4 CSS: of N-2 only what the one had counts, who keeps the children."""
    parted = alone(
        17,
        adults=(adult("employee", before=1_300.0, net_salary_eur_month=1_300.0),),
        isolated_since=parse_month("2025-06"),
        resources_n2_eur_year=60_000.0,
        past_benefits=NO_RSA,
    )
    found = of(parted, "paje")
    assert (found.verdict, found.question) == ("possible", "resources_n2_of_one")
    assert bounds(found)[2] == PAJE_EUR
    long_alone = replace(parted, isolated_since=parse_month("2023-12"))
    assert of(long_alone, "paje").verdict == "no"
    own = replace(parted.adults[0], resources_n2_eur_year=20_000.0)
    assert bounds(of(replace(parted, adults=(own,)), "paje")) == (PAJE_EUR,) * 3
    unknown = of(replace(parted, isolated_since=None), "paje")
    assert (unknown.verdict, unknown.question) == ("possible", "isolated_since")


@pytest.mark.parametrize(
    ("births", "verdict"), [((17,), "possible"), ((60, 90), "possible"), ((60,), "no")]
)
def test_a_partner_may_have_stopped_for_the_children(births: tuple[int, ...], verdict: str) -> None:
    """R. 532-4 1° CSS: from the next month on, for a child under three or for several. 65,000 are
    over the ceilings of the ARS and of the PAJE, 25,000 under them.
    """
    works = adult("employee", before=2_000.0, net_salary_eur_month=2_000.0)
    two = (
        replace(works, resources_n2_eur_year=25_000.0),
        adult("none", 1_700.0, before=1_700.0, resources_n2_eur_year=40_000.0),
    )
    home = couple(*births, adults=two, resources_n2_eur_year=65_000.0, past_benefits=NO_RSA)
    found = of(home, "paje" if min(births) < 36 else "ars")
    assert found.verdict == verdict
    assert verdict == "no" or found.question == "home_for_children"


def test_an_aid_that_rests_on_an_rsa_which_another_right_comes_before_is_possible() -> None:
    """R. 822-15 CCH leaves wages out from the second month without work on; in the first one an RSA
    does, which the unemployment allowance comes before.
    """
    stopped = alone(
        adults=(adult("jobseeker", before=1_500.0),), housing=HOME, past_benefits=NO_RSA
    )
    stopped = replace(stopped, adults=(adult("jobseeker", 1_500.0, before=1_500.0),))
    found = of(stopped, "aide_logement")
    assert (found.verdict, found.question) == ("possible", "are_claimed")
    assert bounds(found)[0] == 0.0
    long_ago = replace(stopped, adults=(adult("jobseeker", 0.0, 0.0, before=1_500.0),))
    assert of(long_ago, "aide_logement").verdict == "likely"


def test_wages_that_nobody_said_may_be_enough_for_an_allowance_that_comes_first() -> None:
    """Five months of work open it, and nobody said those of before the summer."""
    recent = {Month(MONTH - lag): 1_500.0 for lag in range(1, 5)}
    one = replace(adult("jobseeker"), past_net_salaries=recent)
    found = of(alone(adults=(one,), housing=HOME, past_benefits=NO_RSA), "aide_logement")
    assert (found.verdict, found.question) == ("possible", "year_salaries")
    assert bounds(found)[0] == 0.0


def test_a_contract_that_ended_within_its_last_month_is_no_refusal() -> None:
    """R. 532-7 CSS, third paragraph, and R. 822-14 CCH: from the second month after the change."""
    one = adult(
        "jobseeker_are",
        *(0.0, 1_100.0),
        before=2_300.0,
        income_eur_month=900.0,
        income_since=Month(MONTH - 1),
    )
    home = alone(
        100, adults=(one,), housing=HOME, past_benefits=NO_RSA, resources_n2_eur_year=34_000.0
    )
    for name in ("ars", "aide_logement"):
        found = of(home, name)
        assert (found.verdict, found.question) == ("possible", "contract_end"), name
        assert bounds(found)[1] == 0.0
    # Without its amount it is no surer.
    unsaid = replace(home, adults=(replace(one, income_eur_month=None),))
    assert of(unsaid, "ars").verdict == "possible"


@pytest.mark.parametrize("start", [1, 2, 3])
def test_an_allowance_whose_start_nobody_said_may_be_to_come(start: int) -> None:
    one = adult("jobseeker_are", 0.0, before=1_800.0, income_eur_month=1_100.0)
    home = alone(adults=(one,), housing=HOME, past_benefits=NO_RSA)
    later = replace(home, adults=(replace(one, income_since=Month(MONTH + start)),))
    for name in ("rsa", "aide_logement", "css"):
        assert of(later, name).verdict != "no"
        unknown = of(home, name)
        assert unknown.verdict in ("possible", "cannot_tell"), name
        assert unknown.question == "income_since"


def test_who_studies_alone_has_an_rsa_with_the_increase_alone() -> None:
    """L. 262-4 3° CASF."""
    student = alone(100, adults=(adult("student"),), housing=HOME, isolated_since=None)
    found = of(student, "rsa")
    assert (found.verdict, found.question) == ("possible", "isolated_since")
    assert bounds(found)[:2] == (0.0, 0.0)
    assert of(replace(student, isolated_since=parse_month("2020-06")), "rsa").verdict == "no"
    assert of(replace(student, isolated_since=Month(MONTH - 2)), "rsa").verdict == "likely"
    # Beside a child under three the increase is sure.
    assert of(alone(20, adults=student.adults, isolated_since=None), "rsa").verdict == "likely"


@pytest.mark.parametrize("day", [1, 2, 3, 30])
def test_a_birth_opens_nothing_in_its_month_whatever_the_day(day: int) -> None:
    """R. 552-2 CSS. Two elder children: 401.57 of ASF and 152.25 of allocations familiales."""
    newborn = Child(born(0, day=day), support_eur_month=0.0)
    home = alone(children=(*alone(100, 130).children, newborn), past_benefits=NO_RSA)
    assert bounds(of(home, "asf")) == (401.57,) * 3
    assert bounds(of(home, "af")) == (152.25,) * 3


def test_the_rentree_names_what_moves_it() -> None:
    """10,000 or nothing are both under the ceiling: only school decides."""
    home = alone(children=(Child(born(16, 6), support_eur_month=0.0),), past_benefits=NO_RSA)
    found = of(replace(home, resources_n2_eur_year=10_000.0), "ars")
    assert (found.verdict, found.question) == ("possible", "at_school")
    assert not any(why.startswith("varies_with") for why in found.reasons)


def test_of_a_couple_whose_status_nobody_said_one_may_have_stopped_for_the_children() -> None:
    """R. 532-4 1° CSS: nothing counts of who stopped, from the next month on."""
    stopped = replace(adult("none", 2_050.0, before=2_050.0), resources_n2_eur_year=90_000.0)
    works = adult("employee", 430.0, before=430.0, net_salary_eur_month=430.0)
    works = replace(works, resources_n2_eur_year=0.0)
    eur = 90_000.0
    known = couple(17, adults=(stopped, works), past_benefits=NO_RSA, resources_n2_eur_year=eur)
    assert bounds(of(known, "paje")) == (0.0, 0.0, PAJE_EUR)
    unsaid = replace(known, adults=(replace(stopped, status=None), works))
    assert bounds(of(unsaid, "paje")) == (0.0, 0.0, PAJE_EUR)


def test_what_a_household_can_say_is_asked_before_what_others_decide() -> None:
    """A partner's permit is short, and an allowance of 980 has no start: with it in every month the
    prime is nothing, whoever counts.
    """
    first = adult("employee", *([90.0] * 16), before=90.0)
    partner = adult("jobseeker_are", before=777.0, income_eur_month=980.0, permit_years=2.0)
    partner = replace(partner, past_net_salaries={Month(MONTH - lag): 0.0 for lag in range(1, 17)})
    unsaid = couple(adults=(first, partner), past_benefits=NO_RSA)
    found = of(unsaid, "ppa")
    assert (found.verdict, found.question) == ("possible", "income_since")
    since = replace(partner, income_since=parse_month("2024-05"))
    assert of(replace(unsaid, adults=(first, since)), "ppa").verdict == "no"
