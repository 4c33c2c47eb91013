"""The timetables of the network that answers, as its manifest names them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from jalon.core.errors import NetworkError
from jalon.reach import read_manifest
from jalon.web.words.plain import say_date


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One timetable: who published it, and when it is valid."""

    publisher: str
    validity: str


def list_feeds(network: Path) -> list[FeedLine]:
    """The feeds of the compiled `network`; none where there is no network yet."""
    try:
        manifest = read_manifest(network)
    except NetworkError:
        return []
    return [
        FeedLine(feed["publisher"] or feed["name"], _validity(feed["validity"]))
        for feed in manifest["feeds"]
    ]


def _validity(days: dict[str, str]) -> str:
    first, last = (say_date(dt.date.fromisoformat(days[key])) for key in ("first_day", "last_day"))
    return f"du {first} au {last}"


def follows_streets(network: Path) -> bool:
    """Whether the distances of the compiled `network` follow streets."""
    try:
        return bool(read_manifest(network).get("streets"))
    except NetworkError:
        return False
