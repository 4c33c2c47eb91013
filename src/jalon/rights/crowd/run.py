"""The run over many households: part by part, kept as it goes, told as it goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from jalon.core.progress import Progress
from jalon.rights.crowd.asks import PART_COPIES, Ask, Part, cut
from jalon.rights.crowd.folder import CrowdFolder
from jalon.rights.crowd.rows import Columns, reckon_part
from jalon.rights.crowd.workers import reckon_by_workers


def reckon_crowd(
    asks: Sequence[Ask],
    folder: CrowdFolder,
    *,
    workers: int = 1,
    tell: Callable[[Progress], None] = lambda _: None,
    part_copies: int = PART_COPIES,
) -> dict[str, object]:
    """Every household with its offers, into `folder`; gives the manifest that is written.

    The table is the same whatever the number of workers. A folder that holds the beginning of the
    same run is gone on with, and one that holds all of it is left as it is. RequestError where
    another run is in the folder; JalonError where the disk is full or workers keep ending.
    """
    if folder.is_finished:
        return folder.manifest
    parts = cut(asks, part_copies)
    with folder.alone():
        folder.begin()
        todo, began = folder.todo(len(parts)), time.monotonic()
        for number, (part, columns) in enumerate(_reckoned(parts, todo, workers), start=1):
            folder.keep(part, len(parts), columns)
            left = len(todo) - number
            left_s = (time.monotonic() - began) / number * left
            tell(Progress(len(parts) - left, len(parts), left_s))
        return folder.finish(len(parts), asks)


def _reckoned(
    parts: Sequence[Part], todo: Sequence[int], workers: int
) -> Iterator[tuple[int, Columns]]:
    if workers > 1 and len(todo) > 1:
        yield from reckon_by_workers(parts, todo, min(workers, len(todo)))
        return
    for part in todo:
        yield part, reckon_part(parts[part])
