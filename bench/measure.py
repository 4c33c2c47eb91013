"""Time, processor time and memory of a piece of work."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).parents[2] / "shared" / "data"
"""Where the real feeds are, where they are: beside the checkout."""

T = TypeVar("T")


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, seconds of processor, and the process's peak memory in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(work: Callable[[], T]) -> tuple[T, Cost]:
    """Do the work once; its result and what it cost."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result, Cost(time.perf_counter() - wall, time.process_time() - cpu, peak)


def median_wall_s(work: Callable[[], object], runs: int = 5) -> float:
    """The median time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def run_command(*arguments: str) -> Cost:
    """Run `jalon` in a process of its own: what it cost, start-up and imports included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "jalon.cli", *arguments], check=True, stdout=subprocess.DEVNULL
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # The largest child so far; feeds are built from the smallest to the largest.
    return Cost(wall, cpu, after.ru_maxrss / 1024)
