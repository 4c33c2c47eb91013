"""The layer of days: which week holds, its travel and its earliest leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from jalon.matching.cluster import other_machines
from jalon.matching.layers.board import Board
from jalon.matching.layers.cells import TILE
from jalon.matching.layers.work import Work, Write, find_prepared, prepare_shard
from jalon.matching.prepared import Answer, answer_elsewhere, keep, prepare
from jalon.matching.week_kinds import WEEK_KINDS

KINDS = WEEK_KINDS


def whole(work: Work) -> Write:
    """Everybody for everything."""
    board = Board.blank(list(work.people), _tiles(work))
    with other_machines() as machines:
        if machines is None:
            _fill(board, prepare_shard(work).all())
        else:
            facts = work.network, work.target, work.people, work.workplaces
            _fill(board, answer_elsewhere(machines, *facts))
    return board.write


def workplaces(work: Work, numbers: Sequence[int], people: Sequence[int]) -> Write:
    """Some workplaces, for these people alone."""
    prepared = find_prepared(work) or prepare_shard(work)
    current = {pk: work.people[pk] for pk in people}
    answers = list(prepared.of_workplaces(work.network, work.some(numbers), current))

    def write() -> None:
        board = Board.stored(people, sorted({number // TILE for number in numbers}))
        board.clear(np.array(numbers, dtype=np.int64))
        _fill(board, answers)
        board.write()

    return write


def of_people(work: Work, people: Sequence[int]) -> Write:
    """Some people for every workplace."""
    prepared = find_prepared(work)
    if prepared is None:
        some = {pk: work.people[pk] for pk in people}
        answers = prepare(work.network, work.target, some, work.workplaces).all()
    else:
        if prepared.workplaces != work.now.workplaces:
            prepared = prepared.with_workplaces(work.network, work.workplaces)
            keep(work.shard, prepared)
        answers = prepared.of_people(work.network, people)
    board = Board.blank(people, _tiles(work))
    _fill(board, answers)
    return board.write


def _fill(board: Board, answers: Iterable[Answer]) -> None:
    for answer in answers:
        board.fill(answer)


def _tiles(work: Work) -> list[int]:
    return list(range(-(-work.now.size // TILE)))
