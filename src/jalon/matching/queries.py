"""What the store answers. Each person's own answers are for the pages of that person alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db.models import Count, Max

from jalon.core.arrays import Bools, Longs
from jalon.matching.layers.cells import CELL, TILE, Cells
from jalon.matching.layers.records import OPENINGS, WINDOWS, Records, RecordTable
from jalon.matching.models import Layer, Seat, Shard, Tile, Workplace
from jalon.matching.snapshot import read_revisions, shard_of, weeks_from_json
from jalon.partners.models import CarePlace
from jalon.people.models import Person
from jalon.reach import UNLOCK_KINDS, Unlock, order_told, read_starts

Windows = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Known:
    """What is known of one person and the workplaces of one sort, in the order of `references`.

    `known` says which answers are to the workplace as it is now; none is where the person has
    changed since: they are being computed anew. `mondays` are the weeks that were asked about,
    `network` the build of the timetable. `refreshed_at` is None where nothing was computed yet.
    """

    references: tuple[str, ...]
    known: Bools
    mondays: Mapping[str, dt.date]
    network: str
    refreshed_at: dt.datetime | None


@dataclass(frozen=True)
class PersonAnswers(Known):
    """The days: a cell for each reference."""

    cells: Cells


@dataclass(frozen=True)
class PersonOpenings(Known):
    """What single changes open: by reference the unlocks, as the engine tells them and in its
    order, of the workplaces that do not hold and would. `week_s` is exact."""

    unlocks: Mapping[str, tuple[Unlock, ...]]


@dataclass(frozen=True)
class PersonWindows(Known):
    """The starts that hold: by reference, for each weekday of unknown hours (0 is Monday), the
    first and last second of each window, as a `Day` has them: of whole days where the workplace has
    a duration, else of ways out.

    A workplace outside the timetable's area has none, though it is known.
    """

    windows: Mapping[str, Mapping[int, Windows]]


@dataclass(frozen=True)
class _Book:
    """The workplaces of one sort, as this process remembers them: by number, rising."""

    references: tuple[str, ...]
    numbers: Longs
    revisions: Longs

    def of(self, references: Collection[str]) -> _Book:
        """Some of them."""
        mine = np.array([name in references for name in self.references], dtype=np.bool_)
        names = tuple(name for name in self.references if name in references)
        return _Book(names, self.numbers[mine], self.revisions[mine])


def answers_of(person: Person, kind: str) -> PersonAnswers:
    """The answers of a person, in five short statements whatever their number."""
    book = _book(kind)
    known = _known(Layer.DAYS, person, book)
    if known.refreshed_at is None:
        return PersonAnswers(**vars(known), cells=np.zeros(len(book.numbers), dtype=CELL))
    return PersonAnswers(**vars(known), cells=_read(person, book))


def openings_of(person: Person, kind: str) -> PersonOpenings:
    """What one change would open to a person."""
    book = _book(kind)
    known = _known(Layer.OPENINGS, person, book)
    unlocks: dict[str, list[Unlock]] = defaultdict(list)
    if known.refreshed_at is not None:
        numbers, records = _records(OPENINGS, person, book, known)
        places = dict(
            CarePlace.objects.filter(pk__in=np.unique(records["place"]).tolist()).values_list(
                "pk", "slug"
            )
        )
        named = dict(zip(book.numbers.tolist(), book.references, strict=True))
        for number, record in zip(numbers.tolist(), records.tolist(), strict=True):
            unlocks[named[number]].append(_unlock(record, places))
    told = {name: tuple(sorted(some, key=order_told)) for name, some in unlocks.items()}
    return PersonOpenings(**vars(known), unlocks=told)


def windows_of(person: Person, kind: str, references: Iterable[str]) -> PersonWindows:
    """The starts that hold for a person at the workplaces of these references, where they are."""
    book = _book(kind).of(set(references))
    known = _known(Layer.WINDOWS, person, book)
    windows: dict[str, dict[int, Windows]] = defaultdict(dict)
    if known.refreshed_at is not None:
        named = dict(zip(book.numbers.tolist(), book.references, strict=True))
        for number, record in zip(*_records(WINDOWS, person, book, known), strict=True):
            starts = read_starts(record["starts"])
            for weekday in range(7):
                if record["weekdays"] >> weekday & 1:
                    windows[named[int(number)]][weekday] = starts
    told = {name: dict(sorted(by_weekday.items())) for name, by_weekday in windows.items()}
    return PersonWindows(**vars(known), windows=told)


def _unlock(record: tuple[int, ...], places: Mapping[int, str]) -> Unlock:
    _, change, by_min, place, week_s = record
    return Unlock(UNLOCK_KINDS[change], week_s, places.get(place), None, by_min or None)


def _known(layer: Layer, person: Person, book: _Book) -> Known:
    """What one layer knows of a person."""
    shard = Shard.objects.filter(layer=layer, number=shard_of(person.pk)).first()
    revision = Person.objects.values_list("week_revision", flat=True).get(pk=person.pk)
    seats = Seat.objects.filter(layer=layer, person=person, revision=revision)
    known = np.zeros(len(book.numbers), dtype=np.bool_)
    seated = seats.exists()
    if shard is None or not seated:
        return Known(book.references, known, {}, "", None)
    revisions = read_revisions(shard)
    there = book.numbers < len(revisions)
    known[there] = revisions[book.numbers[there]] == book.revisions[there]
    weeks = weeks_from_json(shard.mondays)
    return Known(book.references, known, weeks, shard.network, shard.refreshed_at)


def _records(
    table: RecordTable, person: Person, book: _Book, known: Known
) -> tuple[Longs, Records]:
    """The person's records of workplaces of a book that are known, each with its number."""
    wanted = book.numbers[known.known]
    tiles = table.read([person.pk], np.unique(wanted // TILE).tolist())
    numbers, records = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=table.dtype)
    for (_, tile), stored in sorted(tiles.items()):
        more = np.frombuffer(stored, dtype=table.dtype)
        numbers = np.append(numbers, tile * TILE + more["workplace"].astype(np.int64))
        records = np.concatenate((records, more))
    mine = np.isin(numbers, wanted)
    return numbers[mine], records[mine]


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
