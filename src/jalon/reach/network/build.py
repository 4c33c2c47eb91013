"""From feeds to a compiled network on disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

import jalon
from jalon.core.errors import FeedError
from jalon.reach.network.add_streets import add_streets
from jalon.reach.network.merge import Arrays, merge_feeds
from jalon.reach.network.store import holds_other_things, save_network
from jalon.sources.gtfs import Feed, Notice, read_feed


def build_network(
    feeds: Sequence[Path],
    out: Path,
    today: dt.date | None = None,
    streets: Path | None = None,
) -> dict[str, Any]:
    """Read and check `feeds`, write the network they make into `out`, give its manifest.

    With `today`, a feed whose last day is past gets a notice: it still answers for its own days.
    With `streets`, an OSM extract, one walks, cycles and drives along its streets. Raises FeedError
    or StreetsError for what cannot be used and leaves what `out` held as it was.
    """
    if not feeds:
        raise FeedError("No feed was named: give at least one GTFS zip or folder.")
    _check_place(out)
    read = [read_feed(path) for path in feeds]
    _check_differ(read)
    arrays, first_day = merge_feeds(read)
    manifest = _manifest(read, arrays, first_day, today)
    if streets is not None:
        arrays |= add_streets(streets, arrays, manifest)
    return save_network(out, arrays, manifest)


def _check_differ(feeds: Sequence[Feed]) -> None:
    """The same feed twice would double every trip and every stop."""
    known: dict[str, str] = {}
    for feed in feeds:
        if feed.sha256 in known:
            raise FeedError(
                f"{known[feed.sha256]} and {feed.name} are the same feed: give it once."
            )
        known[feed.sha256] = feed.name


def _check_place(out: Path) -> None:
    """A network is written into a folder of its own, and never among other things."""
    if out.exists() and not out.is_dir():
        raise FeedError(f"{out} is a file, not a folder: name another place with --out.")
    if out.is_dir() and holds_other_things(out):
        raise FeedError(f"{out} holds other things than a network: name a new folder with --out.")


def _manifest(
    feeds: Sequence[Feed], arrays: Arrays, first_day: dt.date, today: dt.date | None
) -> dict[str, Any]:
    days = np.asarray(arrays["active"]).shape[1]
    return {
        "version": jalon.__version__,
        "timezone": feeds[0].timezone,
        "validity": _validity(first_day, days),
        "counts": {
            "stops": sum(len(feed.stops.ids) for feed in feeds),
            "routes": len(arrays["route_names"]),
            "trips": len(arrays["trip_ids"]),
            "stop_times": sum(len(feed.stop_times.stop) for feed in feeds),
            "services": len(np.asarray(arrays["active"])),
            "transfers": len(arrays["transfer_s"]),
            "pathways": len(arrays["path_from"]),
            "continuations": len(arrays["continued_by"]),
        },
        "feeds": [_feed_entry(feed) for feed in feeds],
        "warnings": [
            {"feed": feed.name, **asdict(note)}
            for feed in feeds
            for note in [*feed.notices, *_expired(feed, today)]
        ],
        "streets": None,
    }


def _expired(feed: Feed, today: dt.date | None) -> Iterator[Notice]:
    """A notice for a feed that ended before today."""
    services = feed.services
    last_day = services.first_day + dt.timedelta(days=services.active.shape[1] - 1)
    if today is not None and last_day < today:
        yield Notice(
            "expired_calendar",
            "calendar.txt",
            len(services.ids),
            f"The last day of service, {last_day}, is past: ask for days of its validity.",
        )


def _feed_entry(feed: Feed) -> dict[str, Any]:
    return {
        "name": feed.name,
        "sha256": feed.sha256,
        "publisher": feed.publisher,
        "validity": _validity(feed.services.first_day, feed.services.active.shape[1]),
    }


def _validity(first_day: dt.date, days: int) -> dict[str, str]:
    last_day = first_day + dt.timedelta(days=days - 1)
    return {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
