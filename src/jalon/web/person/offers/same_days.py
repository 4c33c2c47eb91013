"""Days of an offer that are the same, together; the tightest first, on the list and on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from jalon.reach import Day
from jalon.web.day_pieces import read_times
from jalon.web.minutes import round_down_s

_SAME_DATE = dt.date.min


def group_days(days: Iterable[Day]) -> list[list[Day]]:
    """Days that hold and that only their weekday and date tell apart, in the order of the week.

    The group of the least margin comes first: a card draws one day, and no other is worse.
    """
    groups: dict[str, list[Day]] = {}
    for day in days:
        groups.setdefault(repr(replace(day, weekday="", date=_SAME_DATE)), []).append(day)
    tight = min(groups.values(), key=lambda same: _margin_s(same[0]), default=None)
    return sorted(groups.values(), key=lambda same: same is not tight)


def _margin_s(day: Day) -> int:
    return round_down_s(read_times(day).slack_s)
