"""Changes of several feeds: between stops, lines and trips, from seat to seat, inside stations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Floats, Ints
from jalon.core.geo import haversine_m
from jalon.reach.network.numbering import offsets_of, shifted
from jalon.reach.network.split_stops import Rides, SplitStops, split_stops
from jalon.sources.gtfs import ENTRANCE, ChangeRules, Feed, Pathways, Stops, Transfers

Columns = dict[str, NDArray[Any]]


def merge_stations(feeds: Sequence[Feed]) -> Columns:
    """The ways inside stations, and which stops are entrances."""
    stops = offsets_of([len(feed.stops.ids) for feed in feeds])
    ways = [feed.pathways for feed in feeds]
    return {
        "stop_is_entrance": np.concatenate([feed.stops.kind == ENTRANCE for feed in feeds]),
        "path_from": shifted([way.origin for way in ways], stops),
        "path_to": shifted([way.target for way in ways], stops),
        "path_s": np.concatenate([way.seconds for way in ways]),
        "path_m": np.concatenate([way.metres for way in ways]),
        "path_stairs": np.concatenate([way.stairs for way in ways]),
        "path_floors": np.concatenate([way.floors for way in ways]),
        "path_crow_m": np.concatenate([_crow_m(feed.stops, feed.pathways) for feed in feeds]),
    }


def _crow_m(stops: Stops, ways: Pathways) -> Floats:
    """Great-circle metres between the ends of pathways; 0 where even their stations' places are
    not known."""
    lat, lon = (_placed(values, stops.parent) for values in (stops.lat, stops.lon))
    a, b = ways.origin, ways.target
    return np.nan_to_num(haversine_m(lat[a], lon[a], lat[b], lon[b]), nan=0.0)


def _placed(values: Floats, parent: Ints) -> Floats:
    """Coordinates, those of the station where a stop has none."""
    of_station = np.append(values, np.nan)[parent]
    return np.where(np.isnan(values), of_station, values)


def merge_continuations(feeds: Sequence[Feed]) -> Columns:
    """Who stays seated: trips, by number."""
    trips = offsets_of([len(feed.trips.ids) for feed in feeds])
    return {
        "continued_from": shifted([feed.continuations.origin for feed in feeds], trips),
        "continued_by": shifted([feed.continuations.target for feed in feeds], trips),
    }


def merge_transfers(feeds: Sequence[Feed], hops: Columns, trip_route: Ints) -> SplitStops:
    """The changes of all feeds, and the hops with stops split as those need."""
    counts = [len(feed.stops.ids) for feed in feeds]
    stops = offsets_of(counts)
    parts = [feed.transfers for feed in feeds]
    plain = Transfers(
        shifted([part.origin for part in parts], stops),
        shifted([part.target for part in parts], stops),
        np.concatenate([part.seconds for part in parts]).astype(np.int32),
    )
    rows = offsets_of([_listed_count(feed) for feed in feeds])
    listed = shifted([feed.trips.listed for feed in feeds], rows)
    trip = hops["hop_trip"]
    rides = Rides(hops["hop_from"], hops["hop_to"], trip_route[trip], listed[trip])
    return split_stops(rides, sum(counts), plain, _merged_rules(feeds, stops, rows))


def _listed_count(feed: Feed) -> int:
    """More than every row of trips.txt that trips and rules name."""
    named = (feed.trips.listed, feed.rules.from_trip, feed.rules.to_trip)
    return 1 + max(int(rows.max(initial=-1)) for rows in named)


def _merged_rules(feeds: Sequence[Feed], stops: Sequence[int], rows: Sequence[int]) -> ChangeRules:
    routes = offsets_of([len(feed.routes.ids) for feed in feeds])
    of = [feed.rules for feed in feeds]
    return ChangeRules(
        origin=shifted([rules.origin for rules in of], stops),
        target=shifted([rules.target for rules in of], stops),
        from_route=shifted([rules.from_route for rules in of], routes),
        to_route=shifted([rules.to_route for rules in of], routes),
        from_trip=shifted([rules.from_trip for rules in of], rows),
        to_trip=shifted([rules.to_trip for rules in of], rows),
        rank=np.concatenate([rules.rank for rules in of]),
        seconds=np.concatenate([rules.seconds for rules in of]),
    )
