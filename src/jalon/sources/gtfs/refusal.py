"""Why a feed cannot be used: the notices by which its trips, days or places were lost.

Each trip (service, stop) that is lost has one cause: the last thing that was remarked on it, since
what is remarked first often leaves it usable. Having too few stop times, or no day, is a cause only
where nothing else is: it follows from rows that were lost before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.sources.gtfs.notices import Kind, Loss, Notices
from jalon.sources.gtfs.types import Notice

_FOLLOWS = frozenset({"unusable_trip", "service_without_days"})
_FILES_OF_DAYS = ("calendar.txt", "calendar_dates.txt")
_FILES_OF_TRIPS = ("trips.txt", "stop_times.txt", "frequencies.txt")
_HIDES = frozenset({"missing_required_field", "invalid_row_length"})
"""By these a row is left out whose id nobody knows."""
_MOST_CAUSES = 3

Cause = tuple[int, str]
"""How many trips, services or stops were lost by it, and the sentence that says it."""


def why_no_trip(trips: int, notices: Notices) -> str:
    """Of `trips` that trips.txt lists none can be used."""
    losses = _of_kind("trips", notices)
    orphans = [loss for loss in losses if (loss.owners.indices < 0).all()]
    causes: list[Cause] = []
    for loss, count in _fatal(losses, np.arange(trips)):
        # Nothing is known of a trip whose rows are written under another name.
        named = orphans if loss.notice.code == "unusable_trip" else []
        causes.append((count, _told((named or [loss])[0], notices)))
    patterns = trips - sum(count for count, _ in causes)
    if patterns:  # a trip of frequencies.txt does not run itself
        causes += [(patterns, text) for text in _worst_of("frequencies.txt", notices)]
    return _in_brackets(causes or _of_files(_FILES_OF_TRIPS, notices), trips)


def why_no_day(notices: Notices, services: Longs | Ints | None = None) -> str:
    """No service, or none of `services`, runs on any day."""
    causes: list[Cause] = []
    if services is not None:
        fatal = _fatal(_of_kind("services", notices), services)
        causes = [(count, _told(loss, notices)) for loss, count in fatal]
        return _in_brackets(causes, services.size)
    return _in_brackets(_of_files(_FILES_OF_DAYS, notices), 0)


def why_no_place(stops: Ints, notices: Notices) -> str:
    """None of `stops` has a place."""
    fatal = _fatal(_of_kind("stops", notices), stops)
    return _in_brackets([(count, _told(loss, notices)) for loss, count in fatal], stops.size)


def _of_kind(kind: Kind, notices: Notices) -> list[Loss]:
    return [loss for loss in notices.losses if loss.owners.kind == kind]


def _fatal(losses: Sequence[Loss], lost: Longs | Ints) -> list[tuple[Loss, int]]:
    """By which losses the owners `lost` went, those of most owners first."""
    size = int(lost.max()) + 1 if lost.size else 0
    cause = np.full(size, -1)
    for number, loss in enumerate(losses):
        own = loss.owners.indices[(loss.owners.indices >= 0) & (loss.owners.indices < size)]
        if loss.notice.code in _FOLLOWS:
            own = own[cause[own] < 0]
        cause[own] = number
    numbers, counts = np.unique(cause[lost][cause[lost] >= 0], return_counts=True)
    found = zip(numbers.tolist(), counts.tolist(), strict=True)
    return [(losses[number], count) for number, count in sorted(found, key=lambda pair: -pair[1])]


def _of_files(files: Sequence[str], notices: Notices) -> list[Cause]:
    """The worst loss of each file, where nobody knows whose rows they were."""
    return [(0, text) for file in files for text in _worst_of(file, notices)]


def _worst_of(file: str, notices: Notices, only: frozenset[str] | None = None) -> Iterator[str]:
    """What took most of a file (of the codes `only`), or that it never had a row."""
    lost = [notice for notice in notices.all if notice.lost and notice.file == file]
    lost = [notice for notice in lost if only is None or notice.code in only]
    causes = [notice for notice in lost if notice.code not in _FOLLOWS] or lost
    if causes:
        yield _said(max(causes, key=lambda notice: notice.count))
    elif file in notices.without_rows:
        yield f"{file} has no row under its header"


def _told(loss: Loss, notices: Notices) -> str:
    """A loss, and what made its rows name what is not there."""
    files = loss.referred.split(" or ")
    deeper = [text for file in files for text in _worst_of(file, notices, _HIDES)]
    if loss.notice.code in _FOLLOWS:
        deeper = [
            f"{file} has no row under its header"
            for file in _FILES_OF_TRIPS
            if file in notices.without_rows
        ]
    return "; ".join([_said(loss.notice), *deeper])


def _said(notice: Notice) -> str:
    where = notice.file if notice.line is None else f"{notice.file}, line {notice.line}"
    return f"{where}: {notice.message.rstrip('.')}"


def _in_brackets(causes: Sequence[Cause], of: int) -> str:
    """All causes where there are several, with how many each took."""
    if not causes:
        return ""
    if len(causes) == 1 or not causes[0][0]:
        return f" ({'; '.join(text for _, text in causes)})"
    said = [f"{count} of {of} by {text}" for count, text in causes[:_MOST_CAUSES]]
    return f" ({'; '.join(said)})"
