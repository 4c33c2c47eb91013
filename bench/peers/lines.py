"""Engines in other languages: a program that reads questions and writes answers, line by line.

A question is `SOURCE DEPARTURE`, in stop numbers and seconds. An answer is the microseconds on the
wall, those of the processor, and `STOP:ARRIVAL` for each stop reached, all on one line. The program
writes `ready` when its timetable is loaded.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import numpy as np

from bench.peers.compare import Answer
from bench.peers.ours import NOT_REACHED

US = 1e-6


class LinePeer:
    """A running program of the protocol above; `OSError` when it ends before it answers."""

    def __init__(self, name: str, command: Sequence[str], stops: int) -> None:
        self.name = name
        self._stops = stops
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Self:
        while self._line() != "ready":
            pass
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise OSError(f"{self.name} ended without an answer.")
        return line.strip()

    def ask(self, source: int, departure_s: int) -> Answer:
        """The arrivals at all stops; the times are those that the program measured itself."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{source} {departure_s}\n")
        self._process.stdin.flush()
        wall_us, cpu_us, *pairs = self._line().split()
        arrivals = np.full(self._stops, NOT_REACHED, dtype=np.int64)
        if pairs:
            reached = np.array([pair.split(":") for pair in pairs]).astype(np.int64)
            arrivals[reached[:, 0]] = reached[:, 1]
        return Answer(arrivals, float(wall_us) * US, float(cpu_us) * US)
