"""Of a home that nobody spoke of the range goes up to the highest aid that any home may bring."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Adult, Household, Housing, check_rights
from jalon.rights.takeup.unknown.facets import outer_facets
from tests.rights.households import MONTH, alone, couple

RENTS = (350.0, 610.0, 1_100.0)


def idle(family: Household) -> Household:
    """Nobody has had a wage for a year; the RSA is not received."""
    past = {Month(MONTH - lag): 0.0 for lag in range(17)}
    adults = tuple(replace(adult, past_net_salaries=past) for adult in family.adults)
    return replace(family, adults=adults, past_benefits={"rsa": {Month(MONTH - 1): 0.0}})


def most(household: Household) -> float:
    amount = check_rights(household).of("aide_logement").amount_eur_month
    return amount.high if amount else 0.0


@pytest.mark.parametrize(
    ("family", "commune"),
    [
        (alone(), "23096"),
        (couple(30, 70, 100, 130), "94028"),
        (alone(*range(20, 180, 20)), None),
    ],
    ids=["one person", "a couple with four", "alone with eight"],
)
def test_the_highest_aid_of_any_home_is_in_the_range(
    family: Household, commune: str | None
) -> None:
    whole = idle(replace(family, commune=commune, housing=Housing()))
    found = most(whole)
    # Rents of the market, in the dearest zone where the commune is unknown.
    for rent in RENTS:
        home = Housing("tenant", rent, None if commune else 1)
        assert most(replace(whole, housing=home)) <= found + 0.01, rent


def test_a_couple_with_three_may_have_more_than_six_hundred() -> None:
    # The report: the range went up to what a rent of 450 brings, and a rent of 700 brought more.
    family = idle(couple(30, 70, 100, housing=Housing()))
    assert most(family) > 600


def test_resources_too_high_for_a_rent_are_no_refusal_of_who_may_have_bought() -> None:
    # An owner with a loan of before 2018 may have an aid that is not computed here.
    rich = idle(couple(housing=Housing()))
    rich = replace(rich, adults=tuple(_earning(adult, 4_400.0) for adult in rich.adults))
    asked = check_rights(rich).of("aide_logement")
    assert (asked.verdict, asked.question) == ("cannot_tell", "housing_status")
    assert check_rights(replace(rich, housing=Housing(loan=False))).of(asked.id).verdict == "no"


def _earning(adult: Adult, eur: float) -> Adult:
    past = dict.fromkeys(adult.past_net_salaries, eur)
    return replace(adult, status="employee", past_net_salaries=past, net_salary_eur_month=eur)


def test_an_aid_for_a_loan_of_before_2018_may_be_paid() -> None:
    """Who repays one may have it, and it counts for the prime; without a loan there is none."""

    def is_open(*, loan: bool | None) -> bool:
        home = alone(housing=Housing("owner", loan=loan), past_benefits={})
        facets = {facet.question: facet for facet in outer_facets(home)}
        return facets["housing_aid_received"].is_open

    assert is_open(loan=True)
    assert is_open(loan=None)
    assert not is_open(loan=False)
