"""nigiri, the engine of MOTIS, by its Python binding: one pair a question."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Sequence
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from bench.peers.compare import Row, compare, timed
from bench.peers.feed import Plain
from bench.peers.ours import NOT_REACHED, Ours
from bench.peers.quiet import quiet

MINUTE_S = 60
FOOTPATH_MIN = 1000
"""No footpath is cut: they are closed already."""


def find_nigiri() -> ModuleType | None:
    """The binding where it is installed."""
    try:
        return importlib.import_module("pynigiri")
    except ImportError:
        return None


class Nigiri:
    """A timetable in nigiri, its own linking of stops switched off."""

    def __init__(self, engine: ModuleType, plain: Plain) -> None:
        self._engine = engine
        source = engine.TimetableSource()
        source.tag, source.path = "plain", str(plain.usual)
        config = engine.LoaderConfig()
        config.default_tz, config.link_stop_distance, config.extend_calendar = "UTC", 0, False
        source.loader_config = config
        options = engine.FinalizeOptions()
        options.adjust_footpaths = False
        options.merge_dupes_inter_src = options.merge_dupes_intra_src = False
        options.max_footpath_length = FOOTPATH_MIN
        last = plain.date + dt.timedelta(days=2)
        days = plain.date.isoformat(), last.isoformat()
        with quiet():
            self._timetable = engine.load_timetable([source], *days, options)
        self._location = [self._timetable.find_location(f"s{i}") for i in range(plain.stops)]
        midnight = dt.datetime.combine(plain.date, dt.time(), dt.UTC)
        self._midnight_min = int(midnight.timestamp()) // MINUTE_S

    def query(self, source: int, target: int, departure_s: int) -> Any:  # noqa: ANN401
        """From stop to stop at a fixed time, walking first where that helps."""
        query = self._engine.Query()
        query.start = [self._engine.Offset(self._location[source], 0, 0)]
        query.destination = [self._engine.Offset(self._location[target], 0, 0)]
        query.start_time = self._midnight_min + departure_s // MINUTE_S
        query.use_start_footpaths = True
        return query

    def route(self, query: Any) -> list[Any]:  # noqa: ANN401
        """Its journeys."""
        journeys: list[Any] = self._engine.route(self._timetable, query)
        return journeys

    def arrival_s(self, journeys: Sequence[Any]) -> int:
        """The earliest of their arrivals."""
        found = min((journey.arrival_time() for journey in journeys), default=None)
        return NOT_REACHED if found is None else (found - self._midnight_min) * MINUTE_S


def pair_by_pair(
    plain: Plain, ours: Ours, nigiri: Nigiri, sources: Sequence[int], targets: int
) -> Row:
    """One scan of ours beside as many questions to nigiri; times of one pair stand for them all.

    Pairs that a footpath joins are left out: nigiri gives no journey without a ride.
    """
    row = Row(
        "nigiri (pynigiri)",
        f"one to all, {plain.window}, pair by pair",
        plain.name,
        times=plain.stops,
    )
    rng = np.random.default_rng(2)
    beside = plain.footpaths.target[np.argsort(plain.footpaths.origin, kind="stable")]
    row_of = np.searchsorted(np.sort(plain.footpaths.origin), np.arange(plain.stops + 1))
    ours.scan(sources[0], plain.departure_s)
    for source in sources:
        wall, cpu = timed(partial(ours.scan, source, plain.departure_s))
        row.ours_s.append(wall)
        row.ours_cpu_s.append(cpu)
        near = [source, *beside[row_of[source] : row_of[source + 1]]]
        far = np.setdiff1d(plain.served, near)
        drawn = rng.choice(far, targets, replace=False)
        theirs = [_ask(nigiri, source, int(target), plain.departure_s, row) for target in drawn]
        row.answers += compare(np.array(theirs), ours.arrivals()[drawn])
    return row


def _ask(nigiri: Nigiri, source: int, target: int, departure_s: int, row: Row) -> int:
    query = nigiri.query(source, target, departure_s)
    journeys: list[Any] = []
    wall, cpu = timed(lambda: journeys.extend(nigiri.route(query)))
    row.theirs_s.append(wall)
    row.theirs_cpu_s.append(cpu)
    return nigiri.arrival_s(journeys)
