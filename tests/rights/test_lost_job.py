"""Who just lost a job: since when the allowance is paid, and what is claimed before the RSA."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pytest

from jalon.core.months import Month
from jalon.rights import (
    Adult,
    AdultStatus,
    Benefit,
    Household,
    Housing,
    check_rights,
    find_gains,
    make_ledger,
)
from jalon.rights.allowances import are_claim, usual_start
from tests.rights.households import MONTH, alone, born, couple, job

A_YEAR = 16
WAGE = 1_480.0
HOME = Housing("tenant", 500.0, 1)


def lost(months_ago: int, worked: int = A_YEAR, wage: float = WAGE, **changes: Any) -> Adult:  # noqa: ANN401
    """Who had a wage for some months, until so many months ago, and none since."""
    past = {
        Month(MONTH - lag): wage if months_ago <= lag < months_ago + worked else 0.0
        for lag in range(A_YEAR + 1)
    }
    adult = Adult(born(36), "jobseeker_are", past, 0.0, 950.0)
    return replace(adult, **changes)


def with_adult(adult: Adult, **changes: Any) -> Household:  # noqa: ANN401
    return alone(adults=(adult,), **changes)


def check(adult: Adult, benefit: str, **changes: Any) -> Benefit:  # noqa: ANN401
    return check_rights(with_adult(adult, **changes)).of(benefit)


def amounts(found: Benefit) -> tuple[float, float, float]:
    assert found.amount_eur_month is not None
    return found.amount_eur_month.low, found.amount_eur_month.central, found.amount_eur_month.high


def prime_eur(wages: tuple[float, ...], allowances: tuple[float, ...]) -> float:
    """The closed form of 2026 for one person without a home, month by month, after CRDS."""
    smic = 12.31
    primes = []
    for wage, other in zip(wages, allowances, strict=True):
        share = min(1.0, max(0.0, (wage - 59 * smic) / (79 * smic)))
        bonus = share * round(0.377 * 638.28, 2)
        primes.append(max(0.0, 638.28 + bonus + 0.5985 * wage - max(wage + other, 638.28)))
    return sum(primes) / 3 * 0.995


@pytest.mark.parametrize(
    ("since", "allowances"),
    [
        (MONTH, (0.0, 0.0, 0.0)),
        (Month(MONTH - 1), (0.0, 0.0, 0.0)),
        (Month(MONTH - 2), (0.0, 0.0, 100.0)),
        (Month(MONTH - 3), (0.0, 100.0, 100.0)),
        (Month(MONTH - 4), (100.0, 100.0, 100.0)),
    ],
)
def test_the_prime_counts_the_allowance_from_its_first_month(
    since: Month, allowances: tuple[float, ...]
) -> None:
    # Reference months: the fourth, third and second before (R. 843-1 CSS).
    adult = lost(2, income_eur_month=100.0, income_since=since)
    low, central, high = amounts(check(adult, "ppa"))
    assert low == central == high == pytest.approx(prime_eur((WAGE,) * 3, allowances), abs=0.011)


def test_an_unknown_start_is_a_range_whose_middle_follows_the_last_wage() -> None:
    adult = lost(2, income_eur_month=100.0)
    found = check(adult, "ppa")
    low, central, high = amounts(found)
    assert low == pytest.approx(prime_eur((WAGE,) * 3, (100.0,) * 3), abs=0.011)
    assert central == high == pytest.approx(prime_eur((WAGE,) * 3, (0.0,) * 3), abs=0.011)
    assert "varies_with_income_since" in found.reasons


def test_an_unknown_start_that_decides_is_asked() -> None:
    # 950 EUR of allowance beside 1,480 of wages leave no prime; from this month on they do.
    found = check(lost(2), "ppa")
    assert (found.verdict, found.question) == ("possible", "income_since")
    assert check(lost(2, income_since=Month(MONTH - 9)), "ppa").verdict == "no"


@pytest.mark.parametrize(
    ("adult", "start"),
    [
        (lost(2), MONTH - 1),
        (lost(5), MONTH - 4),
        (lost(0), 0),
        (lost(1, worked=0), 0),
        (lost(2, income_since=Month(MONTH - 7)), MONTH - 7),
        (lost(1, past_net_salaries={Month(MONTH - 1): 700.0}), MONTH),
        (lost(1, net_salary_eur_month=700.0, past_net_salaries={Month(MONTH - 1): 700.0}), 0),
    ],
)
def test_the_usual_start_is_the_month_after_the_last_wage(adult: Adult, start: int) -> None:
    assert usual_start(adult, MONTH) == start


def test_the_housing_aid_counts_only_what_was_paid_in_its_year() -> None:
    # The year of the quarter of October ends in August (R. 822-3 CCH): nothing of it was paid.
    since_october = lost(2, wage=900.0, income_eur_month=700.0, income_since=Month(MONTH - 1))
    never = replace(since_october, status="jobseeker", income_eur_month=0.0)
    always = replace(since_october, income_since=Month(MONTH - 24))
    received = {"rsa": {Month(MONTH - 1): 0.0}}
    eur = [
        amounts(check(adult, "aide_logement", housing=HOME, past_benefits=received))[1]
        for adult in (since_october, replace(always, income_eur_month=50.0))
    ]
    # The job may have ended within its last month: the one answer that keeps it from a "no".
    found = check(always, "aide_logement", housing=HOME, past_benefits=received)
    assert (found.verdict, found.question) == ("possible", "contract_end")
    assert amounts(found)[:2] == (0.0, 0.0)
    assert 0 < eur[1] < eur[0]
    assert amounts(check(never, "aide_logement", housing=HOME, past_benefits=received))[2] >= eur[0]


def test_who_waits_for_the_first_payment_keeps_the_wages_counted() -> None:
    # R. 262-13 CASF: a wage that ended is left out only where no allowance can be claimed. Who has
    # nothing meanwhile is not told "no": the CAF looks at when the allowance comes.
    for start in (1, 2, 4):
        found = check(lost(1, income_since=Month(MONTH + start)), "rsa")
        assert (found.verdict, found.question) == ("possible", "allowance_granted")
        assert amounts(found)[:2] == (0.0, 0.0)
    assert check(lost(1, income_since=MONTH), "rsa").verdict == "no"


def test_wages_count_whole_for_the_css_until_the_allowance_is_paid() -> None:
    # R. 861-8 CSS, 2°: 30 % off for who is paid unemployment. Eleven months of 1,150 are 12,650,
    # over the 10,421 up to which it is free; 8,855 with an allowance that is paid.
    wait = lost(2, worked=11, wage=1_150.0, income_eur_month=1_000.0, with_parents=False)
    shown = [
        check(replace(wait, income_since=Month(MONTH + start)), "css").reasons for start in (-1, 1)
    ]
    assert shown == [("free",), ("maybe_participation",)]


def test_the_gain_says_that_the_start_is_unknown() -> None:
    unknown = with_adult(lost(2, wage=1_200.0, income_eur_month=900.0), housing=HOME)
    known = with_adult(
        lost(2, wage=1_200.0, income_eur_month=900.0, income_since=Month(MONTH - 1)), housing=HOME
    )
    always = with_adult(
        lost(2, wage=1_200.0, income_eur_month=900.0, income_since=Month(MONTH - 30)), housing=HOME
    )
    [gain], [said], [long] = (find_gains(one, [job(20)]) for one in (unknown, known, always))
    assert "income_since_unknown" in gain.causes
    assert "income_since_unknown" not in {*said.causes, *long.causes}
    assert gain.net_eur_month is not None
    assert said.net_eur_month is not None
    assert long.net_eur_month is not None
    assert gain.net_eur_month.central == pytest.approx(said.net_eur_month.central)
    assert gain.net_eur_month.low <= min(said.net_eur_month.low, long.net_eur_month.low) + 0.01
    assert gain.net_eur_month.high >= max(said.net_eur_month.high, long.net_eur_month.high) - 0.01


def test_the_months_without_a_job_have_aid_and_prime() -> None:
    flows = make_ledger(
        with_adult(lost(2, wage=1_200.0, income_eur_month=900.0), housing=HOME)
    ).flows
    assert all((flow.housing or 0) > 0 for flow in flows)
    assert (flows[0].ppa or 0) > 0
    assert flows[-1].ppa == 0


@pytest.mark.parametrize(
    ("adult", "claim"),
    [
        (lost(2, status="jobseeker", income_eur_month=None), "due"),
        (lost(2, status="none", income_eur_month=None), "due"),
        (lost(9, status="jobseeker", income_eur_month=None), "due"),
        (lost(13, status="jobseeker", income_eur_month=None), "none"),
        (lost(2, worked=4, status="jobseeker", income_eur_month=None), "none"),
        (lost(2, worked=5, status="jobseeker", income_eur_month=None), "due"),
        (lost(2), "none"),
        (lost(2, status="jobseeker_ass"), "none"),
        (lost(2, status="employee", net_salary_eur_month=900.0), "none"),
        (lost(2, status="jobseeker", past_net_salaries={}), "unknown"),
        (lost(0, status="jobseeker", income_eur_month=None), "none"),
    ],
)
def test_who_has_an_allowance_to_claim_first(adult: Adult, claim: str) -> None:
    assert are_claim(adult, MONTH) == claim


@pytest.mark.parametrize("status", ["none", "jobseeker"])
@pytest.mark.parametrize("wage", [600.0, WAGE, 15_000.0])
def test_the_are_comes_before_the_rsa(status: AdultStatus, wage: float) -> None:
    adult = lost(2, wage=wage, status=status, income_eur_month=None)
    assert check(adult, "rsa").question == "rsa_received"
    found = check(adult, "rsa", past_benefits={"rsa": {Month(MONTH - 1): 0.0}})
    assert (found.verdict, found.question) == ("possible", "are_claimed")
    assert "are_first" in found.reasons
    # It opens no Complémentaire santé by itself.
    assert check(adult, "css").verdict != "likely" or wage < WAGE
    # Who receives the RSA has settled it with the CAF.
    paid = {"rsa": {Month(MONTH - 1): 500.0}}
    assert check(adult, "rsa", past_benefits=paid).verdict == "likely"


def test_unknown_wages_are_asked_before_an_rsa_is_likely() -> None:
    recent = {Month(MONTH - lag): 0.0 for lag in range(5)}
    assert check(Adult(born(36), "none", recent), "rsa").question == "year_salaries"
    assert check(Adult(born(36), "none"), "rsa").question == "reference_salaries"
    known = {Month(MONTH - lag): 0.0 for lag in range(A_YEAR)}
    assert check(Adult(born(36), "none", known), "rsa").verdict == "likely"


def test_the_aspa_comes_first_from_sixty_seven_on() -> None:
    # Somebody born 67 years before this month is 67 in the course of it, and of age from the next.
    known = {Month(MONTH - lag): 0.0 for lag in range(A_YEAR)}
    for years, verdict in ((67, "likely"), (68, "possible"), (71, "possible")):
        found = check(Adult(born(years), "none", known), "rsa")
        assert found.verdict == verdict
        assert ("aspa_first" in found.reasons) == (years > 67)
    both = couple(adults=(Adult(born(69), "none", known), Adult(born(60), "none", known)))
    assert check_rights(both).of("rsa").question == "rsa_received"
    refused = replace(both, past_benefits={"rsa": {Month(MONTH - 1): 0.0}})
    assert check_rights(refused).of("rsa").question == "aspa_claimed"


@pytest.mark.parametrize(("years", "closed"), [(7.0, True), (10.0, False), ("not_needed", False)])
def test_the_aspa_takes_ten_years_of_a_permit(
    years: float | Literal["not_needed"], *, closed: bool
) -> None:
    # L. 816-1 CSS; refugees and others are let off, so it is said and settles nothing.
    old = replace(alone().adults[0], birth=born(68), permit_years=years)
    found = check_rights(alone(adults=(old,))).of("rsa")
    assert found.verdict == "possible"
    assert ("aspa_ten_years" in found.reasons) == closed


def test_the_gain_names_the_allowance_to_be_claimed() -> None:
    adult = lost(2, status="jobseeker", income_eur_month=None)
    [gain] = find_gains(with_adult(adult), [job(20)])
    assert "unemployment_first" in gain.not_counted
