"""Lines that run a little longer: one more first trip, one more last trip, each way, each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.joins import first_of_each
from jalon.reach.network import Network

LineChange = Literal["line_starts_earlier", "line_ends_later"]
LINE_MIN = 20
"""By how much a line's first trip is moved up, and its last one put off."""
DAYS_OF_WEEK = 7


@dataclass(frozen=True)
class LongerLines:
    """A network with the added trips; `added[name]` tells what the line called `name` stands for
    in legs: the change and the line's own name."""

    network: Network
    added: dict[str, tuple[LineChange, str]]


@dataclass(frozen=True)
class _Copy:
    """A trip run once more on one weekday, `by_s` seconds from its own time."""

    trip: int
    weekday: int
    by_s: int
    change: LineChange


@dataclass(frozen=True)
class _TripEnds:
    """The first and the last hop of each trip, by its number; a trip of no hop ends before it
    begins."""

    first_hop: Longs
    last_hop: Longs


@dataclass(frozen=True)
class _NewLines:
    """The lines that are added: the route number of each (route, change), and their names."""

    route: dict[tuple[int, LineChange], int]
    names: Sequence[str]


def with_longer_lines(network: Network, monday: dt.date) -> LongerLines:
    """The network of one week in which every line starts earlier and ends later.

    For each line, terminus and day: the day's first trip again LINE_MIN minutes before, its last
    one again LINE_MIN minutes after. Each line's added trips have a name of their own.
    """
    hop_trip = np.asarray(network.hop_trip)
    trips = np.arange(len(network.trip_route))
    ends = _TripEnds(
        np.searchsorted(hop_trip, trips, side="left"),
        np.searchsorted(hop_trip, trips, side="right") - 1,
    )
    copies = [
        copy
        for weekday in range(DAYS_OF_WEEK)
        for copy in _copies(network, monday + dt.timedelta(days=weekday), ends)
    ]
    lines = sorted({(int(network.trip_route[copy.trip]), copy.change) for copy in copies})
    routes = len(network.route_names)
    names = [f"{network.route_names[route]} ({change}, {route})" for route, change in lines]
    number = {line: routes + i for i, line in enumerate(lines)}
    return LongerLines(
        _extended(network, monday, copies, _NewLines(number, names), ends),
        {
            name: (change, network.route_names[route])
            for name, (route, change) in zip(names, lines, strict=True)
        },
    )


def _copies(network: Network, day: dt.date, ends: _TripEnds) -> Iterator[_Copy]:
    """The first and the last trip of each line and terminus on one day."""
    runs, weekday = network.runs_on(day), day.weekday()
    usable = (ends.last_hop >= ends.first_hop) & (np.asarray(network.trip_route) >= 0)
    trips = np.flatnonzero(usable & runs[network.trip_service])
    if not len(trips):
        return
    leaves = np.asarray(network.hop_departure_s)[ends.first_hop[trips]]
    terminus = np.asarray(network.hop_to)[ends.last_hop[trips]]
    route = np.asarray(network.trip_route)[trips]
    order = np.lexsort((leaves, terminus, route))
    fresh = first_of_each(route[order], terminus[order])
    first, last = np.flatnonzero(fresh), np.append(np.flatnonzero(fresh)[1:], len(order)) - 1
    for trip, leave in zip(
        trips[order[first]].tolist(), leaves[order[first]].tolist(), strict=True
    ):
        if leave >= LINE_MIN * 60:
            yield _Copy(trip, weekday, -LINE_MIN * 60, "line_starts_earlier")
    for trip in trips[order[last]].tolist():
        yield _Copy(trip, weekday, LINE_MIN * 60, "line_ends_later")


def _extended(
    network: Network,
    monday: dt.date,
    copies: Sequence[_Copy],
    lines: _NewLines,
    ends: _TripEnds,
) -> Network:
    """The network with the copies as trips of services that run on their one day."""
    trips, services = len(network.trip_route), network.active.shape[0]
    of = [copy.trip for copy in copies]
    hops = [np.arange(ends.first_hop[trip], ends.last_hop[trip] + 1) for trip in of]
    hop = np.concatenate(hops) if hops else np.zeros(0, dtype=np.int64)
    by_s = np.repeat([copy.by_s for copy in copies], [len(run) for run in hops]).astype(np.int32)
    trip = np.repeat(np.arange(trips, trips + len(of)), [len(run) for run in hops])
    routes = [lines.route[int(network.trip_route[copy.trip]), copy.change] for copy in copies]
    old = [int(line) for line, _ in lines.route]
    return replace(
        network,
        trip_ids=network.trip_ids.extended([f"+{network.trip_ids[t]}" for t in of]),
        trip_headsigns=network.trip_headsigns.extended([network.trip_headsigns[t] for t in of]),
        trip_route=_joined(network.trip_route, routes),
        trip_headway_s=_joined(network.trip_headway_s, np.asarray(network.trip_headway_s)[of]),
        trip_service=_joined(network.trip_service, [services + c.weekday for c in copies]),
        route_names=network.route_names.extended(lines.names),
        route_type=_joined(network.route_type, np.asarray(network.route_type)[old]),
        hop_trip=_joined(network.hop_trip, trip),
        hop_from=_joined(network.hop_from, np.asarray(network.hop_from)[hop]),
        hop_to=_joined(network.hop_to, np.asarray(network.hop_to)[hop]),
        hop_departure_s=_joined(
            network.hop_departure_s, np.asarray(network.hop_departure_s)[hop] + by_s
        ),
        hop_arrival_s=_joined(network.hop_arrival_s, np.asarray(network.hop_arrival_s)[hop] + by_s),
        hop_flags=np.concatenate((network.hop_flags, np.asarray(network.hop_flags)[hop])),
        hop_board_booking=_with_more(network.hop_board_booking, hop),
        hop_alight_booking=_with_more(network.hop_alight_booking, hop),
        active=np.vstack((network.active, _one_day_each(network, monday))),
    )


def _one_day_each(network: Network, monday: dt.date) -> Bools:
    """Seven services, each of one day of the week."""
    active = np.zeros((DAYS_OF_WEEK, network.active.shape[1]), dtype=np.bool_)
    for weekday in range(DAYS_OF_WEEK):
        day = (monday - network.first_day).days + weekday
        if 0 <= day < active.shape[1]:
            active[weekday, day] = True
    return active


def _joined(values: Ints, more: object) -> Ints:
    return np.concatenate((values, np.asarray(more, dtype=np.int32)))


def _with_more(rules: Ints, hop: Longs) -> Ints:
    """The booking rules of hops, and of some of them again; none where none has any."""
    return np.concatenate((rules, np.asarray(rules)[hop])) if len(rules) else rules
