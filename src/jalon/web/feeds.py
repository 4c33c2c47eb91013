"""The timetables of the network that answers, as its manifest names them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from jalon.core.errors import NetworkError
from jalon.reach import read_manifest
from jalon.web.words.plain import say_date


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One timetable: who published it, and when it is valid; `is_over` where that is past."""

    publisher: str
    validity: str
    is_over: bool = False


def list_feeds(network: Path) -> list[FeedLine]:
    """The feeds of the compiled `network`; none where there is no network yet."""
    try:
        manifest = read_manifest(network)
    except NetworkError:
        return []
    return [_line(feed, timezone.localdate()) for feed in manifest["feeds"]]


def _line(feed: dict[str, Any], today: dt.date) -> FeedLine:
    days: dict[str, str] = feed["validity"]
    first, last = (dt.date.fromisoformat(days[key]) for key in ("first_day", "last_day"))
    return FeedLine(
        feed["publisher"] or feed["name"],
        f"du {say_date(first)} au {say_date(last)}",
        is_over=last < today,
    )


def follows_streets(network: Path) -> bool:
    """Whether the distances of the compiled `network` follow streets."""
    try:
        return bool(read_manifest(network).get("streets"))
    except NetworkError:
        return False
