"""Our scan as the peers are asked: the earliest arrival at every stop, from a stop at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.peers.feed import CHANGE_S, LAST_S, Plain
from jalon.core.arrays import Longs
from jalon.core.time import DayClock
from jalon.reach import build_network, load_network
from jalon.reach.kernels.scan import make_workspace, scan
from jalon.reach.kernels.types import Links, Walks
from jalon.reach.travel.timetable import Timetable, build_timetable
from jalon.reach.travel.walks import links_of

NOT_REACHED = 2**30


@dataclass(frozen=True)
class Question:
    """Seconds that an engine's rules add, where engines differ; a footpath is more than itself.

    At the first stop: to board there, or to walk from it and board. On the way: to change at one
    stop, or to walk and board. At the last: to walk to it.
    """

    board_s: int = 0
    start_s: int = CHANGE_S
    change_s: int = CHANGE_S
    walk_s: int = CHANGE_S
    end_s: int = CHANGE_S


class Ours:
    """Our engine on one copy of the plain feed. Stops are the plain feed's numbers."""

    def __init__(self, plain: Plain, copy: Path, question: Question) -> None:
        build_network([copy], copy / "jalon")
        network = load_network(copy / "jalon")
        clock = DayClock(plain.date, network.zone)
        self.timetable: Timetable = build_timetable(network, clock, 0, 2 * LAST_S)
        self.number = np.array([int(network.stop_ids[i][1:]) for i in range(plain.stops)])
        self.question = question
        self._latest_s = plain.latest_s
        self.place = np.argsort(self.number)
        self.walks = self._walks_of(plain)
        self._work = make_workspace(plain.stops, self.timetable.back.runs)
        self._mark = 0

    def _walks_of(self, plain: Plain) -> Walks:
        asked, stops = self.question, np.arange(plain.stops)
        origin, target = (self.place[ends] for ends in plain.footpaths[:2])
        ends = np.concatenate((origin, stops)), np.concatenate((target, stops))
        changes, starts = (
            np.concatenate((plain.footpaths.seconds + walk, np.full(plain.stops, stay)))
            for walk, stay in ((asked.walk_s, asked.change_s), (asked.start_s, asked.board_s))
        )
        links, around = (links_of(*ends, each, plain.stops) for each in (changes, starts))
        return Walks(
            onward=links,
            inward=links,
            access=around,
            egress=around,
            direct=Links(*(np.zeros(0, dtype=np.int32) for _ in range(3))),
            max_walk_s=0,
            instant=asked.change_s == 0,
        )

    def scan(self, source: int, departure_s: int) -> None:
        """Look at all rides from then on; the answer stays in the workspace."""
        self._mark += 1
        deadline = -departure_s
        scan(
            self.timetable.back,
            self.walks,
            int(self.place[source]),
            deadline,
            -self._latest_s,
            self._mark,
            self._work,
        )

    def arrivals(self) -> Longs:
        """The answer of the last scan, by stop number; NOT_REACHED for none.

        What the scan keeps for boarding holds `walk_s`; taken off again, it is the arrival on foot.
        """
        end_s, walk_s = self.question.end_s, self.question.walk_s
        by_ride = -self._work.board.astype(np.int64)
        on_foot = end_s - walk_s - self._work.alight.astype(np.int64)
        found = np.minimum(by_ride, on_foot)
        return np.where(found <= self._latest_s, found, NOT_REACHED)[self.place]
