"""Children who live with each parent in turn: what is halved, and what one parent alone has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Care, Child, Housing
from tests.rights.households import MONTH, alone, born, couple
from tests.rights.takeup.test_rare_facts import BASE, adult, central, high, of


def shared(*months_old: int) -> tuple[Child, ...]:
    return tuple(Child(born(0, age), support_eur_month=0.0, custody="shared") for age in months_old)


def test_shared_allocations_are_halved_for_each_shared_child() -> None:
    whole = central(of(couple(60, 100), "af"))
    both = of(couple(children=shared(60, 100)), "af")
    # R. 521-3 CSS: each of them counts by half, so two of two bring the half.
    assert both.verdict == "possible"
    assert central(both) == pytest.approx(whole / 2, abs=0.011)
    assert high(both) == pytest.approx(whole)
    # Of three children one is shared: 2.5 / 3 of the allocations of three.
    three = central(of(couple(60, 100, 130), "af"))
    others = couple(60, 100).children
    mixed = of(couple(children=(*others, *shared(130))), "af")
    assert mixed.verdict == "likely"
    assert central(mixed) == pytest.approx(three * 2.5 / 3, abs=0.011)
    assert "shared_custody" in mixed.reasons


@pytest.mark.parametrize("name", ["asf", "cf", "paje", "rsa"])
def test_what_follows_the_children_is_between_both_parents(name: str) -> None:
    ages = (40, 60, 100) if name == "cf" else (20, 60)
    whole = of(alone(*ages, adults=(adult(),)), name)
    found = of(alone(children=shared(*ages), adults=(adult(),)), name)
    without = of(alone(adults=(adult(),)), name)
    assert high(found) == pytest.approx(max(high(whole), BASE if name == "rsa" else 0))
    assert found.verdict == ("likely" if without.verdict == "likely" else "possible")
    # R. 513-1 CSS: but for the allocations familiales, one parent alone is paid.
    assert ("shared_custody" if name == "rsa" else "one_parent_paid") in found.reasons
    assert name == "rsa" or central(found) == pytest.approx(central(whole))


def test_nothing_of_a_childminder_is_the_other_parent_s() -> None:
    # L. 531-5 V CSS: each parent has the CMG for what they pay.
    care = Care("childminder", 80.0, 80.0)
    works = adult(1_500.0, status="employee", net_salary_eur_month=1_500.0)
    whole, halved = (
        of(alone(children=(replace(child, care=care),), adults=(works,)), "cmg")
        for child in (alone(20).children[0], shared(20)[0])
    )
    assert whole.verdict == halved.verdict == "likely"
    assert whole.amount_eur_month == halved.amount_eur_month


def test_of_shared_custody_the_health_cover_says_one_participation() -> None:
    """Under the ceiling of two persons, over the one of one: free, or with a participation."""
    earns = adult(980.0, status="employee", net_salary_eur_month=980.0)
    received = {"rsa": {Month(MONTH - 1): 0.0}}
    found = of(alone(children=shared(60), adults=(earns,), past_benefits=received), "css")
    assert found.verdict == "likely"
    assert found.with_participation is None
    assert "maybe_participation" in found.reasons
    assert not {"free", "with_participation", "shared_custody"} & set(found.reasons)


def test_one_of_two_children_with_the_other_parent_may_open_the_rsa() -> None:
    """Wages of 800 are over the RSA of one (651.69). With both children, of whom one has a support
    of 400, 1,173 (1.8 bases) are under 800, the support, an ASF and the allocations familiales.
    With the other child alone 977.54 are over 800 and some 108 that count of an ASF.
    """
    wages = {Month(MONTH - lag): 800.0 for lag in range(17)}
    works = replace(adult(), status="employee", past_net_salaries=wages, net_salary_eur_month=800.0)
    without, supported = alone(60, 100).children
    supported = replace(supported, support_eur_month=400.0)
    household = alone(children=(without, supported), adults=(works,))
    assert of(alone(adults=(works,)), "rsa").verdict == "no"
    unsaid = of(household, "rsa")
    assert (unsaid.verdict, unsaid.question) == ("possible", "custody")
    away = alone(children=(without, replace(supported, custody="shared")), adults=(works,))
    assert high(of(away, "rsa")) == pytest.approx(high(unsaid))
    assert 50.0 < high(unsaid) < 1.5 * 651.69 - 800.0
    both = tuple(replace(child, custody="whole") for child in household.children)
    assert of(alone(children=both, adults=(works,)), "rsa").verdict == "no"


def test_the_last_bit_of_a_share_is_no_error() -> None:
    """Three thirds of 110.90 are a hair over 110.90 in a computer: an elder of twenty in shared
    custody, whose lump sum is uncertain, and three children beside.
    """
    children = (*alone(13, 31, 96).children, *shared(20 * 12 + 5))
    rich = alone(adults=(adult(1_480.0),), children=children, resources_n2_eur_year=140_000.0)
    found = of(replace(rich, past_benefits={"rsa": {Month(MONTH - 1): 0.0}}), "af")
    assert found.amount_eur_month is not None
    assert found.amount_eur_month.central == found.amount_eur_month.high
    assert found.amount_eur_month.low < found.amount_eur_month.high


def test_an_rsa_that_is_paid_is_paid_with_fewer_children_too() -> None:
    """Wages over every RSA of one child and under that of three: it may be paid all the same, and
    settles the housing aid in both readings of the custody.
    """
    first, second = (
        adult(wage, status="jobseeker_are", income_eur_month=eur, net_salary_eur_month=0.0)
        for wage, eur in ((777.0, 980.0), (2_050.0, 310.0))
    )
    first, second = (
        replace(one, past_net_salaries={**one.past_net_salaries, Month(MONTH): 0.0})
        for one in (first, second)
    )
    first = replace(first, income_since=Month(MONTH - 3))
    second = replace(second, income_since=Month(MONTH - 7))
    home = couple(
        children=(*couple(160).children, *shared(80, 180, 11)),
        adults=(first, second),
        housing=Housing("tenant", 880.0, 1, flat_share=True),
        resources_n2_eur_year=0.0,
        past_benefits={"aide_logement": {Month(MONTH - 1): 233.0}},
    )
    assert of(home, "aide_logement").question == "rsa_received"
