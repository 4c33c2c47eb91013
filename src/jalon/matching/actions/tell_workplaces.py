"""A room that owns workplaces tells of them: those that changed are answered anew by the worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import connection, transaction

from jalon.matching.models import Workplace
from jalon.matching.snapshot import list_shards
from jalon.matching.tasks import refresh_what_changed

_LOCK = 0x574F524B
"""Any constant: numbers are given by one process at a time."""
_TOLD = ("lat", "lon", "shifts", "unknown_weekdays", "duration_min")


@dataclass(frozen=True, slots=True)
class WorkplaceFacts:
    """What the engine needs of a workplace; `shifts` as in the engine's request, known hours alone.

    `unknown_weekdays` (0 is Monday) are worked too, for `duration_min` where that is known.
    `reference` is unique among those of one sort; `owner_revision` is that of the row that it is
    read from, where its room has one.
    """

    reference: str
    lat: float
    lon: float
    shifts: dict[str, Any]
    unknown_weekdays: tuple[int, ...] = ()
    duration_min: int | None = None
    owner_revision: int = 0


def tell_workplaces(kind: str, facts: Iterable[WorkplaceFacts]) -> int:
    """Those of one sort as they are now; gives how many are new or changed.

    In the transaction of who calls, so that a change and its telling are one.
    """
    told = list(facts)
    with transaction.atomic():
        by_reference = {
            workplace.reference: workplace
            for workplace in Workplace.objects.filter(
                kind=kind, reference__in=[fact.reference for fact in told]
            )
        }
        free = _free_numbers()
        new = [
            _with(
                Workplace(
                    kind=kind,
                    reference=fact.reference,
                    number=next(free),
                    owner_revision=fact.owner_revision,
                ),
                fact,
            )
            for fact in told
            if fact.reference not in by_reference
        ]
        known = [
            (workplace, fact)
            for fact in told
            if (workplace := by_reference.get(fact.reference)) is not None
        ]
        changed = [_with(*each) for each in known if _differs(*each)]
        moved = [each[0] for each in known if each[0].owner_revision != each[1].owner_revision]
        for workplace, fact in known:
            workplace.owner_revision = fact.owner_revision
        Workplace.objects.bulk_create(new, batch_size=2_000)
        Workplace.objects.bulk_update(changed, _TOLD, batch_size=500)
        Workplace.objects.bulk_update(moved, ["owner_revision"], batch_size=500)
        if new or changed:
            # Last: who asks for the same meanwhile waits for the end of this transaction.
            refresh_what_changed.defer_all([(shard,) for shard in list_shards()])
    return len(new) + len(changed)


def tell_gone(kind: str, references: Iterable[str]) -> int:
    """Workplaces that are no more; gives how many there were."""
    gone, _ = Workplace.objects.filter(kind=kind, reference__in=list(references)).delete()
    return gone


def list_told(kind: str) -> dict[str, int]:
    """What is known of one sort: the `owner_revision` of each reference."""
    of_kind = Workplace.objects.filter(kind=kind).order_by()
    return dict(of_kind.values_list("reference", "owner_revision"))


def _free_numbers() -> Iterator[int]:
    """Numbers that no workplace has, the smallest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    taken = set(Workplace.objects.values_list("number", flat=True))
    return (number for number in count() if number not in taken)


def _differs(workplace: Workplace, fact: WorkplaceFacts) -> bool:
    return any(getattr(workplace, name) != value for name, value in _values(fact))


def _with(workplace: Workplace, fact: WorkplaceFacts) -> Workplace:
    for name, value in _values(fact):
        setattr(workplace, name, value)
    return workplace


def _values(fact: WorkplaceFacts) -> Iterator[tuple[str, object]]:
    for name in _TOLD:
        value = getattr(fact, name)
        yield name, list(value) if name == "unknown_weekdays" else value
