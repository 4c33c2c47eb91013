"""Compiling the kernels before anybody waits for them.

Every door is asked once about three stops, so that what is compiled is just what is used.
"""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jalon.reach.days import find_unlocks, plan_days
from jalon.reach.kernels.compiled_cache import note_compiled_kernels
from jalon.reach.match.block import Best, prepare_block
from jalon.reach.match.territory.count_unlocks import held_of
from jalon.reach.match.territory_weeks import TerritoryWeeks
from jalon.reach.network import Network, build_network, load_network
from jalon.reach.request.parse import parse_request

MONDAY = "2026-01-05"
HOURS = {"monday": ["06:00", "20:00"]}
SHIFT = {"monday": [["09:00", "17:00"]]}
TABLES: Mapping[str, Sequence[Sequence[object]]] = {
    "agency": [("agency_id", "agency_name", "agency_url", "agency_timezone"),
               ("A", "A", "https://example.org", "Europe/Paris")],
    "routes": [("route_id", "agency_id", "route_short_name", "route_type"), ("R", "A", "1", 3)],
    "calendar": [("service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                  "sunday", "start_date", "end_date"),
                 ("S", 1, 1, 1, 1, 1, 1, 1, "20260101", "20261231")],
    "stops": [("stop_id", "stop_name", "stop_lat", "stop_lon"),
              ("a", "a", 48.80, 2.40), ("b", "b", 48.80, 2.44), ("c", "c", 48.80, 2.48)],
}  # fmt: skip
"""A timetable of three stops, but for its trips."""


def warm_kernels() -> None:
    """Compile whatever the engine's doors use, in two processes; what is compiled is kept."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        for job in [processes.submit(_in_a_desert, ask) for ask in (_ask_days, _ask_crowd)]:
            job.result()
    note_compiled_kernels()


def _in_a_desert(ask: Callable[[Network], None]) -> None:
    with tempfile.TemporaryDirectory() as name:
        feed, out = Path(name) / "feed.zip", Path(name) / "network"
        with zipfile.ZipFile(feed, "w") as archive:
            for table, rows in {**TABLES, **_trips()}.items():
                archive.writestr(f"{table}.txt", _as_csv(rows))
        build_network([feed], out)
        ask(load_network(out))


def _trips() -> dict[str, Sequence[Sequence[object]]]:
    """Buses both ways all day."""
    trips: list[Sequence[object]] = [("trip_id", "route_id", "service_id")]
    times: list[Sequence[object]] = [
        ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")
    ]
    for hour in range(6, 20):
        for way in ("abc", "cba"):
            trips.append((f"{way}{hour}", "R", "S"))
            for i, stop in enumerate(way):
                clock = f"{hour:02}:{10 * i:02}:00"
                times.append((f"{way}{hour}", clock, clock, stop, i))
    return {"trips": trips, "stop_times": times}


def _as_csv(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _request() -> dict[str, Any]:
    """Two people, one of them with two children, and enough offers for every path."""
    places = [
        {"id": f"k{i}", "lat": 48.80, "lon": 2.42 + i / 100, "hours": HOURS} for i in range(2)
    ]
    children = [{"id": place["id"], "places": [place]} for place in places]
    person = {"home": {"lat": 48.80, "lon": 2.40}, "means": ["transit", "bicycle"]}
    offer = {"lat": 48.80, "lon": 2.48, "shifts": SHIFT}
    split = {"monday": [["08:00", "10:00"], ["15:00", "17:00"]]}
    return {
        "date_of_monday": MONDAY,
        "people": [{**person, "id": "p"}, {**person, "id": "q", "children": children}],
        "offers": [
            {**offer, "id": "o"},
            {**offer, "id": "s", "shifts": split},
            {**offer, "id": "u", "shifts": {"monday": None}, "duration_min": 240},
            {**offer, "id": "v", "shifts": {"monday": None}},
        ],
    }


def _ask_days(network: Network) -> None:
    request = parse_request(_request())
    for _ in plan_days(network, request):
        pass
    for _ in find_unlocks(network, request):
        pass


def _ask_crowd(network: Network) -> None:
    raw = _request()
    starts = [f"{8 + i // 60:02}:{i % 60:02}" for i in range(300)]
    raw["offers"] += [
        {"id": start, "lat": 48.80, "lon": 2.48, "shifts": {"monday": [[start, "17:00"]]}}
        for start in starts
    ]
    request = parse_request(raw)
    block, best = prepare_block(network, request), Best.none(2, 3)
    for part in block.parts():
        block.match(part, best)
        block.weeks(part)
    for _ in TerritoryWeeks(block).starts(request.offers):
        pass
    # One person against many slots is searched from the person's side.
    block.with_people(request.people[:1]).match(block.parts()[0], Best.none(1, 3))
    held_of(network, parse_request(_request()))
