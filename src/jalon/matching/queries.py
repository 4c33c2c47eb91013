"""What the store answers. Each person's own answers are for the pages of that person alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db.models import Count, Max

from jalon.core.arrays import Bools, Longs
from jalon.matching.layers.cells import CELL, TILE, Cells
from jalon.matching.models import Layer, Seat, Shard, Tile, Workplace
from jalon.matching.snapshot import read_revisions, shard_of, weeks_from_json
from jalon.people.models import Person


@dataclass(frozen=True)
class PersonAnswers:
    """One person's answers for the workplaces of one sort, in the order of `references`.

    `known` says which are answers to the workplace as it is now; none is where the person has
    changed since: they are being computed anew. `mondays` are the weeks that were asked about,
    `network` the build of the timetable. `refreshed_at` is None where nothing was computed yet.
    """

    references: tuple[str, ...]
    cells: Cells
    known: Bools
    mondays: Mapping[str, dt.date]
    network: str
    refreshed_at: dt.datetime | None


@dataclass(frozen=True)
class _Book:
    """The workplaces of one sort, as this process remembers them: by number, rising."""

    references: tuple[str, ...]
    numbers: Longs
    revisions: Longs


def answers_of(person: Person, kind: str) -> PersonAnswers:
    """The answers of a person, in five short statements whatever their number."""
    book = _book(kind)
    shard = Shard.objects.filter(layer=Layer.DAYS, number=shard_of(person.pk)).first()
    revision = Person.objects.values_list("week_revision", flat=True).get(pk=person.pk)
    seats = Seat.objects.filter(layer=Layer.DAYS, person=person, revision=revision)
    seated = seats.exists()
    if shard is None or not seated:
        nothing = np.zeros(len(book.numbers), dtype=np.bool_)
        cells = np.zeros(len(book.numbers), dtype=CELL)
        return PersonAnswers(book.references, cells, nothing, {}, "", None)
    cells = _read(person, book)
    revisions = read_revisions(shard)
    known = np.zeros(len(book.numbers), dtype=np.bool_)
    there = book.numbers < len(revisions)
    known[there] = revisions[book.numbers[there]] == book.revisions[there]
    return PersonAnswers(
        book.references,
        cells,
        known,
        weeks_from_json(shard.mondays),
        shard.network,
        shard.refreshed_at,
    )


def _read(person: Person, book: _Book) -> Cells:
    """The person's cells for the workplaces of a book."""
    size = int(book.numbers.max(initial=-1)) // TILE + 1
    cells = np.zeros((size, TILE), dtype=CELL)
    for number, stored in Tile.objects.filter(person=person).values_list("number", "cells"):
        if number < size:
            cells[number] = np.frombuffer(bytes(stored), dtype=CELL)
    return cells.reshape(-1)[book.numbers]


def _book(kind: str) -> _Book:
    """The workplaces of one sort; read anew where one has come, changed or gone."""
    of_kind = Workplace.objects.filter(kind=kind).order_by()
    state = of_kind.aggregate(count=Count("pk"), last=Max("revision"))
    return _read_book(kind, state["count"], state["last"] or 0)


@lru_cache(maxsize=8)
def _read_book(kind: str, _count: int, _last: int) -> _Book:
    of_kind = Workplace.objects.filter(kind=kind).order_by("number")
    rows = list(of_kind.values_list("reference", "number", "revision"))
    return _Book(
        tuple(reference for reference, _, _ in rows),
        np.array([number for _, number, _ in rows], dtype=np.int64),
        np.array([revision for _, _, revision in rows], dtype=np.int64),
    )
