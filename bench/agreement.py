"""Does the brute-force oracle agree, to the second? Counted on a sample of person-offer pairs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jalon.reach import Day
from tests.oracle import oracle_pairs

COMPARED = (
    "holdable",
    "leave_home_s",
    "arrive_work_s",
    "leave_work_s",
    "return_home_s",
    "out_s",
    "back_s",
    "rides",
    "walk_s",
    "slack_s",
    "safe_leave_s",
)


def disagreements(
    feed: Path, request: dict[str, Any], days: Sequence[Day], pairs: int, *, seed: int = 1
) -> tuple[int, int, Counter[str]]:
    """Days compared, days of them that hold, and for each field how often the two differ.

    Half of the pairs are drawn among those that hold on some day: refusals alone prove little.
    """
    rng = random.Random(seed)  # noqa: S311 - a sample, not a secret
    every = sorted({(day.person, day.offer) for day in days})
    holding = sorted({(day.person, day.offer) for day in days if day.holdable})
    sample = rng.sample(holding, min(pairs // 2, len(holding)))
    sample += rng.sample(every, min(pairs - len(sample), len(every)))
    answers = {(day.person, day.offer, day.weekday): day for day in days}
    found: Counter[str] = Counter()
    rows = oracle_pairs([feed], request, list(dict.fromkeys(sample)))
    for row in rows:
        day = answers[row["person"], row["offer"], row["weekday"]]
        found.update(name for name in COMPARED if getattr(day, name) != row[name])
    return len(rows), sum(bool(row["holdable"]) for row in rows), found
