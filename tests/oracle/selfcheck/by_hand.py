"""A day in the desert of tests/reach/desert.py, judged by the oracle and the engine, and its feed.

Home is two minutes west of A, work three minutes east of C; work is from 09:00 to 17:00, so one is
at C by 08:52. The bus back leaves C at 17:10. A, B and C are 3 km apart, five minutes by bus.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import gtfs_feeds as gtfs
from tests.oracle import oracle_days
from tests.reach.answers import engine_says
from tests.reach.desert import ask, at, bus, stops

Json = dict[str, Any]
YEAR = [gtfs.service("S", "20260101", "20261231")]
BACK = bus("back", "17:10", there="CBA")


def feed_of(folder: Path, stop_times: list[gtfs.Row], **tables: Any) -> Path:  # noqa: ANN401
    """The feed of some trips out and the one back."""
    usual: Json = {"stops": stops(), "calendar": YEAR}
    return gtfs.write_feed(folder / "feed.zip", stop_times=[*stop_times, *BACK], **(usual | tables))


def day_of(
    folder: Path,
    stop_times: list[gtfs.Row],
    request: Json | None = None,
    **tables: Any,  # noqa: ANN401
) -> Json:
    """The only day, which the engine tells alike."""
    path, asked = feed_of(folder, stop_times, **tables), request or ask()
    (day,) = oracle_days([path], asked)
    assert engine_says([path], asked) == [day]
    return day


def leave(day: Json, clock: str | None) -> bool:
    """Whether one leaves home at a time, at the latest; None: the day does not hold."""
    assert day["holdable"] is (clock is not None)
    return bool(day["leave_home_s"] == (None if clock is None else at(clock)))


def with_rows(rows: list[gtfs.Row], stop: str, **more: object) -> list[gtfs.Row]:
    """The same rows, more said in those of a stop."""
    return [row | more if row["stop_id"] == stop else row for row in rows]
