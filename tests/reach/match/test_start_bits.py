"""The starts of a whole territory, in lanes, against `plan_days`, pair by pair and day by day.
JALON_MATCH_EXAMPLES asks for more worlds.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.core.time import WEEKDAYS
from jalon.reach import Network, Request, TerritoryWeeks, parse_request, plan_days, read_starts
from jalon.reach.match import start_bits
from tests.examples import examples
from tests.reach.answers import compiled
from tests.reach.asking import Asker
from tests.reach.desert import ask, at, child, east, place
from tests.reach.strategies import World, worlds

Starts = dict[tuple[str, str, str], tuple[tuple[int, int], ...]]
many = settings(
    max_examples=examples(20, "JALON_MATCH_EXAMPLES", thorough=300),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def stored(network: Network, request: Request) -> Starts:
    """As a store keeps them."""
    territory = TerritoryWeeks.of(network, request)
    return {
        (person.id, request.offers[found.offer].id, WEEKDAYS[weekday]): read_starts(
            bits, request.start_step_s
        )
        for found in territory.starts(request.offers)
        for weekday, rows in zip(found.weekdays, found.bits, strict=True)
        for person, bits in zip(request.people, rows, strict=True)
    }


def planned(network: Network, request: Request) -> Starts:
    return {
        (day.person, day.offer, day.weekday): day.start_windows
        for day in plan_days(network, request)
        if day.start_windows is not None
    }


def with_unknown_hours(request: dict[str, Any], minutes: list[float | None]) -> Request:
    """Every second weekday of each offer without hours; the lengths of its days, one after the
    other."""
    for number, offer in enumerate(request["offers"]):
        for weekday in list(offer["shifts"])[::2]:
            offer["shifts"][weekday] = None
        offer["duration_min"] = minutes[number % len(minutes)]
    return parse_request(request)


@given(
    world=worlds(),
    minutes=st.lists(st.sampled_from([None, 30, 187, 420, 480, 1440]), min_size=1, max_size=3),
    instant=st.booleans(),
)
@many
def test_starts_are_kept_as_they_are_planned(
    world: World, minutes: list[float | None], instant: bool
) -> None:
    if instant:
        world.request["settings"]["min_change_s"] = 0
    with tempfile.TemporaryDirectory() as name:
        network = compiled([world.write(Path(name) / "feed.zip")], Path(name) / "net")
        request = with_unknown_hours(world.request, minutes)
        assert stored(network, request) == planned(network, request)


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def test_starts_by_hand(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    # what_if/test_start_windows.py says why: the first three without children, a day of eight
    # hours; then a place open from half past eight to half past five, and no known length.
    request = ask()
    request["people"].append(
        request["people"][0]
        | {"id": "q", "children": [child("c", place("k", east("B", 60), "08:30", "17:30"))]}
    )
    offer = request["offers"][0] | {"shifts": {"monday": None, "friday": None}}
    request["offers"] = [
        offer | {"id": "day", "duration_min": 480},
        offer | {"id": "out"},
        offer | {"id": "long", "duration_min": 1440},
        request["offers"][0] | {"id": "known"},
    ]
    monkeypatch.setattr(start_bits, "CELLS_AT_ONCE", 1)
    found = stored(asker.network(), parse_request(request))
    assert found["p", "day", "friday"] == ((at("05:30"), at("12:30")),)
    assert found["q", "day", "monday"] == ((at("09:00"), at("09:00")),)
    assert found["p", "out", "monday"] == ((at("05:30"), at("23:00")),)
    assert found["q", "out", "friday"] == ((at("09:00"), at("17:30")),)
    assert found["p", "long", "monday"] == ()
    assert len(found) == 12


def test_a_prepared_territory_is_asked_about_other_offers(asker: Asker) -> None:
    request = ask()
    territory = TerritoryWeeks.of(asker.network(), parse_request(request))
    request["offers"][0] |= {"shifts": {"monday": None}, "duration_min": 480}
    (found,) = territory.starts(parse_request(request).offers)
    assert read_starts(found.bits[0, 0]) == ((at("05:30"), at("12:30")),)
