"""A household's care: what is unknown makes a range with a named cause, or no figure; never 0."""

from __future__ import annotations

import datetime as dt

import pytest

from jalon.core.months import parse_month
from jalon.rights.costs.childcare import extra_month_cost_eur, month_cost_eur
from jalon.rights.costs.cost import Cost
from jalon.rights.ranges import exact
from jalon.rights.request.household import Adult, Care, Child, Household

NOVEMBER = parse_month("2026-11")
TODDLER = dt.date(2024, 1, 10)


def bounds(cost: Cost) -> tuple[float, float, float]:
    """Low, central and high of a cost that has a figure."""
    assert cost.eur is not None
    return cost.eur.low, cost.eur.central, cost.eur.high


def one(amount: float) -> object:
    """Bounds that meet, within a hair."""
    return pytest.approx((amount,) * 3)


def child(care: Care | None, birth: dt.date = TODDLER, disabled: bool | None = False) -> Child:
    return Child(birth, care, disabled=disabled)


def household(*children: Child, couple: bool = False, commune: str | None = "94028") -> Household:
    return Household(NOVEMBER, (Adult(dt.date(1994, 5, 2)),), couple, children, commune=commune)


def with_job(*children: Child, resources: float | None = 2000, couple: bool = False) -> Cost:
    return month_cost_eur(household(*children, couple=couple), NOVEMBER, resources, with_job=True)


def without_job(*children: Child, resources: float | None = 2000) -> Cost:
    return month_cost_eur(household(*children), NOVEMBER, resources, with_job=False)


def extra(*children: Child, resources: float | None = 2000) -> Cost:
    return extra_month_cost_eur(household(*children), NOVEMBER, resources)


def test_a_nursery_with_everything_known_is_one_figure() -> None:
    # 2,000 x 0.0619 % x 140 h = 173.32; 40 h of them today: 49.52.
    nursery = child(Care("creche", 140, 40))
    assert bounds(with_job(nursery)) == one(173.32)
    assert bounds(without_job(nursery)) == one(49.52)
    assert bounds(extra(nursery)) == one(123.80)
    assert with_job(nursery).causes == frozenset()
    assert with_job(nursery).left_out == {"childcare_tax_credit"}
    assert with_job(nursery).unsure == ()


def test_hours_of_today_unknown_put_the_whole_to_the_job() -> None:
    nursery = child(Care("creche", 140))
    today, added = without_job(nursery), extra(nursery)
    assert bounds(today) == pytest.approx((0.0, 0.0, 173.32))
    assert bounds(added) == pytest.approx((0.0, 173.32, 173.32))
    assert today.causes == added.causes == {"care_today_unknown"}


@pytest.mark.parametrize("kind", ["creche", "childminder", "home", "after_school"])
def test_hours_unknown_is_no_figure(kind: str) -> None:
    care = child(Care(kind))  # type: ignore[arg-type]
    for cost in (with_job(care), without_job(care), extra(care)):
        assert cost.eur is None
        assert "care_hours_unknown" in cost.causes


def test_one_child_without_a_figure_leaves_the_household_without_one() -> None:
    cost = with_job(child(Care("creche", 100)), child(None))
    assert cost.eur is None
    assert cost.causes == {"care_unknown"}


def test_nobody_paid_is_nothing() -> None:
    for cost in (with_job(child(Care("none"))), extra(child(Care("none"))), with_job()):
        assert cost.eur == exact(0)
        assert cost.causes == frozenset()


def test_the_price_of_a_childminder_unknown() -> None:
    # 100 h of a lone parent with one child, 2,000 a month, so 2,000 x 0.0619 % = 1.238 of 4.91.
    # Least price 2.84: 284 x 1.238 / 4.91; reference: 123.80; cap 8.09: 809 x 1.238 / 4.91.
    cost = with_job(child(Care("childminder", 100, 0)))
    assert bounds(cost) == pytest.approx((284 * 1.238 / 4.91, 123.80, 809 * 1.238 / 4.91))
    assert cost.causes == {"care_price_unknown"}
    assert "cmg.lowest_childminder_eur_hour" in cost.unsure
    known = with_job(child(Care("childminder", 100, 0, 4.91)))
    assert bounds(known) == one(123.80)


def test_the_price_unknown_twice_does_not_widen_what_the_job_adds_twice() -> None:
    # 60 h of 100 are paid today at the same unknown price: 40 h are added.
    care = child(Care("childminder", 100, 60))
    added, forty = extra(care), with_job(child(Care("childminder", 40, 0)))
    assert bounds(added) == pytest.approx(bounds(forty))
    assert added.causes == {"care_price_unknown"}


def test_fewer_hours_with_the_job_than_today_give_money_back() -> None:
    assert bounds(extra(child(Care("creche", 40, 140)))) == one(-123.80)


def test_resources_unknown_go_from_the_floor_to_the_cap() -> None:
    cost = with_job(child(Care("creche", 100)), resources=None)
    assert bounds(cost) == pytest.approx((81462 * 0.000619, 81462 * 0.000619, 850000 * 0.000619))
    assert cost.causes == {"resources_n2_unknown"}


def test_a_child_of_whom_nobody_said_the_aeeh_is_not_cheaper() -> None:
    cost = with_job(child(Care("creche", 100), disabled=None))
    assert bounds(cost) == one(123.8)
    assert cost.causes == set()
    assert bounds(with_job(child(Care("creche", 100), disabled=True))) == one(103.2)


def test_every_dependent_child_counts_for_the_rate() -> None:
    elder = child(Care("none"), dt.date(2010, 6, 1))
    grown = child(None, dt.date(2006, 11, 30))  # 20 this month: dependent no more
    unborn = child(None, dt.date(2026, 12, 2))
    cost = with_job(child(Care("creche", 100)), elder, grown, unborn)
    assert bounds(cost) == one(103.2)


def test_contributions_at_home_are_estimated() -> None:
    # See test_costs: 247.60 left of the price, 347.4575 of contributions.
    cost = with_job(child(Care("home", 100, 0, 10.5)))
    assert bounds(cost) == pytest.approx((247.60, 595.0575, 595.0575))
    assert cost.causes == {"care_contributions_estimated"}
    assert cost.unsure == ("cmg.cap_home_eur_hour", "cmg.contributions_home")


def test_a_couple_has_no_cmg_for_a_child_of_eight() -> None:
    eight = child(Care("childminder", 20, 0, 5.0), dt.date(2018, 3, 1))
    alone, couple = with_job(eight), with_job(eight, couple=True)
    assert bounds(alone) == one(100 * 1.238 / 4.91)
    # 100 of price; 83.81 of contributions that nobody takes.
    assert bounds(couple) == pytest.approx((100.0, 183.81, 183.81))


def test_after_school_elsewhere_is_no_figure() -> None:
    care = child(Care("after_school", 30, 0), dt.date(2018, 3, 1))
    here = month_cost_eur(household(care), NOVEMBER, 1000, with_job=True)
    assert here.eur == exact(15.0)
    assert here.unsure == ("after_school.fee_demo_eur_hour",)
    elsewhere = household(care, commune="67482")
    there = month_cost_eur(elsewhere, NOVEMBER, 1000, with_job=True)
    assert there.eur is None
    assert there.causes == {"after_school_tariff_unknown"}
