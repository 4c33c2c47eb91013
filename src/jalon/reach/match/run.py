"""The run over a whole territory: part by part, kept as it goes, told as it goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jalon.reach.days import check_covered
from jalon.reach.kernels.types import Ints
from jalon.reach.match.block import Best, Block
from jalon.reach.match.moves import Moved, moved_offers
from jalon.reach.match.store import Counts, MatchFolder
from jalon.reach.network import Network
from jalon.reach.request import Request

Longs = NDArray[np.int64]
KEEP_EVERY_S = 15.0
"""What is done is kept on disk so often: that much is done again after a stop."""


@dataclass(frozen=True)
class Progress:
    """How far a run is: parts done and in all, and seconds left if it goes on like this."""

    done: int
    parts: int
    left_s: float


@dataclass(frozen=True)
class Job:
    """What a run does: the block, the offers with their moves, and the parts."""

    block: Block
    moved: Sequence[Moved]
    parts: Sequence[Longs]

    @classmethod
    def of(cls, network: Network, request: Request, moves_s: Sequence[int]) -> Job:
        """The same request makes the same parts, on every machine."""
        check_covered(network, request)
        moved = moved_offers(request.offers, moves_s)
        asked = replace(request, offers=tuple(one.asked for one in moved))
        block = Block(network, asked, still=len(request.offers))
        return cls(block, moved, block.parts())

    def run(self, part: int, best: Best) -> Ints:
        """How many people each offer of a part holds for; `best` takes its offers in."""
        return self.block.match(self.parts[part], best)


def match_people(
    network: Network,
    request: Request,
    folder: MatchFolder,
    *,
    top: int,
    moves_s: Sequence[int] = (),
    tell: Callable[[Progress], None] = lambda _: None,
) -> dict[str, object]:
    """Match everybody with everything, into `folder`; gives the manifest that is written.

    A folder that holds the beginning of the same run is gone on with, and one that holds all of
    it is left as it is. Raises RequestError where the network does not cover the request.
    """
    if folder.is_finished:
        return folder.manifest
    job = Job.of(network, request, moves_s)
    counts = Counts.none(len(job.moved), len(job.parts))
    best = Best.none(len(request.people), top)
    folder.resume(counts, best)
    began = kept = time.monotonic()
    todo = counts.todo
    for number, part in enumerate(todo, start=1):
        counts.add(part, job.parts[part], job.run(part, best))
        now = time.monotonic()
        tell(Progress(counts.done, len(job.parts), (now - began) / number * (len(todo) - number)))
        if now - kept > KEEP_EVERY_S and number < len(todo):
            folder.keep(counts, best)
            kept = now
    return folder.finish(request, job.block.families, job.moved, counts, best)
