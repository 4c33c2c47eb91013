"""From what came back to the figures: percentiles, failures by kind, growth of memory."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEAD = (
    f"{'pages':<12}{'asked':>7}{'failed':>8}{'p50':>9}{'p95':>9}{'p99':>9}{'longest':>9}   failures"
)
STEADY_FROM_S = 300.0
"""Memory is looked at from here on: before, caches fill."""
WINDOW_S = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one request came to. Seconds are since the run began; `failure` is empty or its kind.

    `due_s` is when it had to leave, `taken_s` counts from there, and `late_s` is by how much the
    bench itself was late to send it. `says`: the page has the words that were looked for.
    """

    kind: str
    due_s: float
    taken_s: float
    failure: str = ""
    says: bool = False
    late_s: float = 0.0


@dataclass(frozen=True, slots=True)
class MemorySample:
    """Megabytes of all the processes of one group at a moment."""

    at_s: float
    rss_mb: float
    pss_mb: float
    processes: int


def percentile(values: Sequence[float], percent: float) -> float:
    """The least value that `percent` in a hundred do not pass (nearest rank); NaN of none."""
    if not values:
        return math.nan
    rank = max(1, math.ceil(len(values) * percent / 100))
    return sorted(values)[rank - 1]


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    """One line of the table: times are of those that were answered, in milliseconds."""
    taken = [outcome.taken_s for outcome in outcomes if not outcome.failure]
    times = "".join(_ms(percentile(taken, percent)) for percent in (50, 95, 99, 100))
    failures = Counter(outcome.failure for outcome in outcomes if outcome.failure)
    told = ", ".join(f"{kind} {count}" for kind, count in failures.most_common())
    return f"{name:<12}{len(outcomes):>7}{sum(failures.values()):>8}{times}   {told}".rstrip()


def _ms(seconds: float) -> str:
    return f"{'-':>9}" if math.isnan(seconds) else f"{seconds * 1000:>6.0f} ms"


def within(outcomes: Iterable[Outcome], most_s: float) -> tuple[int, int]:
    """How many were answered within `most_s`, and how many there were."""
    answered = [not outcome.failure and outcome.taken_s <= most_s for outcome in outcomes]
    return sum(answered), len(answered)


def growth(samples: Sequence[MemorySample], from_s: float = STEADY_FROM_S) -> float | None:
    """By how much PSS grew from the minute after `from_s` to the last one: 0.05 is 5 %.

    Medians of a minute each; None where the run was too short for two of them.
    """
    last_s = samples[-1].at_s if samples else 0.0
    first = [one.pss_mb for one in samples if from_s <= one.at_s < from_s + WINDOW_S]
    last = [one.pss_mb for one in samples if last_s - WINDOW_S < one.at_s]
    if last_s < from_s + 2 * WINDOW_S or not first:
        return None
    return statistics.median(last) / statistics.median(first) - 1
