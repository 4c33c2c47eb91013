"""The layer of windows: which starts hold on weekdays of unknown hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from jalon.matching.layers.records import WINDOW, WINDOWS, Found
from jalon.matching.layers.work import Work, Write, find_prepared, prepare_shard
from jalon.matching.models import Workplace
from jalon.matching.prepared import PreparedShard, StartAnswer, prepare
from jalon.matching.week_kinds import WeekKind

KINDS: tuple[WeekKind, ...] = ("term",)


def whole(work: Work) -> Write:
    """Everybody for everything."""
    everything = _with_unknown_hours(work.workplaces.values())
    found: Iterable[Found] = ()
    if everything:
        prepared = find_prepared(work) or prepare_shard(work)
        found = _find(work, prepared, everything, work.people)
    return partial(WINDOWS.replace_people, list(work.people), WINDOWS.sort_out(found))


def workplaces(work: Work, numbers: Sequence[int], people: Sequence[int]) -> Write:
    """Some workplaces, for these people alone."""
    changed = _with_unknown_hours(work.some(numbers))
    found: Iterable[Found] = ()
    if changed:
        prepared = find_prepared(work) or prepare_shard(work)
        found = _find(work, prepared, changed, {pk: work.people[pk] for pk in people})
    return partial(WINDOWS.replace_workplaces, people, numbers, WINDOWS.sort_out(found))


def of_people(work: Work, people: Sequence[int]) -> Write:
    """Some people for every workplace."""
    everything = _with_unknown_hours(work.workplaces.values())
    some = {pk: work.people[pk] for pk in people}
    found: Iterable[Found] = ()
    if everything:
        kept = find_prepared(work)
        prepared = (
            prepare(work.network, work.target, some, work.workplaces)
            if kept is None
            else kept.for_newcomers()
        )
        found = _find(work, prepared, everything, some)
    return partial(WINDOWS.replace_people, people, WINDOWS.sort_out(found))


def _with_unknown_hours(some: Iterable[Workplace]) -> list[Workplace]:
    return [workplace for workplace in some if workplace.unknown_weekdays]


def _find(
    work: Work,
    prepared: PreparedShard,
    asked: Sequence[Workplace],
    current: Mapping[int, int],
) -> Iterator[Found]:
    # What the worker keeps has weeks of other kinds too.
    for answer in prepared.of_kinds(KINDS).starts_of(work.network, asked, current):
        yield from _tell(answer)


def _tell(answer: StartAnswer) -> Iterator[Found]:
    """Weekdays on which the same starts hold for somebody are told together."""
    for at, bits in enumerate(answer.bits):
        same = (answer.bits == bits).all(axis=2)
        mine = np.flatnonzero(~same[:at].any(axis=0))
        records = np.zeros(len(mine), dtype=WINDOW)
        for row, weekday in enumerate(answer.weekdays):
            records["weekdays"] |= (same[row, mine] << weekday).astype(np.uint8)
        records["starts"] = bits[mine]
        yield Found(answer.people[mine], np.full(len(mine), answer.workplace), records)
