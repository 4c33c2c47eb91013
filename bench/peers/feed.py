"""One date of a real feed, written again as plain as can be, for every engine to read.

One service on one date in UTC, every stop with a name of its own (nigiri links equal names), whole
minutes (nigiri knows no seconds), footpaths and changes in transfers.txt.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.peers.footpaths import Footpaths, closed_footpaths
from bench.requests import middle_of
from jalon.core.arrays import Longs
from jalon.core.time import DayClock
from jalon.reach import Network, build_network, load_network
from jalon.reach.kernels.sentinels import CAN_ALIGHT, CAN_BOARD
from jalon.reach.kernels.types import Hops
from jalon.reach.travel.timetable import build_timetable

CHANGE_S = 120
"""A change takes two minutes, a walk two more than itself: nigiri cannot be given less."""
MINUTE_S, HOUR_S = 60, 3600
LAST_S = 30 * HOUR_S


@dataclass(frozen=True)
class Calls:
    """The stops of all trips, trip by trip: `trip`, `stop`, `arrival`, `departure`, `flags`."""

    trip: Longs
    stop: Longs
    arrival: Longs
    departure: Longs
    flags: Longs


@dataclass(frozen=True)
class PlainCopy:
    """What the two copies differ in; a footpath takes `more_s` seconds more than its walk."""

    calls: Calls
    footpaths: Footpaths
    more_s: int


@dataclass(frozen=True)
class Plain:
    """The plain feed: stop s is called `s<number>`; `usual` and `exact` are two copies of it.

    Questions leave at `departure_s`; later arrivals than `latest_s` do not count. `served` are the
    stops where trips call; engines may forget the others.
    `usual` has whole minutes, and its walks hold the change. `exact` has each stop at least a
    second after the one before (ULTRA moves equal times apart by itself), and bare walks.
    """

    name: str
    window: str
    date: dt.date
    departure_s: int
    latest_s: int
    stops: int
    served: Longs
    footpaths: Footpaths
    usual: Path
    exact: Path


def write_plain(feed: Path, folder: Path, hours: int | None = None) -> Plain:
    """Write both copies of a Tuesday in the middle of `feed`, each a folder and a zip beside it.

    The departure is at eight o'clock, or an hour after the first ride where service begins later.
    With `hours`, only the trips that run in that time after it; they are kept whole, since cut
    ones would no longer share their stops with others, which is what RAPTOR lives on.
    """
    build_network([feed], folder / "network")
    network = load_network(folder / "network")
    date = middle_of(network) + dt.timedelta(days=1)
    clock = DayClock(date, network.zone)
    hops = build_timetable(network, clock, 0, LAST_S).out.by_run
    departure_s = max(8, int(hops.departure.min()) // HOUR_S + 1) * HOUR_S
    latest_s = departure_s + hours * HOUR_S if hours else LAST_S
    inside = (hops.departure >= departure_s) & (hops.arrival <= latest_s)
    runs = np.isin(hops.run, hops.run[inside])
    hops = Hops._make(column[runs] for column in hops)
    calls, footpaths = _calls_of(hops), closed_footpaths(network)
    usual, exact = folder / "usual", folder / "exact"
    _write(usual, network, date, PlainCopy(_in_minutes(calls), footpaths, CHANGE_S))
    _write(exact, network, date, PlainCopy(_apart(calls), footpaths, 0))
    return Plain(
        name=feed.stem.removeprefix("gtfs-"),
        window=f"{hours} h" if hours else "the day",
        date=date,
        departure_s=departure_s,
        latest_s=latest_s,
        stops=len(network.stop_ids),
        served=np.unique(calls.stop),
        footpaths=footpaths,
        usual=usual,
        exact=exact,
    )


def _calls_of(hops: Hops) -> Calls:
    """A run of k hops calls at k + 1 stops."""
    first = np.append(True, np.diff(hops.run) != 0)
    last = np.append(first[1:], True)
    at = np.arange(len(first)) + np.cumsum(first) - 1
    size = len(first) + int(first.sum())
    trip, stop, arrival, departure, flags = (np.zeros(size, dtype=np.int64) for _ in range(5))
    trip[at], stop[at], departure[at] = hops.run, hops.origin, hops.departure
    trip[at + 1], stop[at + 1], arrival[at + 1] = hops.run, hops.target, hops.arrival
    arrival[at[first]], departure[at[last] + 1] = hops.departure[first], hops.arrival[last]
    flags[at] |= hops.flags & CAN_BOARD
    flags[at + 1] |= hops.flags & CAN_ALIGHT
    return Calls(trip, stop, arrival, departure, flags)


def _in_minutes(calls: Calls) -> Calls:
    return replace(
        calls,
        arrival=calls.arrival // MINUTE_S * MINUTE_S,
        departure=calls.departure // MINUTE_S * MINUTE_S,
    )


def _apart(calls: Calls) -> Calls:
    """The whole minutes, then each arrival a second at least after the departure before it."""
    calls = _in_minutes(calls)
    arrival, departure = calls.arrival.tolist(), calls.departure.tolist()
    follows = (np.diff(calls.trip) == 0).tolist()
    for i, same in enumerate(follows):
        if same:
            arrival[i + 1] = max(arrival[i + 1], departure[i] + 1)
        departure[i + 1] = max(departure[i + 1], arrival[i + 1])
    return replace(calls, arrival=np.array(arrival), departure=np.array(departure))


def _write(folder: Path, network: Network, date: dt.date, copy: PlainCopy) -> None:
    folder.mkdir()
    day = date.strftime("%Y%m%d")
    trips = np.unique(copy.calls.trip).tolist()
    tables: dict[str, tuple[str, Iterable[str]]] = {
        "agency": (
            "agency_id,agency_name,agency_url,agency_timezone",
            ["a,a,https://example.org/,UTC"],
        ),
        "calendar": (
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
            "start_date,end_date",
            [f"d,1,1,1,1,1,1,1,{day},{day}"],
        ),
        "routes": (
            "route_id,agency_id,route_short_name,route_long_name,route_type,"
            "route_color,route_text_color",
            ["r,a,r,r,3,000000,FFFFFF"],
        ),
        "trips": (
            "route_id,service_id,trip_id,trip_headsign",
            (f"r,d,t{trip},t" for trip in trips),
        ),
        "stops": ("stop_id,stop_name,stop_lat,stop_lon", _stop_lines(network)),
        "stop_times": (
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type",
            _call_lines(copy.calls),
        ),
        "transfers": (
            "from_stop_id,to_stop_id,transfer_type,min_transfer_time",
            _transfer_lines(len(network.stop_ids), copy.footpaths, copy.more_s),
        ),
    }
    with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (header, lines) in tables.items():
            path = folder / f"{name}.txt"
            path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
            archive.write(path, path.name)


def _stop_lines(network: Network) -> Iterable[str]:
    places = zip(network.stop_lat.tolist(), network.stop_lon.tolist(), strict=True)
    return (f"s{i},s{i},{lat},{lon}" for i, (lat, lon) in enumerate(places))


def _call_lines(calls: Calls) -> Iterable[str]:
    # A number in the trip: beyond 16 bits some readers start again from nought.
    first = np.flatnonzero(np.append(True, np.diff(calls.trip) != 0))
    number = np.arange(len(calls.trip)) - np.repeat(first, np.diff([*first, len(calls.trip)]))
    columns = (calls.trip, calls.arrival, calls.departure, calls.stop, number, calls.flags)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return (
        f"t{trip},{_clock(arrival)},{_clock(departure)},s{stop},{place},"
        f"{0 if flags & CAN_BOARD else 1},{0 if flags & CAN_ALIGHT else 1}"
        for trip, arrival, departure, stop, place, flags in rows
    )


def _transfer_lines(stops: int, walks: Footpaths, more_s: int) -> Iterable[str]:
    yield from (f"s{stop},s{stop},2,{CHANGE_S}" for stop in range(stops))
    rows = zip(*(column.tolist() for column in walks), strict=True)
    yield from (f"s{a},s{b},2,{seconds + more_s}" for a, b, seconds in rows)


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
