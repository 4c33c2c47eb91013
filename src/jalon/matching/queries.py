"""What the store answers. Each person's own answers are for the pages of that person alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from django.db.models import Count, F, Max

from jalon.core.arrays import Bools, Longs
from jalon.matching.layers.cells import CELL, TILE, Cells
from jalon.matching.layers.records import OPENINGS, WINDOWS, Records, RecordTable
from jalon.matching.models import Layer, Seat, Shard, Tile, Workplace
from jalon.matching.snapshot import read_revisions, shard_of, weeks_from_json
from jalon.partners.models import CarePlace
from jalon.people.models import Person
from jalon.reach import UNLOCK_KINDS, Unlock, order_told, read_starts

Windows = tuple[tuple[int, int], ...]
StoredTile = tuple[int, bytes | memoryview]
"""Its number and its cells."""


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
class Opened:
    """One change, and the workplaces that do not hold and would with it: rows of `references`,
    each with the travel of its week then."""

    change: Unlock
    rows: Longs
    week_s: Longs

    def among(self, rows: Longs) -> Opened:
        """The same for some rows alone."""
        mine = np.isin(self.rows, rows)
        return Opened(self.change, self.rows[mine], self.week_s[mine])

    def list_unlocks(self) -> Iterator[tuple[int, Unlock]]:
        """Each row with the change as the engine tells it of that workplace."""
        for row, week_s in zip(self.rows.tolist(), self.week_s.tolist(), strict=True):
            yield row, replace(self.change, week_s=week_s)


@dataclass(frozen=True)
class PersonOpenings(Known):
    """What single changes open. `week_s` is exact; that of an `Opened.change` means nothing."""

    opened: tuple[Opened, ...]

    @cached_property
    def unlocks(self) -> Mapping[str, tuple[Unlock, ...]]:
        """By reference the unlocks, as the engine tells them and in its order."""
        found: dict[str, list[Unlock]] = defaultdict(list)
        for one in self.opened:
            for row, unlock in one.list_unlocks():
                found[self.references[row]].append(unlock)
        return {name: tuple(sorted(some, key=order_told)) for name, some in found.items()}


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
    """The answers of a person, in four short statements whatever their number."""
    return next(answers_of_people([person], kind))


def answers_of_people(people: Sequence[Person], kind: str) -> Iterator[PersonAnswers]:
    """The same of some people of one shard, in their order and in no more statements."""
    book, numbers = _book(kind), [person.pk for person in people]
    shard = Shard.objects.filter(layer=Layer.DAYS, number__in=map(shard_of, numbers[:1])).first()
    seats = Seat.objects.filter(
        layer=Layer.DAYS, person__in=numbers, revision=F("person__week_revision")
    )
    seated = set(seats.values_list("person_id", flat=True))
    tiles: dict[int, list[StoredTile]] = defaultdict(list)
    stored = Tile.objects.filter(person__in=seated).values_list("person_id", "number", "cells")
    for person, tile, cells in stored:
        tiles[person].append((tile, cells))
    somebody, nobody = _known_in(shard, book), _known_in(None, book)
    for number in numbers:
        known = somebody if number in seated else nobody
        yield PersonAnswers(**vars(known), cells=_cells_of(tiles[number], book))


def openings_of(person: Person, kind: str) -> PersonOpenings:
    """What one change would open to a person."""
    book = _book(kind)
    known = _known(Layer.OPENINGS, person, book)
    if known.refreshed_at is None:
        return PersonOpenings(**vars(known), opened=())
    numbers, records = _records(OPENINGS, person, book, known)
    rows = np.searchsorted(book.numbers, numbers)
    return PersonOpenings(**vars(known), opened=tuple(_by_change(rows, records)))


def _by_change(rows: Longs, records: Records) -> Iterator[Opened]:
    """The records of each change, in the order of its fields."""
    changes = records[["change", "by_min", "place"]]
    each, which = np.unique(changes, return_inverse=True)
    places = dict(
        CarePlace.objects.filter(pk__in=np.unique(records["place"]).tolist()).values_list(
            "pk", "slug"
        )
    )
    for number, (change, by_min, place) in enumerate(each.tolist()):
        mine = np.flatnonzero(which == number)
        unlock = Unlock(UNLOCK_KINDS[change], 0, places.get(place), None, by_min or None)
        yield Opened(unlock, rows[mine], records["week_s"][mine].astype(np.int64))


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


def _known(layer: Layer, person: Person, book: _Book) -> Known:
    """What one layer knows of a person."""
    shard = Shard.objects.filter(layer=layer, number=shard_of(person.pk)).first()
    revision = Person.objects.values_list("week_revision", flat=True).get(pk=person.pk)
    seats = Seat.objects.filter(layer=layer, person=person, revision=revision)
    return _known_in(shard if seats.exists() else None, book)


def _known_in(shard: Shard | None, book: _Book) -> Known:
    """What a shard knows of each of its people whose answers are there."""
    known = np.zeros(len(book.numbers), dtype=np.bool_)
    if shard is None:
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


def _cells_of(tiles: Iterable[StoredTile], book: _Book) -> Cells:
    """Somebody's cells for the workplaces of a book."""
    size = int(book.numbers.max(initial=-1)) // TILE + 1
    cells = np.zeros((size, TILE), dtype=CELL)
    for number, stored in tiles:
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
