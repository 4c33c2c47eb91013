"""The arithmetic of the load: percentiles, failures, growth, times at which requests leave."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest

from bench.pages.figures import MemorySample, Outcome, growth, percentile, row, within
from bench.pages.report import lines
from bench.pages.schedule import HOME, SHARES, draw_kinds, due_times


def answered(*taken_s: float, kind: str = "lists") -> list[Outcome]:
    return [Outcome(kind, 0.0, seconds) for seconds in taken_s]


def test_a_percentile_is_one_of_the_values_by_the_nearest_rank() -> None:
    values = [float(value) for value in range(1, 101)]
    random.Random(1).shuffle(values)  # noqa: S311
    assert [percentile(values, p) for p in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert percentile([3.0], 95) == 3.0
    assert percentile([1.0, 2.0], 50) == 1.0
    assert percentile([1.0, 2.0], 51) == 2.0
    assert math.isnan(percentile([], 95))


def test_a_line_has_times_of_what_was_answered_and_counts_what_failed() -> None:
    failed = [Outcome("lists", 0, 10, "timeout"), Outcome("lists", 0, 0.1, "503")]
    told = row("lists", [*answered(0.1, 0.2, 0.3), *failed, *failed[:1]])
    spaced = " ".join(told.split())
    assert spaced == "lists 6 3 200 ms 300 ms 300 ms 300 ms timeout 2, 503 1"
    assert " ".join(row("lists", failed[:1]).split()) == "lists 1 1 - - - - timeout 1"


def test_within_counts_a_failure_as_late() -> None:
    assert within([*answered(0.2, 1.0, 1.1), Outcome("home", 0, 0.1, "reset")], 1.0) == (2, 4)


def test_growth_is_of_the_last_minute_over_the_one_after_minute_five() -> None:
    def sample(at_s: float, pss_mb: float) -> MemorySample:
        return MemorySample(at_s, 2 * pss_mb, pss_mb, 3)

    filling = [sample(at_s, 100.0) for at_s in range(0, 300, 10)]
    steady = [sample(at_s, 400.0) for at_s in range(300, 1200, 10)]
    last = [sample(at_s, 420.0) for at_s in range(1200, 1270, 10)]
    assert growth([*filling, *steady]) == 0
    assert growth([*filling, *steady, *last]) == pytest.approx(0.05)
    assert growth(filling) is None
    assert growth([]) is None


def test_requests_leave_evenly_and_on_time() -> None:
    dues = due_times(20, 3)
    assert len(dues) == 60
    assert dues[:3] == [0, 0.05, 0.1]
    assert dues[-1] == pytest.approx(2.95)


def test_kinds_are_drawn_in_exact_proportion() -> None:
    kinds = draw_kinds(random.Random(1), 1000)  # noqa: S311
    assert Counter(kinds) == {kind: 10 * share for kind, share in SHARES.items()}
    assert kinds != sorted(kinds)
    assert sum(SHARES.values()) == 100


def test_the_report_has_a_line_a_kind_and_the_first_page_beside() -> None:
    outcomes = [one for kind in (*SHARES, HOME) for one in answered(0.1, 2.0, kind=kind)]
    told = lines(outcomes, {"web": [MemorySample(0, 50, 40, 2)], "worker": []}, "prépare")
    assert [line.split()[0] for line in told[1:6]] == list(SHARES)
    assert told[6].split()[:2] == ["all", "10"]
    assert told[8] == "/ answered within 1 s: 1 of 2"
    assert told[9] == "the bench itself was late by 0 ms (p95), 0 at most"
    assert told[10] == "pages with « prépare »: 0 of 10"
    assert told[11].startswith("memory of web: 2 processes, PSS 40 MB at first")
    assert len(told) == 12
