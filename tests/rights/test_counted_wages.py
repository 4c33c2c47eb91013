"""Wages of who has stopped working: 30 % off, or left out (R. 822-13 to 15 CCH, R. 532-7 CSS)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import Adult, AdultStatus, Benefit, Housing, check_rights, find_gains, make_ledger
from jalon.rights.family_resources import counted_resources
from tests.rights.households import MONTH, alone, born, couple, job
from tests.rights.test_lost_job import HOME, lost, with_adult

NO_RSA = {"rsa": {Month(MONTH - 1): 0.0}}
ON_RSA = {"rsa": {Month(MONTH - 1): 500.0}}
FULL_EUR = 351.0
"""The aid of one person in zone 1 without resources, the rent over the ceiling."""


def aid(*adults: Adult, **changes: Any) -> Benefit:  # noqa: ANN401
    made = alone if len(adults) == 1 else couple
    fields: dict[str, Any] = {"housing": HOME, "past_benefits": NO_RSA} | changes
    return check_rights(made(adults=adults, **fields)).of("aide_logement")


def central(found: Benefit) -> float:
    assert found.amount_eur_month is not None
    return found.amount_eur_month.central


NEVER = lost(3, status="jobseeker", income_eur_month=None, wage=0.0)
"""Whose aid has nothing to leave out."""


WORKS = lost(
    0, wage=1_200.0, status="employee", income_eur_month=None, net_salary_eur_month=1_200.0
)


def jobless(months_ago: int) -> Adult:
    """Who had a wage until then, and has no allowance."""
    return lost(months_ago, status="jobseeker", income_eur_month=None)


@pytest.mark.parametrize("status", ["jobseeker", "none"])
@pytest.mark.parametrize("months_ago", [2, 3, 9])
def test_wages_without_an_allowance_are_left_out(status: str, months_ago: int) -> None:
    # R. 822-15 1° CCH: unemployed for two months, from the month after the one of the change.
    found = aid(lost(months_ago, status=status, income_eur_month=None))
    assert (
        (found.verdict, central(found)) == ("likely", FULL_EUR) == ("likely", central(aid(NEVER)))
    )


def test_who_did_not_say_to_look_for_work_is_told_what_is_assumed() -> None:
    for status, said in (("none", True), ("jobseeker", False)):
        found = aid(lost(3, status=status, income_eur_month=None))
        assert ("assumed_registered" in found.assumed) == said


def test_a_month_without_work_is_not_enough() -> None:
    # Beside a partner's wage, as who is alone has a right to the RSA, which leaves wages out too.
    eur = [
        central(found) if (found := aid(jobless(ago), WORKS)).amount_eur_month else 0.0
        for ago in (0, 1, 2, 3)
    ]
    assert eur[0] == eur[1] < eur[2] == eur[3]


def test_on_ass_the_wages_are_left_out() -> None:
    # R. 822-15 3° CCH; the ASS itself is not taxed and never counts.
    ass = lost(3, wage=2_000.0, status="jobseeker_ass", income_eur_month=584.0)
    assert central(aid(replace(ass, income_since=Month(MONTH - 2)))) == FULL_EUR


@pytest.mark.parametrize("status", ["retired", "disabled_aah"])
def test_beside_a_pension_wages_count_for_less(status: str) -> None:
    # R. 822-13 CCH: 30 % off, as beside the ARE; nothing of the pension is of the year that counts.
    since = Month(MONTH - 2)
    one = lost(3, status=status, income_eur_month=800.0, income_since=since)
    are = lost(3, income_eur_month=950.0, income_since=since)
    assert aid(one).verdict == "likely"
    assert 0 < central(aid(one)) == central(aid(are)) < FULL_EUR
    # Two months after the last wage the pension counts, and the ARE does not yet.
    assert aid(lost(2, status=status, income_eur_month=800.0, income_since=MONTH)).verdict == "no"


def test_a_pension_in_the_month_of_the_last_wage_is_no_refusal() -> None:
    # R. 822-13 CCH: from the month after the change on, which may be that of the last wage.
    began = lost(1, wage=1_500.0, status="retired", birth=born(63), income_since=Month(MONTH - 1))
    found = aid(began)
    assert (found.verdict, found.question) == ("possible", "contract_end")
    # A month later nothing is open: as much as was possible.
    assert found.amount_eur_month is not None
    sure = aid(
        lost(2, wage=1_500.0, status="retired", birth=born(63), income_since=Month(MONTH - 2))
    )
    assert sure.verdict == "likely"
    assert aid(replace(began, income_since=MONTH)).verdict == "no"


def test_of_a_couple_only_the_wages_of_who_stopped_are_left_out() -> None:
    found = aid(jobless(3), WORKS, housing=Housing("tenant", 700.0, 1))
    alone_earned = aid(NEVER, WORKS, housing=Housing("tenant", 700.0, 1))
    assert 0 < central(found) == central(alone_earned)


def test_the_gain_leaves_them_out_month_after_month() -> None:
    one = lost(3, status="jobseeker", income_eur_month=None)
    flows = make_ledger(with_adult(one, housing=HOME, past_benefits=NO_RSA)).flows
    assert [flow.housing for flow in flows] == [FULL_EUR] * 12


def test_the_gain_counts_them_again_with_a_job() -> None:
    one = with_adult(lost(3, status="jobseeker", income_eur_month=None), housing=HOME)
    [gain] = find_gains(replace(one, past_benefits=NO_RSA), [job(20)])
    # Taken up in December: in the very month (R. 822-15, last sentence), paid in January.
    assert [flow.housing for flow in gain.without_job[:3]] == [FULL_EUR] * 3
    assert gain.with_job[0].housing == FULL_EUR
    assert (gain.with_job[1].housing or 0.0) < FULL_EUR


def family(benefit: str, *ages: int, **changes: Any) -> Benefit:  # noqa: ANN401
    return check_rights(alone(*ages, **changes)).of(benefit)


def test_on_rsa_without_work_what_was_earned_does_not_count() -> None:
    # R. 532-7 CSS, fourth paragraph; amounts of 2026 after CRDS.
    known: dict[str, Any] = {"past_benefits": ON_RSA, "resources_n2_eur_year": 60_000.0}
    assert central(family("paje", 17, **known)) == pytest.approx(198.16)
    assert central(family("cf", 92, 112, 140, **known)) == pytest.approx(297.26)
    assert family("ars", 132, **known).amount_eur_year is not None
    assert family("ars", 132, **known).verdict == "likely"
    both = couple(17, **known)
    paje = check_rights(both).of("paje")
    assert paje.verdict == "likely"
    assert central(paje) == pytest.approx(198.16)


@pytest.mark.parametrize("since", [Month(MONTH - 17), None])
def test_beside_the_are_seventy_per_cent_count(since: Month | None) -> None:
    # 45,000 x 0.7 = 31,500: under the ceiling of the whole allowance of one parent and one child.
    adult = lost(A_LONG_TIME, income_since=since)
    household = with_adult(adult, children=alone(17).children, resources_n2_eur_year=45_000.0)
    found = check_rights(household).of("paje")
    assert central(found) == pytest.approx(198.16)
    # Where the allowance may have begun in N-2 already, it was no wage: the half is possible.
    assert found.amount_eur_month is not None
    assert found.amount_eur_month.is_exact == (since is not None)
    if since is None:
        # The month settles it: of then, or to come.
        assert "varies_with_income_since" in found.reasons


def test_an_are_of_an_unknown_amount_may_be_none() -> None:
    # 140,000 less 30 % is over every ceiling; without an allowance nothing of it counts.
    unknown = lost(A_LONG_TIME, income_eur_month=None, income_since=MONTH)
    family: dict[str, Any] = {
        "children": alone(17).children,
        "resources_n2_eur_year": 140_000.0,
        "past_benefits": NO_RSA,
    }
    found = check_rights(with_adult(unknown, **family)).of("paje")
    assert (found.verdict, found.question) == ("possible", "allowance")
    known = with_adult(replace(unknown, income_eur_month=900.0), **family)
    assert check_rights(known).of("paje").verdict == "no"


A_LONG_TIME = 17


def test_an_rsa_that_nobody_spoke_of_is_no_refusal() -> None:
    # 140,000 is over every ceiling; beside an RSA nothing of it counts (R. 532-7 CSS).
    known: dict[str, Any] = {"adults": (NEVER_PAID,), "resources_n2_eur_year": 140_000.0}
    found = family("paje", 17, past_benefits={}, **known)
    assert (found.verdict, found.question) == ("possible", "rsa_received")
    assert found.amount_eur_month is not None
    assert found.amount_eur_month.high == pytest.approx(198.16)
    assert family("paje", 17, past_benefits=ON_RSA, **known).verdict == "likely"
    assert family("paje", 17, past_benefits=NO_RSA, **known).verdict == "no"
    # 2,000 euros are over every scale of one with a child: nobody has an RSA beside them.
    rich = replace(WORKS, past_net_salaries={Month(MONTH - lag): 2_000.0 for lag in range(9)})
    rich = replace(rich, net_salary_eur_month=2_000.0)
    assert family("paje", 17, past_benefits={}, **(known | {"adults": (rich,)})).verdict == "no"


NEVER_PAID = lost(A_LONG_TIME, income_eur_month=900.0, income_since=MONTH)


def test_who_is_not_registered_is_not_unemployed() -> None:
    # Neither an RSA nor a word of France Travail: the half is possible, and it is asked; an RSA
    # that nobody spoke of first, as one that is paid settles it.
    for paid, asked in ((NO_RSA, "registered"), ({}, "rsa_received")):
        found = family("paje", 17, past_benefits=paid, resources_n2_eur_year=60_000.0)
        assert (found.verdict, found.question) == ("possible", asked)
    assert family("paje", 17, adults=(WORKS,), resources_n2_eur_year=60_000.0).verdict == "no"


def test_who_says_to_be_registered_or_not_is_asked_no_more() -> None:
    # R. 532-7 CSS and R. 822-15 CCH are of who is unemployed: else all that was earned counts.
    eur = 60_000.0
    for registered, verdict, assumed in ((True, "likely", False), (False, "no", False)):
        said = replace(NEVER_PAID_BEFORE, registered=registered)
        paje = family("paje", 17, adults=(said,), resources_n2_eur_year=eur, past_benefits=NO_RSA)
        assert paje.verdict == verdict
        found = aid(said)
        assert ("assumed_registered" in found.assumed) == assumed
    worked = jobless(3)
    left_out = aid(replace(worked, status="none", registered=True))
    assert (left_out.verdict, central(left_out)) == ("likely", FULL_EUR)
    # Only an RSA, which comes after an allowance that is to be claimed, would leave them out.
    counted = aid(replace(worked, status="none", registered=False))
    assert (counted.verdict, counted.question) == ("possible", "are_claimed")
    # Beside an RSA nothing counts of who is not registered either.
    on_rsa = replace(NEVER_PAID_BEFORE, registered=False)
    paje = family("paje", 17, adults=(on_rsa,), resources_n2_eur_year=eur, past_benefits=ON_RSA)
    assert paje.verdict == "likely"


NEVER_PAID_BEFORE = lost(A_LONG_TIME, status="none", income_eur_month=None)


def test_on_rsa_beside_a_wage_what_was_earned_does_not_count_either() -> None:
    # R. 532-7 CSS, sixth paragraph: of who is paid the RSA, whether they work or not.
    works = replace(WORKS, net_salary_eur_month=300.0)
    known: dict[str, Any] = {"adults": (works,), "resources_n2_eur_year": 60_000.0}
    assert central(family("paje", 17, past_benefits=ON_RSA, **known)) == pytest.approx(198.16)
    assert family("paje", 17, past_benefits=NO_RSA, **known).verdict == "no"


@pytest.mark.parametrize(
    ("since", "eur"),
    [
        # R. 532-5 CSS: up to the end of the year, and of the next one after a second half.
        ("2026-11", 99.09),
        ("2026-10", 198.16),
        ("2026-01", 198.16),
        ("2025-07", 198.16),
        ("2025-06", 99.09),
        ("2020-01", 99.09),
    ],
)
@pytest.mark.parametrize("status", ["retired", "disabled_aah"])
def test_beside_a_pension_seventy_per_cent_count_for_some_time(
    status: AdultStatus, since: str, eur: float
) -> None:
    # 45,000 x 0.7 = 31,500, as beside the ARE.
    adult = lost(3, status=status, income_since=parse_month(since))
    known: dict[str, Any] = {"past_benefits": NO_RSA, "resources_n2_eur_year": 45_000.0}
    found = family("paje", 17, adults=(adult,), **known)
    assert found.amount_eur_month is not None
    assert found.amount_eur_month.is_exact
    assert central(found) == pytest.approx(eur)
    unsure = family("paje", 17, adults=(replace(adult, income_since=None),), **known)
    assert unsure.amount_eur_month is not None
    assert unsure.amount_eur_month.low == pytest.approx(99.09)
    assert unsure.amount_eur_month.high == pytest.approx(198.16)


def test_of_a_couple_the_part_of_each_decides() -> None:
    works = Adult(born(33), "employee", {Month(MONTH - lag): 1_500.0 for lag in range(5)}, 1_500.0)
    stopped = lost(3, status="jobseeker", income_eur_month=None)

    def counted(own: float | None) -> tuple[float, ...]:
        two = (works, replace(stopped, resources_n2_eur_year=own))
        found = counted_resources(couple(17, adults=two, resources_n2_eur_year=50_000.0))
        assert found is not None
        return found.values

    assert counted(20_000.0) == (30_000.0,)
    # Nobody said: usually all is of who works now, and it may all be of who stopped.
    assert counted(None) == (50_000.0, 0.0)
