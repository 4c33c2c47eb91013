"""Bring one layer of a shard's answers up to date: what changed is computed, what did not stays.

Everything is compared by revisions, so doing it twice does it once, and one that was killed is
begun again. Pages read the old answers until the new ones are there, all in one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Literal, NamedTuple, cast

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from jalon.core.arrays import Longs
from jalon.matching.layers import days, openings, windows
from jalon.matching.layers.work import LayerWork, Work, find_prepared, prepare_shard
from jalon.matching.models import Layer, Seat, Shard
from jalon.matching.network import current_network
from jalon.matching.prepared import KEPT_SHARDS
from jalon.matching.snapshot import (
    Snapshot,
    Target,
    list_shards,
    people_of,
    read_revisions,
    read_snapshot,
    read_workplace_revisions,
    weeks_as_json,
)
from jalon.matching.week_kinds import find_weeks
from jalon.people.models import Person
from jalon.reach import Network

_LOCK = 0x4D415443
"""Any constant: with the shard's number it names the lock of its writing."""
MOST_QUICK = 500
"""So many people who changed are computed in some seconds."""
LAYERS: dict[Layer, ModuleType] = {
    Layer.DAYS: days,
    Layer.WINDOWS: windows,
    Layer.OPENINGS: openings,
}
"""The quickest first."""
HowMuch = Literal["nothing", "some", "all"]


@dataclass(frozen=True)
class Refreshed:
    """What was computed: pairs of a person and a workplace, and whether all were."""

    pairs: int
    whole: bool


def refresh_shard(layer: Layer, number: int, today: dt.date | None = None) -> Refreshed:
    """Refresh one layer of one shard. NetworkError where no network is there."""
    how, work = _read(layer, number, today)
    if _how_much(work.target, work.now) != "all":
        people, numbers = work.now.changed_people(), work.now.changed_workplaces()
        return _refresh_changes(layer, how, work, people, numbers)
    everybody, everything = list(work.people), list(work.now.workplaces)
    _sign(layer, work, how.whole(work), _Answered(everybody, everything))
    return Refreshed(len(everybody) * len(everything), whole=True)


def refresh_changes(layer: Layer, number: int, today: dt.date | None = None) -> Refreshed | None:
    """The same where some of it has changed; None where all is due anew: whoever has just changed
    is answered ahead of the others, and waits for none of them.
    """
    how, work = _read(layer, number, today)
    people, numbers = work.now.changed_people(), work.now.changed_workplaces()
    if len(people) > MOST_QUICK:
        return None
    if work.target.is_of(work.now.shard):
        return _refresh_changes(layer, how, work, people, numbers)
    if work.now.shard is not None and people:
        _answer_ahead(layer, work, how.of_people(work, people), people)
    return None


def prepare_ahead(today: dt.date | None = None) -> None:
    """Prepare the people of a territory of one shard whose days are there: a new offer then costs a
    second from the first one on, and not ten. NetworkError where no network is there.
    """
    shards = list_shards()
    if len(shards) > KEPT_SHARDS:
        return
    for number in shards:
        _, work = _read(Layer.DAYS, number, today)
        if work.target.is_of(work.now.shard) and find_prepared(work) is None:
            prepare_shard(work)


def list_due(layer: Layer, shards: Iterable[int], today: dt.date | None = None) -> list[int]:
    """Those of some shards of which anything of a layer is to be computed."""
    _, target = _target(layer, today)
    revisions = read_workplace_revisions()
    return [
        number
        for number in shards
        if _how_much(target, read_snapshot(layer, number, revisions)) != "nothing"
    ]


def list_next(number: int, today: dt.date | None = None) -> list[Layer]:
    """The layers of a shard that may be computed now: those of which something is due, as far as
    the first that is due as a whole. What people look at first is not slowed down by the others.
    """
    found: list[Layer] = []
    for layer, how_much in _list_states(number, today):
        if how_much != "nothing":
            found.append(layer)
        if how_much == "all":
            break
    return found


def is_filling(number: int, layers: Collection[Layer], today: dt.date | None = None) -> bool:
    """Whether one of some layers of a shard is due as a whole."""
    return any(
        layer in layers and how_much == "all" for layer, how_much in _list_states(number, today)
    )


def _list_states(number: int, today: dt.date | None) -> Iterator[tuple[Layer, HowMuch]]:
    revisions = read_workplace_revisions()
    for layer in LAYERS:
        _, target = _target(layer, today)
        yield layer, _how_much(target, read_snapshot(layer, number, revisions))


def _how_much(target: Target, now: Snapshot) -> HowMuch:
    """How much of a layer of a shard is due: with most people changed, all of it at once."""
    people = now.changed_people()
    if not target.is_of(now.shard) or 2 * len(people) > len(now.people):
        return "all"
    return "some" if people or now.changed_workplaces() else "nothing"


