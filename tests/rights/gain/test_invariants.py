"""What must hold of gains whatever the household: order, copies, bounds, knowledge, ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.months import Month
from jalon.rights import (
    Adult,
    Care,
    Child,
    Gain,
    Household,
    Housing,
    Job,
    Range,
    Travel,
    find_gains,
    rank_by_gain,
)
from tests.rights.households import MONTH, alone, born, couple, drawn, job, worked

RENT = Housing("tenant_social", 455.0, 2)
JOBS = [
    job(35, travel=Travel("transit_pass", eur_month=90.8)),
    job(20, "2027-01-11", travel=Travel("car", km_day=24)),
    job(28, "2027-02-01", months=4),
    job(35, months=8, id="8 months"),
]
FAMILIES = [
    couple(31, 160, housing=RENT, next_declaration_month=None),
    alone(9, 75, housing=RENT, isolated_since=None, resources_n2_eur_year=None),
    *drawn(5, 2),
]


def bounds(gain: Gain) -> Range:
    assert gain.net_eur_month is not None
    return gain.net_eur_month


def gained(household: Household, jobs: Sequence[Job]) -> list[Range]:
    return [bounds(gain) for gain in find_gains(household, jobs)]


@pytest.mark.parametrize("household", FAMILIES)
def test_the_order_of_children_and_of_offers_changes_nothing(household: Household) -> None:
    usual = find_gains(household, JOBS)
    other = replace(household, children=household.children[::-1])
    turned = find_gains(other, JOBS[::-1])[::-1]
    assert turned == usual


def test_an_offer_alone_or_among_copies_of_others_brings_in_the_same() -> None:
    household = FAMILIES[0]
    (single,) = find_gains(household, JOBS[:1])
    copies = [replace(JOBS[rank % 4], id=f"{rank}") for rank in range(9)]
    among = find_gains(household, copies)
    assert among[0] == replace(single, id="0")
    assert [replace(gain, id="") for gain in among[4:8]] == [
        replace(gain, id="") for gain in among[:4]
    ]


@pytest.mark.parametrize("household", FAMILIES)
def test_the_figure_is_the_mean_of_the_months_and_lies_within_its_bounds(
    household: Household,
) -> None:
    for gain in find_gains(household, JOBS):
        found = bounds(gain)
        assert found.low <= found.central <= found.high
        months = [eur for eur in gain.differences if eur is not None]
        assert len(months) == 12
        assert sum(months) / 12 == pytest.approx(found.central, abs=0.02)


def test_care_that_is_paid_today_is_not_won_where_the_care_with_the_job_is_unknown() -> None:
    creche = (Care("creche", 80.0, None), Care("creche", None, 60.0))
    children = tuple(
        Child(born(0, age), care, 0.0) for age, care in zip((30, 9), creche, strict=True)
    )
    household = alone(housing=RENT, children=children)
    for gain in find_gains(household, JOBS):
        months = [eur for eur in gain.differences if eur is not None]
        assert sum(months) / 12 == pytest.approx(bounds(gain).central, abs=0.02)
        assert {flow.childcare for flow in (*gain.with_job, *gain.without_job)} == {None}


def test_the_second_adult_may_not_take_the_place_of_the_first() -> None:
    """The job is the first adult's: two adults with different wages are not interchangeable."""
    household = couple(75, housing=RENT)
    first, second = household.adults
    earning = replace(second, status="employee", past_net_salaries=worked(1400))
    earning = replace(earning, net_salary_eur_month=1400.0)
    one = gained(replace(household, adults=(first, earning)), JOBS[:1])
    other = gained(replace(household, adults=(earning, first)), JOBS[:1])
    assert one[0].central != pytest.approx(other[0].central, abs=50)


QUESTIONS: dict[str, Any] = {
    "next_declaration_month": Month(MONTH + 1),
    "resources_n2_eur_year": 0.0,
    "isolated_since": Month(MONTH - 90),
}
"""What may be unknown, and an answer."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_known_answer_never_widens_a_range(name: str) -> None:
    blank = alone(
        50, 75, housing=RENT,
        next_declaration_month=None, resources_n2_eur_year=None, isolated_since=None,
    )  # fmt: skip
    before = gained(blank, JOBS)
    after = gained(replace(blank, **{name: QUESTIONS[name]}), JOBS)
    for wide, known in zip(before, after, strict=True):
        # The gap of the model follows the amounts of the central reading, which the answer moves.
        assert known.high - known.low <= wide.high - wide.low + 0.005


def test_every_answer_together_is_within_what_was_possible() -> None:
    blank = alone(50, housing=RENT, next_declaration_month=None, isolated_since=None)
    before = gained(blank, JOBS[:2])
    for declared in range(1, 4):
        known = replace(
            blank, next_declaration_month=Month(MONTH + declared), isolated_since=Month(MONTH - 80)
        )
        for wide, one in zip(before, gained(known, JOBS[:2]), strict=True):
            assert wide.low - 0.005 <= one.central <= wide.high + 0.005


def test_an_offer_that_starts_earlier_or_pays_more_is_a_better_one() -> None:
    ranges = gained(alone(), [job(35), job(35, "2027-04-01"), job(17.5)])
    assert ranges[0].central > ranges[1].central
    assert ranges[0].central > ranges[2].central


EUR = st.floats(-500, 2000)
RANGES = st.lists(EUR, min_size=3, max_size=3).map(lambda of: Range(*sorted(of)))


@given(st.lists(st.none() | RANGES, max_size=8))
def test_who_surely_brings_in_more_has_the_better_rank(gains: list[Range | None]) -> None:
    ranks = rank_by_gain(gains)
    assert [rank is None for rank in ranks] == [one is None for one in gains]
    for one, rank in zip(gains, ranks, strict=True):
        for other, behind in zip(gains, ranks, strict=True):
            if one and other and rank and behind and one.low > other.high:
                assert rank < behind
    assert not any(ranks) or min(rank for rank in ranks if rank) == 1


@given(st.lists(RANGES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_ranks_follow_their_offers_in_any_order(gains: list[Range], dice: Random) -> None:
    order = list(range(len(gains)))
    dice.shuffle(order)
    ranks = rank_by_gain(gains)
    assert rank_by_gain([gains[place] for place in order]) == [ranks[place] for place in order]


@pytest.mark.parametrize(
    ("years", "eur_hour", "is_said"),
    [(30, 12.31, False), (30, 12.25, True), (17, 11.1, False), (17, 11.0, True), (16, 9.9, False)],
)
def test_a_wage_under_the_minimum_is_said(years: int, eur_hour: float, *, is_said: bool) -> None:
    # 12.31 an hour since June 2026; nine tenths of it at 17, eight at 16 (D. 3231-3 of labour law).
    offer = job(35, gross_eur_month=eur_hour * 35 * 52 / 12)
    [gain] = find_gains(alone(adults=(Adult(born(years, 2), "none"),)), [offer])
    assert gain.notices == (("wage_under_minimum",) if is_said else ())
