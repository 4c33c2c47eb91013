"""The run over a whole territory: part by part, kept as it goes, told as it goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from jalon.core.arrays import Ints, Longs
from jalon.core.progress import Progress
from jalon.reach.match.block import Best, Block
from jalon.reach.match.block_by_person import JudgementBlock, block_of
from jalon.reach.match.input.moved_offers import MovedOffer, moved_offers
from jalon.reach.match.run.folder import Counts, MatchFolder
from jalon.reach.network import Network
from jalon.reach.network.coverage import check_covered
from jalon.reach.request.model import Request

KEEP_EVERY_S = 15.0
"""What is done is kept on disk so often: that much is done again after a stop."""
PART_PAIRS = 100_000_000
"""A part has at most about so many pairs: a crowd at one address has small travel tables, and its
parts would else last for minutes."""
LEAST_OFFERS = 256
"""Parts of fewer offers would leave lanes empty."""


@dataclass(frozen=True)
class MatchQuestion:
    """Everybody against every offer, still and moved by each of `moves_s` seconds; `top` offers
    are kept for each person."""

    network: Network
    request: Request
    top: int
    moves_s: tuple[int, ...] = ()


@dataclass(frozen=True)
class MatchJob:
    """What a run does: the block, the offers with their moves, the parts, and K."""

    network: Network
    request: Request
    moves_s: tuple[int, ...]
    block: Block | JudgementBlock
    moved: Sequence[MovedOffer]
    parts: Sequence[Longs]
    top: int

    @classmethod
    def of(cls, question: MatchQuestion) -> MatchJob:
        """The same question makes the same parts, on every machine."""
        network, request = question.network, question.request
        check_covered(network, request)
        moved = moved_offers(request.offers, question.moves_s)
        with_moves = replace(request, offers=tuple(offer.moved for offer in moved))
        block = block_of(network, with_moves, len(request.offers))
        parts = _cut(block.parts(), len(request.people))
        top = min(question.top, len(request.offers))
        return cls(network, request, question.moves_s, block, moved, parts, top)

    def run(self, part: int, best: Best) -> Ints:
        """How many people each offer of a part holds for; `best` takes its offers in."""
        return self.block.match(self.parts[part], best)

    def none(self) -> Best:
        """Before anything was found."""
        return Best.none(len(self.request.people), self.top)


class Workers(Protocol):
    """Who does the parts of a run."""

    def run(self, job: MatchJob, todo: Sequence[int], best: Best) -> Iterator[tuple[int, Ints]]:
        """Each part of `todo` in any order, once `best` has it in, and the people of its offers."""


class LocalWorkers:
    """One part after the other, on this machine."""

    def run(self, job: MatchJob, todo: Sequence[int], best: Best) -> Iterator[tuple[int, Ints]]:
        """Each part, once `best` has it in, and the people of its offers."""
        for part in todo:
            yield part, job.run(part, best)


def match_people(
    question: MatchQuestion,
    folder: MatchFolder,
    *,
    tell: Callable[[Progress], None] = lambda _: None,
    workers: Workers | None = None,
) -> dict[str, object]:
    """Match everybody with everything, into `folder`; gives the manifest that is written.

    A folder that holds the beginning of the same run is gone on with, and one that holds all of
    it is left as it is. Raises RequestError where the network does not cover the request, or where
    another run is in the folder; JalonError where the disk is full or workers are lost.
    """
    if folder.is_finished:
        return folder.manifest
    job = MatchJob.of(question)
    with folder.alone():
        return _run(job, folder, tell, workers or LocalWorkers())


def _run(
    job: MatchJob, folder: MatchFolder, tell: Callable[[Progress], None], workers: Workers
) -> dict[str, object]:
    counts, best = Counts.none(len(job.moved), job.parts), job.none()
    folder.resume(counts, best)
    began = kept = time.monotonic()
    todo = counts.todo
    for number, (part, people) in enumerate(workers.run(job, todo, best), start=1):
        counts.add(part, job.parts[part], people)
        now = time.monotonic()
        tell(Progress(counts.done, len(job.parts), (now - began) / number * (len(todo) - number)))
        if now - kept > KEEP_EVERY_S and number < len(todo):
            folder.keep(counts, best)
            kept = now
    return folder.finish(job.request, job.block.families, job.moved, counts, best)


def _cut(parts: Sequence[Longs], people: int) -> list[Longs]:
    """The parts, none of many more than PART_PAIRS pairs."""
    size = max(LEAST_OFFERS, PART_PAIRS // people)
    return [part[i : i + size] for part in parts for i in range(0, len(part), size)]
