"""Periods of a place, and the safe leave in another order of places, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import gtfs_feeds as gtfs
from tests.oracle import oracle_days
from tests.oracle.selfcheck.by_hand import YEAR, day_of, leave
from tests.reach.desert import ask, at, bus, child, east, place

Json = dict[str, Any]
OPEN, LATE = ["07:00", "18:00"], ["08:37", "18:00"]


def period(first: str, last: str, **hours: list[str]) -> Json:
    """A period of a place."""
    return {"from": first, "to": last, "hours": hours}


@pytest.mark.parametrize(
    ("periods", "left"),
    [
        # The place is by A: one leaves at 08:27 for a handover from 08:29 to 08:39 and the 08:40.
        ([], "08:28"),
        ([period("2026-11-23", "2026-11-23", monday=LATE)], None),
        ([period("2026-11-24", "2026-12-23", monday=LATE)], "08:28"),
        ([period("2026-11-01", "2026-11-22", monday=LATE)], "08:28"),
        ([period("2026-11-01", "2026-11-23", monday=LATE)], None),
        ([period("2026-11-23", "2026-12-01", monday=LATE)], None),
        # Closed: no hours that day, or none at all.
        ([period("2026-11-23", "2026-12-01", tuesday=OPEN)], None),
        ([period("2026-11-23", "2026-12-01")], None),
        # The first that has the date counts.
        (
            [period("2026-11-20", "2026-12-01", monday=OPEN), period("2026-11-23", "2026-11-23")],
            "08:28",
        ),
        (
            [period("2026-11-23", "2026-11-23"), period("2026-11-20", "2026-12-01", monday=OPEN)],
            None,
        ),
    ],
)
def test_hours_of_a_period(tmp_path: Path, periods: list[Json], left: str | None) -> None:
    care = place("k", east("A", 0), *OPEN, periods=periods)
    assert leave(day_of(tmp_path, bus("T", "08:40"), ask(child("c", care))), left)


def test_hours_that_begin_on_a_date_are_of_that_date(tmp_path: Path) -> None:
    # Monday's night shift: the place is open from Monday evening to Tuesday morning.
    night = ["20:00", "29:00"]
    rows = [*bus("T", "21:40"), *bus("U", "26:10", there="CBA")]
    for first, holds in (("2026-11-24", True), ("2026-11-23", False)):
        care = place("k", east("A", 0), *night, periods=[period(first, "2026-11-30")])
        request = ask(child("c", care), shift=("22:00", "26:00"), latest_return="29:00")
        assert day_of(tmp_path, rows, request)["holdable"] is holds


POINTS = {"H": (48.8, 2.4), "A": (48.8179864, 2.4409595), "B": (48.7820136, 2.4409595)}
POINTS |= {"W": (48.8, 2.5092254)}
TRIPS = [
    *("H 06:30 06:40 A", "H 07:30 07:40 A", "H 06:20 06:30 B", "H 07:35 07:45 B"),
    *("A 07:50 07:55 B", "B 07:50 07:55 A", "A 08:10 08:20 W", "B 08:10 08:20 W"),
    *("W 17:10 17:20 A", "A 17:30 17:35 B", "B 17:45 18:00 H"),
]


def located(stop: str) -> Json:
    """Where a stop is."""
    return dict(zip(("lat", "lon"), POINTS[stop], strict=True))


def test_the_ride_missed_is_mended_in_another_order_of_places(tmp_path: Path) -> None:
    # At 07:35 one goes to B first, then to A. If the 07:30 to A is missed, that one mends it.
    calls = []
    for number, said in enumerate(TRIPS):
        origin, depart, arrive, target = said.split()
        calls += gtfs.calls(f"T{number}", (origin, f"{depart}:00"), (target, f"{arrive}:00"))
    feed = gtfs.write_feed(
        tmp_path / "feed.zip",
        stops=[gtfs.stop(name, *point) for name, point in POINTS.items()],
        stop_times=calls,
        calendar=YEAR,
    )
    care = [place(f"K{s}", located(s), "06:00", "19:00", handover_min=5) for s in "AB"]
    request = ask(
        *(child(f"c{i}", one) for i, one in enumerate(care)),
        shift=("08:45", "17:00"),
        work=located("W"),
        home=located("H"),
        max_walk_min=5,
        max_trip_min=180,
    )
    (day,) = oracle_days([feed], request)
    assert (day["leave_home_s"], day["safe_leave_s"]) == (at("07:35"), at("07:30"))
