"""A new person and a new offer: the same answers from the person's side, from the tables of all
stops, and from the workplaces in lanes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jalon.reach import Network, Request, TerritoryWeeks, parse_request, plan_days
from jalon.reach.match import Best, Block, prepare_block
from jalon.reach.match.input.offers import Demand, Kind
from jalon.reach.match.travel import tables as module
from jalon.reach.match.travel.legs_between import FamilyLegs
from tests import gtfs_feeds as gtfs
from tests.reach.asking import Asker
from tests.reach.desert import ask, bus, child, clock, east, place

Json = dict[str, Any]
OFFERS = 600
"""Enough slots that one row is looked at from its own side (travel.py: FEW x LANES)."""


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return Asker(tmp_path).network()


def a_day_of_offers() -> Request:
    """Three people and a start every minute from 07:00 on, east of C and a walk from home."""
    request = ask()
    crib = child("c", place("k", east("B", 60), "07:00", "18:30"))
    home = request["people"][0] | {"earliest_leave": "07:30"}
    request["people"] = [
        home,
        home | {"id": "q", "children": [crib]},
        home | {"id": "r", "home": east("B", 200), "means": ["transit", "bicycle"]},
    ]
    request["offers"] = [
        {
            "id": f"o{number}",
            **(east("C", 180) if number % 3 else east("A", 300)),
            "shifts": {"monday": [[clock(7 * 3600 + 60 * number)[:5], "17:10"]]},
        }
        for number in range(OFFERS)
    ]
    return parse_request(request)


def found(block: Block, people: int) -> tuple[list[int], Json]:
    """Counts, and for everybody the offers that hold with their seconds."""
    best = Best.none(people, OFFERS)
    part = block.demand.part(block.demand.parts(OFFERS)[0])
    counts = block.match_part(part, best)
    order = np.argsort(part.offers)
    return counts[order].tolist(), {"seconds": best.seconds.tolist(), "offer": best.offer.tolist()}


def one_by_one(block: Block, request: Request) -> Sequence[tuple[list[int], Json]]:
    """Each person asked as a newcomer to the block's offers."""
    part = block.demand.part(block.demand.parts(OFFERS)[0]) if not block.stops else block.stops.part
    answers = []
    for person in request.people:
        other, best = block.with_people([person]), Best.none(1, OFFERS)
        counts = other.match_part(part, best)[np.argsort(part.offers)]
        answers.append(
            (counts.tolist(), {"seconds": best.seconds.tolist(), "offer": best.offer.tolist()})
        )
    return answers


def test_a_new_person_is_told_what_the_crowd_is_told(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_day_of_offers()
    block = prepare_block(network, request)
    from_the_person = one_by_one(block, request)
    block = block.with_stops(block.demand.part(block.demand.parts(OFFERS)[0]))
    from_the_stops = one_by_one(block, request)
    monkeypatch.setattr(module, "FEW", OFFERS)
    counts, best = found(prepare_block(network, request), 3)
    assert from_the_person == from_the_stops
    assert np.sum([one for one, _ in from_the_person], axis=0).tolist() == counts
    assert [one["seconds"][0] for _, one in from_the_person] == best["seconds"]
    assert [one["offer"][0] for _, one in from_the_person] == best["offer"]
    # All three people hold some of the offers and miss others: the comparison is not of nothing.
    assert all(0 < sum(one) < OFFERS for one, _ in from_the_person)


def test_a_new_offer_is_told_what_all_offers_are_told(network: Network) -> None:
    request = a_day_of_offers()
    counts, _ = found(prepare_block(network, request), 3)
    for any_hours in (False, True):
        block = prepare_block(network, request, any_hours=any_hours)
        for number in (100, 101, 200, 599):
            other = block.with_offers([request.offers[number]])
            assert other.match(other.parts()[0], Best.none(3, 1)).tolist() == [counts[number]]


@pytest.mark.parametrize("others_ask", [False, True])
def test_hours_beside_the_grid_are_looked_at_to_the_longest_trip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others_ask: bool
) -> None:
    # Work, a minute from K, ends at 17:03: at K at 17:04, the handover until 17:06, the slow bus
    # of half past 17:07 from B, at A at 18:09 and home at 18:11: sixty-eight minutes, as long as a
    # trip may be. Counted from 17:00 it would be too long.
    buses = [
        *bus("T", "08:00"),
        *gtfs.calls("U", ("B", "17:07:30"), ("A", "18:09:00")),
    ]
    network = Asker(tmp_path).network(stop_times=buses)
    crib = child("c", place("k", east("B", 60), "07:00", "19:00", handover_min=2))
    request = ask(crib, shift=("09:00", "17:03"), max_trip_min=68, work=east("B", 120))
    asked = parse_request(request)
    (day,) = plan_days(network, asked)
    assert day.holdable, day.reasons
    other = parse_request(request | {"offers": ask(shift=("09:00", "17:00"))["offers"]})
    territory = TerritoryWeeks.of(network, other)
    if others_ask:
        # Another thread asks for hours of the grid at the same moment.
        real, block = FamilyLegs._find, territory.block
        assert isinstance(block, Block)

        def find(legs: FamilyLegs, demand: Demand, mirrored: bool) -> dict[Kind, Any]:
            mine = real(legs, demand, mirrored)
            real(legs, block.demand, mirrored)
            return mine

        monkeypatch.setattr(FamilyLegs, "_find", find)
    ((_, weeks),) = territory.with_offers(asked.offers).all()
    assert weeks.holds.tolist() == [[True]]
