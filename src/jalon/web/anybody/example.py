"""The day on the first page: an example that teaches how to read a ribbon, and says so."""

from __future__ import annotations

import datetime as dt

from jalon.reach import Day, Leg, LegKind, Way

_SOME_MONDAY = dt.date(2026, 11, 23)
_OUT: tuple[tuple[LegKind, str, str, int, int, str], ...] = (
    ("walk", "home", "place:example", 7 * 60 + 24, 7, ""),
    ("handover", "place:example", "place:example", 7 * 60 + 34, 10, ""),
    ("walk", "place:example", "stop:1", 7 * 60 + 44, 5, ""),
    ("ride", "stop:1", "stop:2", 7 * 60 + 52, 22, "8"),
    ("walk", "stop:2", "work", 8 * 60 + 14, 6, ""),
)
_BACK: tuple[tuple[LegKind, str, str, int, int, str], ...] = (
    ("walk", "work", "stop:2", 16 * 60, 6, ""),
    ("ride", "stop:2", "stop:1", 16 * 60 + 11, 22, "8"),
    ("walk", "stop:1", "place:example", 16 * 60 + 33, 5, ""),
    ("handover", "place:example", "place:example", 16 * 60 + 38, 10, ""),
    ("walk", "place:example", "home", 16 * 60 + 48, 7, ""),
)


def example_day() -> Day:
    """A whole day with a crèche, the métro and work from 8 h 30 to 16 h."""
    return Day(
        person="",
        offer="",
        weekday="monday",
        holdable=True,
        date=_SOME_MONDAY,
        leave_home_s=(7 * 60 + 24) * 60,
        arrive_work_s=(8 * 60 + 20) * 60,
        leave_work_s=16 * 3600,
        return_home_s=(16 * 60 + 55) * 60,
        out_s=66 * 60,
        back_s=55 * 60,
        slack_s=10 * 60,
        shift_start_s=(8 * 60 + 30) * 60,
        shift_end_s=16 * 3600,
        legs=(*_legs("out", _OUT), *_legs("back", _BACK)),
    )


def _legs(way: Way, rows: tuple[tuple[LegKind, str, str, int, int, str], ...]) -> list[Leg]:
    return [
        Leg(way, kind, origin, target, start * 60, (start + length) * 60, line=line, route_type=1)
        for kind, origin, target, start, length, line in rows
    ]