def _read(layer: Layer, number: int, today: dt.date | None) -> tuple[LayerWork, Work]:
    network, target = _target(layer, today)
    now = read_snapshot(layer, number, read_workplace_revisions())
    return _how(layer), Work(number, network, target, now)


def _target(layer: Layer, today: dt.date | None) -> tuple[Network, Target]:
    network = current_network()
    weeks = find_weeks(network, today or timezone.localdate(), settings.JALON_SCHOOL_ZONE)
    asked = {kind: monday for kind, monday in weeks.items() if kind in _how(layer).KINDS}
    return network, Target(str(network.manifest["arrays"]), asked)


def _how(layer: Layer) -> LayerWork:
    return cast("LayerWork", LAYERS[layer])


def _refresh_changes(
    layer: Layer, how: LayerWork, work: Work, people: list[int], numbers: list[int]
) -> Refreshed:
    stayed = sorted(set(work.people) - set(people))
    if numbers:
        answered = _Answered([], numbers, stayed)
        _sign(layer, work, how.workplaces(work, numbers, stayed), answered)
    if people:
        _sign(layer, work, how.of_people(work, people), _Answered(people, []))
    pairs = len(people) * len(work.now.workplaces) + len(stayed) * len(numbers)
    return Refreshed(pairs, whole=False)


class _Answered(NamedTuple):
    """What was computed: everything of `people`, and of `others` the workplaces of `numbers`."""

    people: list[int]
    numbers: list[int]
    others: Sequence[int] = ()


def _answer_ahead(layer: Layer, work: Work, write: Callable[[], None], people: list[int]) -> None:
    """Write what was computed of some people, whose shard stays due as a whole."""
    with _writing_alone(layer, work):
        write()
        _seat(layer, work, _Answered(people, []))


@contextmanager
def _writing_alone(layer: Layer, work: Work) -> Iterator[None]:
    """One transaction, and nobody else's that writes the same layer of the same shard."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
        name = [_LOCK + list(Layer).index(layer), work.shard]
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", name)
        yield


def _sign(layer: Layer, work: Work, write: Callable[[], None], answered: _Answered) -> None:
    """Write what was computed, and note in the same transaction what it answers.

    Somebody else may have written newer answers meanwhile. What is overwritten of them is known by
    its revisions, is due from then on, and computed again.
    """
    with _writing_alone(layer, work):
        write()
        _seat(layer, work, answered)
        shard = Shard.objects.filter(layer=layer, number=work.shard).first()
        Shard.objects.update_or_create(
            layer=layer,
            number=work.shard,
            defaults={
                "network": work.target.network,
                "mondays": weeks_as_json(work.target.mondays),
                "revisions": _revisions(read_revisions(shard), work.now, answered).tobytes(),
                "refreshed_at": timezone.now(),
            },
        )


def _seat(layer: Layer, work: Work, answered: _Answered) -> None:
    """Note whose answers are there. Who is newer than what was answered of some workplaces, or was
    not among those answered, has no seat any more."""
    if answered.numbers:
        seen, mine = [*answered.people, *answered.others], people_of(work.shard)
        revisions = [work.people[pk] for pk in seen]
        with connection.cursor() as cursor:
            cursor.execute(_UNSEAT, [layer.value, mine.start, mine.stop - 1, list(seen), revisions])
    there = Person.objects.filter(pk__in=answered.people).values_list("pk", flat=True)
    Seat.objects.bulk_create(
        [Seat(layer=layer, person_id=pk, revision=work.people[pk]) for pk in there],
        update_conflicts=True,
        unique_fields=["layer", "person"],
        update_fields=["revision"],
    )


_UNSEAT = """
DELETE FROM matching_seat AS seat
WHERE layer = %s AND person_id BETWEEN %s AND %s AND NOT EXISTS (
  SELECT FROM unnest(%s::bigint[], %s::bigint[]) AS seen (person_id, revision)
  WHERE seen.person_id = seat.person_id AND seen.revision >= seat.revision)
"""


def _revisions(known: Longs, now: Snapshot, answered: _Answered) -> Longs:
    """Those of the workplaces that a shard answers from now on; `known` are those before."""
    read, revisions = np.zeros((2, max(now.size, len(known))), dtype="<i8")
    read[list(now.workplaces)] = list(now.workplaces.values())
    revisions[: len(known)] = known
    if answered.people:
        # A workplace that is newer there, or was not read, is answered for the others alone.
        np.minimum(revisions, read, out=revisions)
    revisions[answered.numbers] = read[answered.numbers]
    return revisions
