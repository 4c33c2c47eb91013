"""Days in the desert of desert.py, as the engine or the oracle says them, in one shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import gtfs_feeds as gtfs
from tests.reach.answers import WHO
from tests.reach.desert import BOTH_WAYS, YEAR, stops

Json = dict[str, Any]


class Desert:
    """Asks the engine or the oracle on a feed of the desert."""

    def __init__(self, who: str, folder: Path) -> None:
        self.says = WHO[who]
        self.feed = folder / "desert.zip"

    def of_feeds(self, request: Json, *feeds: Json) -> Json:
        """The only day, on several feeds."""
        paths = [
            gtfs.write_feed(self.feed.with_stem(f"feed{i}"), **{"calendar": YEAR, **tables})
            for i, tables in enumerate(feeds)
        ]
        (day,) = self.says(paths, request)
        return day

    def days(self, request: Json, **tables: Any) -> list[Json]:  # noqa: ANN401
        """The days, on buses every ten minutes unless `tables` say otherwise."""
        tables = {"stops": stops(), "stop_times": BOTH_WAYS, "calendar": YEAR} | tables
        return self.says([gtfs.write_feed(self.feed, **tables)], request)

    def day(self, request: Json, **tables: Any) -> Json:  # noqa: ANN401
        """The only day."""
        (day,) = self.days(request, **tables)
        return day


def times(day: Json) -> tuple[int, int, int, int]:
    """Leave home, be at work, leave work, be home."""
    return (
        day["leave_home_s"],
        day["arrive_work_s"],
        day["leave_work_s"],
        day["return_home_s"],
    )
