"""Walks and changes, in whole seconds, for one walking speed and one longest walk."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from tests.oracle.feed import Point, Trip
from tests.oracle.feed.changes import FORBIDDEN, WAITS, TransferRow, row_between
from tests.oracle.walking.ground import Ground
from tests.oracle.walking.inside import Inside

Change = tuple[int, int]  # seconds until one may board, of which walking
Doors = Mapping[str, list[tuple[str, int]]]
ANY = Trip("", "", "", "", [])
"""A ride that no row names."""


class Walks:
    """The walks of one person."""

    def __init__(self, ground: Ground, walk_kmh: float, max_walk_s: int) -> None:
        self.ground = ground
        self.walk_kmh = walk_kmh
        self.max_walk_s = max_walk_s
        self.inside = Inside(ground, walk_kmh)
        self._entered: Doors = defaultdict(list)
        self._left: Doors = defaultdict(list)
        for platform in ground.platforms:
            for door, seconds in self.inside.doors_in(platform):
                self._entered[door].append((platform, seconds))
            for door, seconds in self.inside.doors_out(platform):
                self._left[door].append((platform, seconds))
        self._near: dict[tuple[Point, bool], dict[str, int]] = {}
        self._changes: dict[tuple[str, ...], Change | None] = {}

    def seconds(self, metres: float) -> int:
        """Metres over speed, rounded up."""
        return math.ceil(metres * 3.6 / self.walk_kmh)

    def between(self, a: Point, b: Point) -> int | None:
        """Point to point; None where it is too far."""
        walk_s = self.seconds(self.ground.metres(a, b))
        return walk_s if walk_s <= self.max_walk_s else None

    def stops_from(self, point: Point) -> dict[str, int]:
        """Seconds from a point to each stop near enough."""
        return self._stops(point, self._entered, to_stop=True)

    def stops_to(self, point: Point) -> dict[str, int]:
        """Seconds to a point from each stop near enough."""
        return self._stops(point, self._left, to_stop=False)

    def _stops(self, point: Point, doors: Doors, *, to_stop: bool) -> dict[str, int]:
        if (point, to_stop) not in self._near:
            reach_m = self.max_walk_s * self.walk_kmh / 3.6 + 1
            walked = [
                (platform, self.seconds(metres) + inside_s)
                for door, metres in self.ground.near(point, reach_m)
                for platform, inside_s in doors.get(door, [])
            ]
            # The least of each platform is the last that is kept.
            self._near[point, to_stop] = {
                platform: walk_s
                for platform, walk_s in sorted(walked, key=lambda row: -row[1])
                if walk_s <= self.max_walk_s
            }
        return self._near[point, to_stop]

    def between_stops(self, origin: str, target: str, longest_m: float) -> int | None:
        """Seconds from a stop to another one: by pathways, over the street, or there is no way."""
        inside_s = self.inside.seconds(origin, target)
        if not self.inside.has(origin) and not self.inside.has(target):
            if inside_s is not None:
                return inside_s
            if self.inside.seconds(target, origin) is not None:
                return None
        ways = [] if inside_s is None else [inside_s]
        for door, out_s in self.inside.doors_out(origin):
            for other, in_s in self.inside.doors_in(target):
                a, b = self.ground.point(door), self.ground.point(other)
                if a and b and (metres := self.ground.metres(a, b)) <= longest_m:
                    ways.append(out_s + self.seconds(metres) + in_s)
        return min(ways, default=None)

    def change(self, left: Trip, origin: str, boarded: Trip, target: str) -> Change | None:
        """From a ride that one leaves at a stop to a ride that one boards at a stop."""
        question = left.name, left.route, origin, boarded.name, boarded.route, target
        if question not in self._changes:
            self._changes[question] = self._change(left, origin, boarded, target)
        return self._changes[question]

    def _change(self, left: Trip, origin: str, boarded: Trip, target: str) -> Change | None:
        rows = self.ground.rows.get((origin, target), [])
        row = row_between(rows, origin, target, left, boarded)
        return self._usual(origin, target) if row is None else self._said(row, origin, target)

    def _usual(self, origin: str, target: str) -> Change | None:
        """Where no row speaks."""
        if origin == target:
            return self.ground.min_change_s, 0
        return self._walked(self.between_stops(origin, target, self.ground.max_stop_walk_m))

    def _said(self, row: TransferRow, origin: str, target: str) -> Change | None:
        """What a row says."""
        if row.kind == FORBIDDEN:
            return None
        if origin == target:
            waits = row.kind == WAITS and row.speaks_of_rides
            untimed_s = 0 if waits else self.ground.min_change_s
            return (untimed_s if row.seconds is None else row.seconds), 0
        if row.seconds is not None:
            return self._walked(row.seconds)
        return self._walked(self.between_stops(origin, target, math.inf))

    def _walked(self, seconds: int | None) -> Change | None:
        """A walk between two stops, never under the shortest change."""
        if seconds is None:
            return None
        walk_s = max(seconds, self.ground.min_change_s)
        return walk_s, walk_s

    @cached_property
    def changes(self) -> dict[str, dict[str, Change]]:
        """From each stop where one gets off, the stops where one may board next, by any rides.

        Without the pairs of `asked`, whose changes depend on the rides.
        """
        found: dict[str, dict[str, Change]] = {}
        for origin in self.ground.platforms:
            found[origin] = {}
            for target in sorted(self._candidates(origin) - set(self.asked.get(origin, []))):
                change = self.change(ANY, origin, ANY, target)
                if change is not None:
                    found[origin][target] = change
        return found

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """For each stop, those of which a row of transfers.txt speaks by route or by trip."""
        found: dict[str, list[str]] = defaultdict(list)
        for (origin, target), rows in self.ground.rows.items():
            if any(row.speaks_of_rides for row in rows):
                found[origin].append(target)
        return found

    def _candidates(self, origin: str) -> set[str]:
        """The stops to which there may be a change: few, so that not all need be tried."""
        found = {origin, *self._named[origin]}
        found |= self.inside.seconds_from(origin).keys() & self._platforms
        for door, _ in self.inside.doors_out(origin):
            where = self.ground.point(door)
            if where is not None:
                for other, _ in self.ground.near(where, self.ground.max_stop_walk_m):
                    found.update(platform for platform, _ in self._entered.get(other, []))
        return found

    @cached_property
    def _platforms(self) -> set[str]:
        return set(self.ground.platforms)

    @cached_property
    def _named(self) -> Mapping[str, set[str]]:
        """For each stop, those to which a row of transfers.txt leads."""
        found: dict[str, set[str]] = defaultdict(set)
        for origin, target in self.ground.rows:
            found[origin].add(target)
        return found

    @cached_property
    def changes_to(self) -> dict[str, list[tuple[str, int]]]:
        """To each stop where one boards: the stops where one may have got off, and the seconds."""
        found: dict[str, list[tuple[str, int]]] = {stop: [] for stop in self.changes}
        for origin, targets in self.changes.items():
            for target, (seconds, _) in targets.items():
                found[target].append((origin, seconds))
        return found
