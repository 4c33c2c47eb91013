"""Telling how far a long run is."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jalon.core.progress import Progress

TELL_EVERY_S = 1.0


class Teller:
    """Tells how far a run is, on standard error: a line a second at most, and the last one; on a
    terminal, one line that is written over."""

    def __init__(self, name: str) -> None:
        self._before = f"{name}: " if name else ""
        self._told = -TELL_EVERY_S

    def __call__(self, progress: Progress) -> None:
        """Tell it, where it is time."""
        now, is_last = time.monotonic(), progress.done == progress.parts
        if now - self._told < TELL_EVERY_S and not is_last:
            return
        self._told = now
        minutes, seconds = divmod(round(progress.left_s), 60)
        text = f"{progress.done} of {progress.parts} parts, {minutes} min {seconds:02} s left"
        end = "\r" if sys.stderr.isatty() and not is_last else "\n"
        print(self._before + text, file=sys.stderr, end=end, flush=True)
