"""A world: the tables of a feed and a request, written as files and read at a glance."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import gtfs_feeds as gtfs

Json = dict[str, Any]
TOLD = ("stops", "levels", "pathways", "calendar", "calendar_dates", "transfers", "frequencies")


@dataclass(frozen=True, repr=False)
class World:
    """The tables of a feed, as `gtfs_feeds.write_feed` takes them, and a request."""

    tables: dict[str, Any]
    request: Json

    def write(self, path: Path) -> Path:
        """Writes the feed."""
        return gtfs.write_feed(path, **self.tables)

    def __repr__(self) -> str:
        """One line a trip: what is read when a world fails must be short."""
        calls: dict[str, list[str]] = {}
        for row in self.tables["stop_times"]:
            closed = f"p{row['pickup_type'] or 0}d{row['drop_off_type'] or 0}"
            window = "window " * ("start_pickup_drop_off_window" in row)
            times = f"{row['arrival_time']}-{row['departure_time']}"
            said = f"{row['stop_id']} {window}{times} {closed}"
            calls.setdefault(row["trip_id"], []).append(said)
        lines = [
            f"{' '.join(map(str, row.values()))}: {', '.join(calls.get(row['trip_id'], []))}"
            for row in self.tables["trips"]
        ]
        for name in TOLD:
            rows = self.tables.get(name, [])
            lines += [f"{name}: {' '.join(map(str, row.values()))}" for row in rows]
        return "\n".join(["World:", *lines, json.dumps(self.request)])


def clock(seconds: int) -> str:
    """HH:MM:SS."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def hour(seconds: int) -> str:
    """HH:MM, never before 00:00 nor after 29:59."""
    return clock(min(max(seconds, 0), 30 * 3600 - 60))[:5]
