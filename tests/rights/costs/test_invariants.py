"""What must hold for every household: the order of bounds, and who may never pay less."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.months import Month, parse_month
from jalon.rights.costs import after_school, cmg, creche, travel
from jalon.rights.costs.childcare import extra_month_cost_eur, month_cost_eur
from jalon.rights.ranges import Range, exact, spanning
from jalon.rights.request.household import Adult, Care, Child, Household
from jalon.rights.request.offer import Travel

ALMOST = 1e-9
MONTHS = st.integers(parse_month("2025-09"), parse_month("2028-12")).map(Month)
RESOURCES = st.floats(0, 12_000)
HOURS = st.floats(0, 250)
CHILDREN = st.integers(1, 9)
AMOUNTS = st.floats(-1e6, 1e6)
RANGES = st.lists(AMOUNTS, min_size=3, max_size=3).map(lambda of: Range(*sorted(of)))
CARES = st.builds(
    cmg.CarerMonth,
    st.sampled_from(["childminder", "home"]),
    HOURS,
    st.floats(0.5, 30),
    st.integers(0, 11),
    st.booleans(),
)


def optional(of: st.SearchStrategy[float]) -> st.SearchStrategy[float | None]:
    return st.none() | of


KIDS = st.builds(
    Child,
    st.dates(dt.date(2012, 1, 1), dt.date(2025, 12, 31)),
    st.builds(
        Care,
        st.sampled_from(["none", "creche", "childminder", "home", "after_school"]),
        HOURS,
        optional(HOURS),
        optional(st.floats(3, 20)),
    ),
    disabled=st.sampled_from([True, False, None]),
)


@st.composite
def households(draw: st.DrawFn) -> Household:
    kids = draw(st.lists(KIDS, min_size=1, max_size=4))
    adults = (Adult(dt.date(1994, 5, 2)),)
    couple = draw(st.booleans())
    return Household(parse_month("2026-11"), adults, couple, tuple(kids), commune="94028")


@given(CHILDREN, st.integers(0, 9), RESOURCES, RESOURCES, MONTHS)
def test_more_resources_never_make_an_hour_cheaper(
    children: int, disabled: int, one: float, other: float, month: Month
) -> None:
    less, more = sorted((one, other))
    fees = [creche.hourly_fee_eur(of, children, disabled, month) for of in (less, more)]
    assert 0 < fees[0] <= fees[1]
    tariff = after_school.tariff("94028", month)
    assert tariff is not None
    of_school = after_school.hourly_fee_eur
    assert of_school(tariff, less, children, 0) <= of_school(tariff, more, children, 0)


@given(CARES, RESOURCES, RESOURCES, CHILDREN, MONTHS)
def test_more_resources_never_make_care_cheaper(
    care: cmg.CarerMonth, one: float, other: float, children: int, month: Month
) -> None:
    less, more = sorted((one, other))
    costs = [cmg.cost_left_eur(care, of, children, 0, month) for of in (less, more)]
    assert costs[0] <= costs[1] + ALMOST


@given(RESOURCES, CHILDREN, st.integers(0, 3), MONTHS)
def test_more_children_and_the_aeeh_never_make_an_hour_dearer(
    resources: float, children: int, disabled: int, month: Month
) -> None:
    fee = creche.hourly_fee_eur(resources, children, disabled, month)
    assert creche.hourly_fee_eur(resources, children + 1, disabled, month) <= fee
    assert creche.hourly_fee_eur(resources, children, disabled + 1, month) <= fee


@given(CARES, RESOURCES, CHILDREN, MONTHS)
def test_what_is_left_and_the_cmg_make_the_price(
    care: cmg.CarerMonth, resources: float, children: int, month: Month
) -> None:
    bill = cmg.bill(care, resources, children, 0, month)
    assert bill.left_eur + bill.cmg_eur == pytest.approx(bill.price_eur)
    assert bill.price_eur == pytest.approx(care.hours_month * care.fee_eur_hour)
    assert bill.cmg_eur >= 0
    assert bill.left_eur >= 0
    assert bill.contributions_left_eur >= 0


@given(CARES, HOURS, RESOURCES, CHILDREN, MONTHS)
def test_more_hours_and_dearer_hours_are_never_cheaper(
    care: cmg.CarerMonth, more: float, resources: float, children: int, month: Month
) -> None:
    cost = cmg.cost_left_eur(care, resources, children, 0, month)
    longer = replace(care, hours_month=care.hours_month + more)
    assert cmg.cost_left_eur(longer, resources, children, 0, month) >= cost - ALMOST
    dearer = replace(care, fee_eur_hour=care.fee_eur_hour + more / 10)
    assert cmg.cost_left_eur(dearer, resources, children, 0, month) >= cost - ALMOST


@given(CARES, RESOURCES, CHILDREN, MONTHS)
def test_a_cmg_that_is_due_never_costs(
    care: cmg.CarerMonth, resources: float, children: int, month: Month
) -> None:
    due, not_due = (replace(care, is_due=is_due) for is_due in (True, False))
    with_cmg = cmg.cost_left_eur(due, resources, children, 0, month)
    assert with_cmg <= cmg.cost_left_eur(not_due, resources, children, 0, month) + ALMOST


@given(CARES, RESOURCES, CHILDREN)
def test_no_cliff_at_the_hourly_cap(care: cmg.CarerMonth, resources: float, children: int) -> None:
    month = parse_month("2026-11")
    cap = 8.09 if care.carer == "childminder" else 15.18
    ends = [replace(care, fee_eur_hour=fee) for fee in (cap - 1e-6, cap + 1e-6)]
    below, above = (cmg.cost_left_eur(of, resources, children, 0, month) for of in ends)
    assert above - below <= 250 * 2e-6 * 2


@given(households(), optional(RESOURCES))
def test_a_household_never_pays_less_than_nothing(
    household: Household, resources: float | None
) -> None:
    for with_job in (True, False):
        cost = month_cost_eur(household, household.month, resources, with_job=with_job)
        assert cost.eur is not None
        assert cost.eur.low >= -ALMOST
        assert bool(cost.causes) or cost.eur.is_exact


@given(households(), RESOURCES)
def test_what_the_job_adds_lies_within_the_difference(
    household: Household, resources: float
) -> None:
    after = month_cost_eur(household, household.month, resources, with_job=True).eur
    before = month_cost_eur(household, household.month, resources, with_job=False).eur
    added = extra_month_cost_eur(household, household.month, resources).eur
    assert after is not None
    assert before is not None
    assert added is not None
    loose = after - before
    assert loose.low - 1e-6 <= added.low
    assert added.high <= loose.high + 1e-6
    assert added.central == pytest.approx(loose.central, abs=1e-6)


@given(households(), RESOURCES)
def test_what_is_known_lies_within_what_was_unknown(household: Household, resources: float) -> None:
    wide = month_cost_eur(household, household.month, None, with_job=True).eur
    known = month_cost_eur(household, household.month, resources, with_job=True).eur
    assert wide is not None
    assert known is not None
    assert wide.low - ALMOST <= known.low
    assert known.high <= wide.high + ALMOST


@given(st.floats(0, 200), st.floats(0, 31), st.floats(0, 100), st.floats(1, 48), MONTHS)
def test_travel_is_never_negative_and_more_of_it_never_cheaper(
    price: float, days: float, km: float, hours: float, month: Month
) -> None:
    for kind in ("transit_pass", "car", "none"):
        way = Travel(kind, price, km)
        dearer = Travel(kind, price * 2, km * 2)
        costs = [travel.month_cost_eur(of, days, month, hours_week=hours) for of in (way, dearer)]
        for less, more in pairwise(costs):
            assert less.eur is not None
            assert more.eur is not None
            assert 0 <= less.eur.low <= more.eur.low
            assert less.eur.high <= more.eur.high
            assert bool(less.causes) or less.eur.is_exact


@given(RANGES, RANGES, st.floats(-10, 10))
def test_ranges_stay_in_order(one: Range, other: Range, factor: float) -> None:
    for result in (one + other, one - other, one * factor, factor * one, -one):
        assert result.low <= result.central <= result.high
    assert one + exact(0) == one
    assert (one - other).high == pytest.approx(one.high - other.low)
    assert factor * one == one * factor


@given(AMOUNTS, AMOUNTS)
def test_a_range_between_two_ends_in_any_order(first: float, last: float) -> None:
    assert spanning(first, first, last) == spanning(last, first, first)


@pytest.mark.parametrize("bounds", [(2, 1, 3), (1, 2, 1.5), (0, float("nan"), 1)])
def test_a_range_out_of_order_is_refused(bounds: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="not in order"):
        Range(*bounds)
