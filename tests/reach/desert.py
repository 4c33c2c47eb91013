"""A desert: one straight road on the equator, where distances are easy, and bus lines along it.

Stops A, B, C are 3 km apart, too far to walk from one to the next. People walk 1.25 m/s and there
is no detour, so a point is placed by the seconds of walk that part it from a stop. Buses take five
minutes from one stop to the next. Times are written as clock times; `at` makes them seconds.
"""

from __future__ import annotations

from typing import Any

from tests import gtfs_feeds as gtfs

Json = dict[str, Any]
DEGREE_M = 111_195.08
"""One degree of the equator: 2 pi x 6,371,008.8 m / 360."""
WEST_DEG = 10.0
"""Longitude of A: a stop at 0, 0 is one that has lost its coordinates."""
STOP_M = {"A": 0.0, "B": 3000.0, "C": 6000.0}
YEAR = [gtfs.service("S", "20260101", "20261231")]
SPEED_MS = 1.25
"""4.5 km/h."""


def at(clock: str) -> int:
    """Seconds of HH:MM or HH:MM:SS."""
    hours, minutes, seconds = (*map(int, clock.split(":")), 0)[:3]
    return hours * 3600 + minutes * 60 + seconds


def clocks(*said: str) -> tuple[int, ...]:
    """Seconds of each."""
    return tuple(at(clock) for clock in said)


def clock(seconds: int) -> str:
    """HH:MM:SS."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def east(stop: str, walk_s: int) -> Json:
    """The point a walk of `walk_s` seconds east of a stop (west where negative).

    0.4 s less than said, so that the walk is rounded up to it, and the walk between a point on
    one side of a stop and a point on the other to the sum of both.
    """
    sign = 1 if walk_s >= 0 else -1
    metres = STOP_M[stop] + sign * max(abs(walk_s) - 0.4, 0) * SPEED_MS
    return {"lat": 0.0, "lon": WEST_DEG + metres / DEGREE_M}


def lon(stop: str) -> float:
    """The longitude of A, B or C."""
    return WEST_DEG + STOP_M[stop] / DEGREE_M


def stops(**more: float) -> list[gtfs.Row]:
    """A, B, C and others by name and metres east of A."""
    return [gtfs.stop(n, 0.0, WEST_DEG + m / DEGREE_M) for n, m in {**STOP_M, **more}.items()]


def bus(name: str, first: str, *, there: str = "ABC", hop_s: int = 300) -> list[gtfs.Row]:
    """One bus that leaves the first stop of `there` at `first`."""
    times = [clock(at(first) + i * hop_s) for i in range(len(there))]
    return gtfs.calls(name, *zip(there, times, strict=True))


def every_ten_minutes(there: str) -> list[gtfs.Row]:
    """Buses along `there` from 05:00 to 21:50, every ten minutes."""
    starts = [clock(s) for s in range(at("05:00"), at("22:00"), 600)]
    return [row for s in starts for row in bus(f"{there} {s}", s, there=there)]


BOTH_WAYS = [*every_ten_minutes("ABC"), *every_ten_minutes("CBA")]


def place(name: str, where: Json, opens: str, closes: str, **more: Any) -> Json:  # noqa: ANN401
    """A care place open every day; ten minutes of handover."""
    hours = {day: [opens, closes] for day in gtfs.EVERY_DAY}
    return {"id": name, **where, "handover_min": 10, "hours": hours} | more


def child(name: str, *places: Json) -> Json:
    """A child and its candidate places."""
    return {"id": name, "places": list(places)}


def ask(
    *children: Json,
    shift: tuple[str, str] = ("09:00", "17:00"),
    days: tuple[str, ...] = ("monday",),
    monday: str = "2026-11-23",
    work: Json | None = None,
    **person: Any,  # noqa: ANN401
) -> Json:
    """A request: home two minutes west of A, work three minutes east of C."""
    return {
        "date_of_monday": monday,
        "settings": {"walk_detour": 1.0},
        "people": [
            {
                "id": "p",
                "home": east("A", -120),
                "means": ["transit"],
                "max_trip_min": 75,
                "children": list(children),
            }
            | person
        ],
        "offers": [
            {"id": "o", **(work or east("C", 180)), "shifts": {day: [[*shift]] for day in days}}
        ],
    }
