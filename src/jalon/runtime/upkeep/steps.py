"""Steps told one by one, each with the time that it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable

Step = tuple[str, Callable[[], None]]


def run_steps(steps: Iterable[Step]) -> None:
    """Do each step: its name before, its seconds after, on standard error."""
    for name, step in steps:
        started = time.monotonic()
        print(f"  {name:<48}", end="", file=sys.stderr, flush=True)
        try:
            step()
        except BaseException:
            print(file=sys.stderr)  # what is told next begins its own line
            raise
        print(f"{time.monotonic() - started:6.1f} s", file=sys.stderr, flush=True)
