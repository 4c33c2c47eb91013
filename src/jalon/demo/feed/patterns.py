"""What is kept of a line: its main patterns, their usual run times, and when they depart."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jalon.core.time import format_clock
from jalon.demo.feed.trips import DAY_TYPES, FeedTrip

PERIODS = {
    "early": 0,
    "morning_peak": 6 * 3600 + 1800,
    "day": 9 * 3600 + 1800,
    "evening_peak": 16 * 3600,
    "evening": 19 * 3600 + 1800,
    "night": 22 * 3600,
}
"""Periods of a day and the second at which each begins."""

MAIN_SHARE = 0.05
"""A pattern is kept when it has this share of its line's trips in one direction and day type."""
MOST_PATTERNS = 4
"""At most so many patterns are kept for a line's direction."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The trips of one line and direction that call at stops of the same names."""

    name: str
    trips: Sequence[FeedTrip]


def main_patterns(trips: Iterable[FeedTrip], names: Mapping[str, str]) -> list[Pattern]:
    """The main patterns of every line and direction, named `line:direction:rank`.

    `names` gives the readable name of each stop id.
    """
    by_line: dict[tuple[str, int], dict[tuple[str, ...], list[FeedTrip]]] = {}
    for trip in trips:
        patterns = by_line.setdefault((trip.line, trip.direction), {})
        patterns.setdefault(tuple(names[stop] for stop in trip.stops), []).append(trip)
    return [
        Pattern(f"{line}:{direction}:{rank}", kept)
        for (line, direction), patterns in sorted(by_line.items())
        for rank, kept in enumerate(_kept(patterns.values()))
    ]


def _kept(patterns: Iterable[list[FeedTrip]]) -> list[list[FeedTrip]]:
    """The most frequent patterns that have their share of at least one day type."""
    ranked = sorted(patterns, key=lambda trips: (-len(trips), trips[0].stops))
    total = Counter(trip.day_type for trips in ranked for trip in trips)
    return [trips for trips in ranked if _is_main(trips, total)][:MOST_PATTERNS]


def _is_main(trips: Sequence[FeedTrip], total: Counter[str]) -> bool:
    of_day = Counter(trip.day_type for trip in trips)
    return any(count >= MAIN_SHARE * total[day] for day, count in of_day.items())


def run_times_s(trips: Sequence[FeedTrip]) -> list[int]:
    """Median seconds from the first stop to each stop: on weekdays, else on the days that run."""
    weekdays = [trip for trip in trips if trip.day_type == "weekday"]
    offsets = zip(*(trip.offsets_s for trip in weekdays or trips), strict=True)
    return [round(statistics.median(of_stop)) for of_stop in offsets]


def usual_stops(trips: Sequence[FeedTrip]) -> list[str]:
    """For each stop of the pattern, the platform of the feed that most trips use."""
    by_place = zip(*(trip.stops for trip in trips), strict=True)
    return [max(sorted(set(used)), key=used.count) for used in by_place]


def departure_rows(trips: Sequence[FeedTrip]) -> list[tuple[str, str, str, str, str]]:
    """Rows: day type, period, first, last, and the median headway in minutes (empty for one)."""
    starts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for trip in trips:
        starts[trip.day_type, period_of(trip.start_s)].append(trip.start_s)
    return [
        (day_type, period, *_span(sorted(starts[day_type, period])))
        for day_type in DAY_TYPES
        for period in PERIODS
        if (day_type, period) in starts
    ]


def period_of(start_s: int) -> str:
    """The period in which a departure falls."""
    return [period for period, begin_s in PERIODS.items() if begin_s <= start_s][-1]


def _span(starts: list[int]) -> tuple[str, str, str]:
    gaps = [(after - before) / 60 for before, after in pairwise(starts)]
    headway = f"{statistics.median(gaps):g}" if gaps else ""
    return format_clock(starts[0]), format_clock(starts[-1]), headway
