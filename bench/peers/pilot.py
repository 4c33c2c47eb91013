"""What the whole pilot would take pair by pair: derived from one pair's time, not measured."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from bench.peers.compare import Row

PEOPLE, OFFERS, WEEKDAYS, WAYS = 5_000, 5_000, 5, 2
HOUR_S = 3600


def pilot_lines(rows: Sequence[Row]) -> list[str]:
    """One line for each engine that answers pair by pair."""
    questions = PEOPLE * OFFERS * WEEKDAYS * WAYS
    return [
        f"Derived: {PEOPLE:,} x {OFFERS:,} x {WEEKDAYS} days x {WAYS} ways on {row.feed} = "
        f"{questions:,} questions to {row.engine} at {statistics.median(row.theirs_s) * 1000:.2f} "
        f"ms: {questions * statistics.median(row.theirs_s) / HOUR_S:,.0f} hours on one core, "
        "children left out."
        for row in rows
        if row.times > 1
    ]
