"""The safe leave: how early to go so that missing the first ride costs nothing.

The ride missed may be mended in any way that the day allows, another order of places included: at
a stop, a ride helps if from there any order of the places still to be visited is in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.reach.kernels.scan import walk_seconds_between
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.travel.latest_leaves import Searcher
from jalon.reach.week.chains import ChainTimes, solve_chains
from jalon.reach.week.judge import Judgement
from jalon.reach.week.visits import Family, Stay

Places = frozenset[str]


def safe_leave(family: Family, judgement: Judgement, searcher: Searcher, rows: Longs) -> Ints:
    """For `rows` of the workday's offers (k), the latest leave that survives missing the first
    ride; NEVER where there is none after the earliest leave."""
    earliest = judgement.view.day.clock.axis(family.person.earliest_leave_s)
    slots = judgement.view.kind.out.of_day[judgement.view.day.weekday][rows]
    times = [way.times for way in judgement.outs]
    floor = times[0].floor[slots]
    best = _Orders(searcher, times, slots, _openings(judgement, rows)).leave()
    unknown = np.flatnonzero((best < floor) & (floor > earliest))
    if len(unknown):
        # Farther back than the search for the plan went: seldom, where rides are rare.
        best[unknown] = _deeper(searcher, judgement, rows[unknown], earliest)
    return np.where(best >= earliest, best, NEVER).astype(np.int32)


def _openings(judgement: Judgement, rows: Longs) -> dict[str, Ints]:
    """By place, the openings before which its handover may not begin."""
    return {place: opens[rows] for place, (opens, _) in judgement.view.bounds.items()}


def _deeper(searcher: Searcher, judgement: Judgement, rows: Longs, earliest: int) -> Ints:
    """The same, solved again for these rows alone and back to the earliest leave."""
    out = judgement.view.kind.out
    slots = out.of_day[judgement.view.day.weekday][rows]
    kept, back_to = np.unique(slots, return_inverse=True)
    floor = np.full(len(kept), earliest, dtype=np.int32)
    chains = [way.times.chain for way in judgement.outs]
    times = solve_chains(searcher, chains, out.site[kept], out.deadline[kept], floor)
    return _Orders(searcher, times, back_to.reshape(-1), _openings(judgement, rows)).leave()


@dataclass
class _Orders:
    """Every order of one choice of places at once, for k slots of its chains.

    `_latest[places, place]` is the latest begin of the handover at `place` when `places` are still
    to be visited after it, by the best order that finds all of them open; NEVER for none.
    """

    searcher: Searcher
    times: Sequence[ChainTimes]
    slots: Longs
    opens: Mapping[str, Ints]
    _latest: dict[tuple[Places, str], Ints] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._stays = {stay.place.id: stay for stay in self.times[0].chain.stays}
        for times in self.times:
            self._add(times)

    def _add(self, times: ChainTimes) -> None:
        """The begins of one order, from work outwards."""
        behind: Places = frozenset()
        in_time: Bools = np.ones(len(self.slots), dtype=np.bool_)
        for stay, values in zip(times.chain.stays, times.begin, strict=True):
            begin, place = values[self.slots], stay.place.id
            in_time = in_time & (begin >= self.opens[place])
            found = np.where(in_time, begin, NEVER).astype(np.int32)
            known = self._latest.get((behind, place), found)
            self._latest[behind, place] = np.maximum(known, found)
            behind |= {place}

    def leave(self) -> Ints:
        """The latest leave from home (k); NEVER for none."""
        safe = {(behind, place): leave for behind, place, leave in self._towards_work()}
        if not self._stays:
            return self._last(self.times[0])
        for size in range(1, len(self._stays) + 1):
            for places in map(frozenset, combinations(self._stays, size)):
                origins = self._origins(places)
                by_ride = self._by_ride(places, list(origins.values()))
                for (name, origin), leave in zip(origins.items(), by_ride, strict=True):
                    walked = [self._by_walk(origin, places, place, safe) for place in places]
                    safe[places, name] = np.max([leave, *walked], axis=0)
        home: Ints = safe[frozenset(self._stays), _HOME]
        return home

    def _towards_work(self) -> Iterator[tuple[Places, str, Ints]]:
        """The safe leaves from the last place before work."""
        for times in self.times:
            if times.chain.stays:
                yield frozenset(), times.chain.stays[0].place.id, self._last(times)

    def _last(self, times: ChainTimes) -> Ints:
        """Straight to work; who takes no ride misses none."""
        leaves = times.legs[0]
        return np.maximum(leaves.spare, leaves.on_foot)[self.slots]

    def _origins(self, places: Places) -> dict[str, int]:
        """The points from which one sets out to visit `places`: home, or a place visited before."""
        if len(places) == len(self._stays):
            return {_HOME: self.times[0].chain.home}
        return {name: stay.point for name, stay in self._stays.items() if name not in places}

    def _by_ride(self, places: Places, origins: Sequence[int]) -> Ints:
        """The latest leaves from each origin for a ride that may be missed (origins x k)."""
        names = sorted(places)
        roots = np.array([self._stays[name].point for name in names], dtype=np.int32)
        deadline = np.array([self._latest[places - {name}, name] for name in names])
        floor = self.times[0].floor[self.slots]
        return self.searcher.to_spare(roots, deadline, floor, np.array(origins, dtype=np.int32))

    def _by_walk(
        self, origin: int, places: Places, place: str, safe: Mapping[tuple[Places, str], Ints]
    ) -> Ints:
        """The latest leave to walk to `place` first: the miss is left to a later leg."""
        stay, leave = self._stays[place], safe[places - {place}, place]
        begin = leave - np.int32(stay.handover_s)
        seconds = self._walk_s(origin, stay)
        if seconds is None:
            return np.full(len(leave), NEVER, dtype=np.int32)
        well = (leave > NEVER) & (begin >= self.opens[place])
        return np.where(well, begin - seconds, NEVER).astype(np.int32)

    def _walk_s(self, origin: int, stay: Stay) -> np.int32 | None:
        walks = self.searcher.walks
        seconds = int(walk_seconds_between(walks, origin, stay.point))
        return np.int32(seconds) if seconds <= walks.max_walk_s else None


_HOME = ""
"""Stands for home among the names of places, of which none is empty."""
