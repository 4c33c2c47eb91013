"""Equal answers first, then times: one engine asked beside ours, stop by stop."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np

from bench.peers.feed import Plain
from bench.peers.ours import NOT_REACHED, Ours
from jalon.core.arrays import Longs

MS = 1000


class Answer(NamedTuple):
    """Arrivals by stop number (NOT_REACHED for none), and what they took in seconds."""

    arrivals: Longs
    wall_s: float
    cpu_s: float


class Peer(Protocol):
    """An engine that gives the earliest arrival at every stop."""

    name: str

    def ask(self, source: int, departure_s: int) -> Answer: ...


@dataclass
class Row:
    """A line of the table: how answers compare, and the times of one question, in seconds."""

    engine: str
    question: str
    feed: str
    answers: Counter[str] = field(default_factory=Counter)
    theirs_s: list[float] = field(default_factory=list)
    theirs_cpu_s: list[float] = field(default_factory=list)
    ours_s: list[float] = field(default_factory=list)
    ours_cpu_s: list[float] = field(default_factory=list)
    times: int = 1

    def cells(self) -> list[str]:
        """What the table shows; ratios are theirs to ours, of medians."""
        theirs, ours = statistics.median(self.theirs_s), statistics.median(self.ours_s)
        cpu = statistics.median(self.theirs_cpu_s) / statistics.median(self.ours_cpu_s)
        return [
            self.engine,
            self.question,
            self.feed,
            told(self.answers),
            f"{theirs * MS:,.3g} ms" + (f" x {self.times:,}" if self.times > 1 else ""),
            f"{ours * MS:,.3g} ms",
            f"{short(theirs * self.times / ours)} ({short(cpu * self.times)})",
        ]


def short(ratio: float) -> str:
    """Two figures or more."""
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.2g}"


def told(answers: Counter[str]) -> str:
    """Equal of all, and the rest by kind."""
    rest = ", ".join(f"{count:,} {kind}" for kind, count in answers.items() if kind != "equal")
    return f"{answers['equal']:,} of {answers.total():,}" + (f"; {rest}" if rest else "")


def compare(theirs: Longs, ours: Longs) -> Counter[str]:
    """How many answers are equal, and how the others differ. No way at all is an answer too."""
    kinds = {
        "equal": theirs == ours,
        "only ours": (theirs == NOT_REACHED) & (ours != NOT_REACHED),
        "only theirs": (theirs != NOT_REACHED) & (ours == NOT_REACHED),
        "theirs later": (theirs > ours) & (theirs != NOT_REACHED),
        "theirs earlier": (theirs < ours) & (ours != NOT_REACHED),
    }
    return Counter({kind: int(which.sum()) for kind, which in kinds.items() if which.any()})


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall and of this thread's processor."""
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    return time.perf_counter() - wall, time.thread_time() - cpu


def one_to_all(plain: Plain, ours: Ours, peer: Peer, sources: Sequence[int]) -> Row:
    """Ask both in turn from each source; answers are those at the other stops where trips call."""
    row = Row(peer.name, f"one to all, {plain.window}", plain.name)
    peer.ask(sources[0], plain.departure_s)
    ours.scan(sources[0], plain.departure_s)
    for source in sources:
        wall, cpu = timed(partial(ours.scan, source, plain.departure_s))
        answer = peer.ask(source, plain.departure_s)
        others = np.setdiff1d(plain.served, [source])
        theirs = np.where(answer.arrivals <= plain.latest_s, answer.arrivals, NOT_REACHED)
        row.answers += compare(theirs[others], ours.arrivals()[others])
        row.ours_s.append(wall)
        row.ours_cpu_s.append(cpu)
        row.theirs_s.append(answer.wall_s)
        row.theirs_cpu_s.append(answer.cpu_s)
    return row


def draw_sources(plain: Plain, ours: Ours, count: int, seed: int = 1) -> list[int]:
    """Stops where rides leave in the hour after the departure."""
    hops = ours.timetable.out.by_run
    end_s = plain.departure_s + 3600
    soon = (hops.departure >= plain.departure_s) & (hops.departure < end_s)
    served = np.unique(ours.number[hops.origin[soon]])
    drawn = np.random.default_rng(seed).choice(served, min(count, len(served)), replace=False)
    return [int(stop) for stop in drawn]
