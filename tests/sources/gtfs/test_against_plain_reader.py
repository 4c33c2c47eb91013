"""Two readers written apart agree on random feeds, and on a real one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import event, given

from jalon.core.errors import FeedError
from jalon.sources.gtfs import FORBIDDEN, UNTIMED, Feed, read_feed
from tests.gtfs_feeds import write_feed
from tests.sources.gtfs.plain_reader import PlainFeed, PlainTrip, read_plain
from tests.sources.gtfs.random_feeds import feeds

PORTO_ALEGRE = Path(__file__).parents[4] / "shared/data/gtfs-porto-alegre.zip"


def as_plain(feed: Feed) -> PlainFeed:
    """The arrays of a feed in the shape of the plain reader."""
    stops, calls = feed.stops, feed.stop_times
    plain = PlainFeed()
    for row, name in enumerate(stops.ids):
        known = not np.isnan(stops.lat[row])
        plain.places[name] = (float(stops.lat[row]), float(stops.lon[row])) if known else None
        plain.parents[name] = stops.ids[stops.parent[row]] if stops.parent[row] >= 0 else None
    for name, active in zip(feed.services.ids, feed.services.active, strict=True):
        days = active.nonzero()[0].tolist()
        plain.services[name] = {feed.services.first_day + dt.timedelta(days=day) for day in days}
    columns = (calls.stop, calls.arrival_s, calls.departure_s, calls.flags)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    for place, name in enumerate(feed.trips.ids):
        span = rows[feed.trips.start[place] : feed.trips.start[place + 1]]
        plain.trips[name] = PlainTrip(
            feed.services.ids[feed.trips.service[place]],
            feed.routes.ids[feed.trips.route[place]] if feed.trips.route[place] >= 0 else None,
            feed.trips.headsigns[place],
            [(stops.ids[call[0]], *call[1:]) for call in span],
        )
    named: dict[int, str | None] = {FORBIDDEN: "forbidden", UNTIMED: None}
    pairs = feed.transfers
    for a, b, time in zip(pairs.origin, pairs.target, pairs.seconds.tolist(), strict=True):
        plain.transfers[stops.ids[a], stops.ids[b]] = named.get(time, time)
    return plain


def check_shapes(feed: Feed) -> None:
    """What types.py promises of every feed."""
    trips, calls = feed.trips, feed.stop_times
    assert trips.start[0] == 0
    assert trips.start[-1] == calls.stop.size
    assert (np.diff(trips.start) >= 2).all()
    lengths = np.diff(trips.start)
    arrival_s = calls.arrival_s - np.repeat(trips.headway_s, lengths)
    assert (calls.departure_s >= arrival_s).all()
    inner = np.ones(calls.stop.size, bool)
    inner[trips.start[:-1]] = False
    assert (arrival_s[1:] >= calls.departure_s[:-1])[inner[1:]].all()
    assert feed.services.active[:, [0, -1]].any(axis=0).all()
    for ints in (calls.stop, calls.arrival_s, calls.departure_s, trips.route, trips.service):
        assert ints.dtype == np.int32
    assert trips.start.dtype == np.int64
    assert calls.flags.dtype == np.uint8


def useless(feed: PlainFeed) -> bool:
    return not any(feed.services[trip.service] for trip in feed.trips.values())


@given(tables=feeds())
def test_random_feeds(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, bytes | None]
) -> None:
    path = write_feed(tmp_path_factory.mktemp("feed") / "feed.zip", **tables)  # type: ignore[arg-type]
    expected = read_plain(path)
    event(f"{0 if useless(expected) else min(len(expected.trips), 4)} trips (4 is four or more)")
    if useless(expected):
        with pytest.raises(FeedError):
            read_feed(path)
        return
    feed = read_feed(path)
    check_shapes(feed)
    found = as_plain(feed)
    assert found.places == expected.places
    assert found.parents == expected.parents
    assert found.services == expected.services
    assert found.trips == expected.trips
    assert list(found.trips) == list(expected.trips)
    assert found.transfers == expected.transfers


@pytest.mark.data
@pytest.mark.skipif(not PORTO_ALEGRE.exists(), reason="the real feeds are not beside the checkout")
def test_porto_alegre() -> None:
    """Every trip, time, day and place of a real city, most of its times interpolated."""
    feed = read_feed(PORTO_ALEGRE)
    check_shapes(feed)
    found, expected = as_plain(feed), read_plain(PORTO_ALEGRE)
    assert len(expected.trips) > 2000
    assert found == expected
