"""The engine's own days in the desert of desert.py, with everything that it says of them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from jalon.reach import (
    Day,
    Network,
    UnlockKind,
    build_network,
    load_network,
    parse_request,
    plan_days,
)
from tests import gtfs_feeds as gtfs
from tests.reach.desert import BOTH_WAYS, YEAR, stops

Json = dict[str, Any]


class Asker:
    """Asks the engine on buses every ten minutes, unless told otherwise."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def network(self, **tables: Any) -> Network:  # noqa: ANN401
        """The compiled network of a feed."""
        tables = {"stops": stops(), "stop_times": BOTH_WAYS, "calendar": YEAR} | tables
        build_network([gtfs.write_feed(self._folder / "feed.zip", **tables)], self._folder / "net")
        return load_network(self._folder / "net")

    def days(
        self,
        request: Json,
        *,
        unlocks: Collection[UnlockKind] = (),
        **tables: Any,  # noqa: ANN401
    ) -> list[Day]:
        """All days."""
        return list(plan_days(self.network(**tables), parse_request(request), unlocks=unlocks))

    def day(self, request: Json, **tables: Any) -> Day:  # noqa: ANN401
        """The only day."""
        (day,) = self.days(request, **tables)
        return day


def times(day: Day) -> tuple[int | None, ...]:
    """Leave home, be at work, leave work, be home."""
    return day.leave_home_s, day.arrive_work_s, day.leave_work_s, day.return_home_s


def kinds(day: Day) -> list[str]:
    """The kinds of the legs, in order."""
    return [leg.kind for leg in day.legs]
