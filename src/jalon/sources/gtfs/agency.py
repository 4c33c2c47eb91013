"""Who publishes the feed, and on which clock: agency.txt and feed_info.txt."""

from __future__ import annotations

import functools
import zoneinfo
from dataclasses import dataclass

from jalon.core.errors import FeedError
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.table import Table, find_table, require_table
from jalon.sources.gtfs.cells.values import BLANK, parse_date
from jalon.sources.gtfs.notices import Notices


@dataclass(frozen=True, slots=True)
class Publisher:
    """Name, time zone, and the first day that the feed says it covers (an ordinal, or -1).

    `agencies` are the agencies' numbers by id, `phones` their telephones (blank for none).
    """

    name: str
    timezone: str
    first_day: int
    agencies: dict[str, int]
    phones: list[str]


def read_publisher(archive: Archive, notices: Notices) -> Publisher:
    """FeedError when the agencies do not have one time zone that is known."""
    optional = ["agency_name", "agency_id", "agency_phone"]
    agency = require_table(archive, "agency.txt", ["agency_timezone"], optional, notices)
    info = find_table(
        archive, "feed_info.txt", [], ["feed_publisher_name", "feed_start_date"], notices
    )
    names = [*_texts(info, "feed_publisher_name"), *_texts(agency, "agency_name")]
    starts = [parse_date(text) for text in _texts(info, "feed_start_date")]
    return Publisher(
        name=names[0] if names else "",
        timezone=_timezone(agency, notices),
        first_day=max(starts[0], BLANK) if starts else BLANK,
        agencies={key: row for row, key in enumerate(agency.column("agency_id").texts())},
        phones=agency.column("agency_phone").texts(),
    )


def _texts(table: Table | None, column: str) -> list[str]:
    return [text for text in table.column(column).texts() if text] if table else []


@functools.cache
def _known_zones() -> set[str]:
    # Looked for on the disk, hundreds of files each time: as long as reading a small feed.
    return zoneinfo.available_timezones()


def _timezone(agency: Table, notices: Notices) -> str:
    zones = list(dict.fromkeys(_texts(agency, "agency_timezone")))
    if not zones:
        raise FeedError("agency.txt has no agency_timezone; write one such as Europe/Paris")
    if len(zones) > 1:
        raise FeedError(
            f"agency.txt has several time zones ({', '.join(zones)}); make one feed of each"
        )
    if zones[0] not in _known_zones():
        raise FeedError(
            f"agency.txt: agency_timezone {zones[0]!r} is not a time zone; "
            "write one such as Europe/Paris"
        )
    blank = agency.column("agency_timezone").blank()
    notices.rows(
        "missing_required_field",
        agency,
        blank,
        f"agency_timezone is blank; {zones[0]} is read, as for the others.",
    )
    return zones[0]
