"""The same days on a real feed, for some pairs: two plain scans first, the brute search after.

Visits are legs one after another, in every order: earlier at a place is never worse, so an order
is solved leg by leg (`scan.py`). What the scans do not say (fewest rides, least walking) is left
to the brute search, on the few runs that the scans of both directions met. `selfcheck/` holds
that these answers are those of the brute search alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from tests.oracle.day import Json
from tests.oracle.feed import Point
from tests.oracle.leaves import (
    Departure,
    Visits,
    direct_leave,
    missed_departure,
    orders,
    straight_leave,
)
from tests.oracle.real_feed.legs import Backward, Legs
from tests.oracle.real_feed.lines import Lines
from tests.oracle.ways import Node, Search, Way
from tests.oracle.week import judged


def oracle_pairs(feeds: list[Path], request: Json, pairs: Iterable[tuple[str, str]]) -> list[Json]:
    """The days of some (person id, offer id) pairs, in their order; the feeds are read once."""
    return judged(feeds, request, pairs, Lines, lambda lines, walks: ByLegs(Legs(lines, walks)))


class Leg(NamedTuple):
    """An end of a leg, and when one is there."""

    point: Point
    at: int


class ByLegs(NamedTuple):
    """Answers the three questions of a day (`stretch.Finder`) for one person, leg by leg."""

    legs: Legs

    def made(
        self, start: Point, at: int, visits: Visits, order: Sequence[str], until: int
    ) -> list[Leg]:
        """Where each leg of an order starts, and when at the earliest, as far as it can be made."""
        legs = [Leg(start, at)]
        for visit in (visits[name] for name in order):
            end = (
                max(self.legs.arrival(*legs[-1], visit.point, until), visit.opens)
                + visit.handover_s
            )
            if end > min(visit.closes, until):
                break
            legs.append(Leg(visit.point, int(end)))
        return legs

    def due(
        self, visits: Visits, order: Sequence[str], goal: Point, deadline: int, since: int
    ) -> list[Leg]:
        """Where each leg ends, and when at the latest, from the last leg to the first."""
        legs = [Leg(goal, deadline)]
        for visit in (visits[name] for name in reversed(order)):
            begin = self.legs.leave(visit.point, *legs[-1], since) - visit.handover_s
            if begin < max(visit.opens, since):
                break
            legs.append(Leg(visit.point, int(begin)))
        return legs

    def latest(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        leaves = [-math.inf]
        for order in permutations(visits):
            legs = self.due(visits, order, goal, deadline, low)
            if len(legs) > len(order):
                leaves.append(self.legs.leave(start, *legs[-1], low))
        return int(max(leaves)) if max(leaves) >= low else None

    def way(self, start: Point, at: int, visits: Visits, goal: Point, until: int) -> Way | None:
        arrivals = [math.inf]
        boarded: set[int] = set()
        for order in permutations(visits):
            legs = self.made(start, at, visits, order, until)
            boarded.update(*(self.legs.forward(*leg, until).boarded for leg in legs))
            if len(legs) > len(order):
                arrivals.append(self.legs.arrival(*legs[-1], goal, until))
        if min(arrivals) > until:
            return None
        arrive = int(min(arrivals))
        way = self._search(boarded, visits, goal, arrive, at).leaving(start, at)
        assert way is not None
        assert way.arrive == arrive
        return way

    def _search(
        self, boarded: set[int], visits: Visits, goal: Point, until: int, since: int
    ) -> Search:
        """The brute search on runs met both ways, spared what the backward scans rule out."""
        ahead = {
            frozenset(seen): self._ahead(visits, seen, goal, until, since)
            for seen in orders(visits)
        }
        useful = set().union(*(b.last_call for scans in ahead.values() for b in scans))
        runs = sorted(boarded & useful)

        def hopeless(now: int, node: Node) -> bool:
            if node[0] == "stop":
                _, stop, seen = node
                return all(now > b.helping.get(stop, [(-1, 0)])[0][0] for b in ahead[seen])
            if node[0] == "ride":
                _, run, j, seen = node
                return all(j > b.last_call.get(runs[run], -1) for b in ahead[seen])
            return False

        timetable = self.legs.lines.timetable(runs)
        return Search(timetable, self.legs.walks, visits, goal, until, hopeless)

    def safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        """Looks one hour back, then two, and so on: no ride before a leave matters to it."""
        back = 3600
        while True:
            since = max(low, deadline - back)
            leave = self._safe(start, visits, goal, since, deadline)
            if leave is not None or since == low:
                return leave
            back *= 2

    def _safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        leaves = [direct_leave(self.legs.walks, start, visits, goal, deadline)]
        for order in orders(visits):
            last = visits[order[-1]].point if order else start
            for stop, departs in self._helping(visits, order, goal, low, deadline).items():
                missed = missed_departure(sorted(departs, reverse=True))
                walk_s = self.legs.walks.stops_from(last).get(stop)
                if missed is not None and walk_s is not None:
                    leaves.append(
                        straight_leave(self.legs.walks, start, visits, order, missed - walk_s)
                    )
        return max((leave for leave in leaves if leave is not None and leave >= low), default=None)

    def _helping(
        self, visits: Visits, seen: Sequence[str], goal: Point, low: int, deadline: int
    ) -> dict[str, set[Departure]]:
        """For each stop, the departures from which one is in time, some visits made."""
        found: dict[str, set[Departure]] = defaultdict(set)
        for backward in self._ahead(visits, seen, goal, deadline, low):
            for stop, departs in backward.helping.items():
                found[stop].update(departs)
        return found

    def _ahead(
        self, visits: Visits, seen: Sequence[str], goal: Point, deadline: int, since: int
    ) -> list[Backward]:
        """Some visits made, the scans to the next one, for every order of those left."""
        scans = []
        for order in permutations(name for name in visits if name not in seen):
            legs = self.due(visits, order, goal, deadline, since)
            if len(legs) > len(order):
                scans.append(self.legs.backward(*legs[-1], since))
        return scans
