"""All offers in one person's week as the store knows them: counted, sorted, and not yet planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.core.geo import haversine_m
from jalon.jobs.company.catalogue import Catalogue, read_catalogue
from jalon.jobs.company.workplaces import KIND
from jalon.matching.layers.cells import CELL, Cells, State
from jalon.matching.queries import answers_of_people
from jalon.matching.week_kinds import WEEK_KINDS, WeekKind
from jalon.people.models import Person

SortKey = Literal["travel", "leave", "start", "distance"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many offers are in each heap of a board."""

    holding: int
    failing: int
    unknown: int
    preparing: int
    outside: int


@dataclass(frozen=True)
class OfferBoard:
    """The offers of `catalogue` with the cells of one person; `known` says which cells are answers
    to the offer and the person as they are now: the others are being prepared.

    Each heap is the offers' numbers, rising.
    """

    home: tuple[float, float]
    catalogue: Catalogue
    cells: Cells
    known: Bools
    mondays: Mapping[str, dt.date]
    refreshed_at: dt.datetime | None

    @cached_property
    def holding(self) -> Longs:
        """Those of which every day holds."""
        return self._numbers(self._is(State.HOLDS) & ~self.catalogue.has_unknown)

    @cached_property
    def failing(self) -> Longs:
        """Those of which some day does not hold, whatever hours are unknown."""
        return self._numbers(self._is(State.FAILS))

    @cached_property
    def unknown(self) -> Longs:
        """Those of which some hours are unknown, and no day is known to fail."""
        waiting = self.catalogue.has_hours & ~self.known
        return self._numbers(self.catalogue.has_unknown & ~self._is(State.FAILS) & ~waiting)

    @cached_property
    def preparing(self) -> Longs:
        """Those whose days are being computed."""
        return self._numbers(self.catalogue.has_hours & ~self.known)

    @cached_property
    def outside(self) -> Longs:
        """Those that the timetable does not reach: nothing is known of the way there."""
        told = self.known & (self.cells["term"] == State.NOT_KNOWN)
        return self._numbers(told & self.catalogue.has_hours & ~self.catalogue.has_unknown)

    @property
    def is_awaited(self) -> bool:
        """Whether nothing is known yet of the person as they are now."""
        return self.refreshed_at is None

    @cached_property
    def counts(self) -> Counts:
        """The size of each heap."""
        heaps = (self.holding, self.failing, self.unknown, self.preparing, self.outside)
        return Counts(*map(len, heaps))

    def has_unknown(self, offers: Longs) -> Bools:
        """Of each offer whether the hours of some weekday are unknown."""
        return self.catalogue.has_unknown[self.catalogue.find(offers)]

    def other_weeks(self, offer: int) -> tuple[WeekKind, ...]:
        """The kinds of week in which an offer that holds in term does not, of those known."""
        cell = self.cells[self.catalogue.find(np.array([offer]))[0]]
        kinds = (kind for kind in WEEK_KINDS if kind in self.mondays)
        return tuple(kind for kind in kinds if cell[kind] == State.FAILS)

    def metres(self, offers: Longs) -> Longs:
        """From home to each offer, in a straight line."""
        rows, (lat, lon) = self.catalogue.find(offers), self.home
        lats, lons = self.catalogue.lats[rows], self.catalogue.lons[rows]
        return haversine_m(np.array(lat), np.array(lon), lats, lons).astype(np.int64)

    def sort(self, offers: Longs, key: SortKey) -> Longs:
        """By that figure, then by the least travel, then by reference; a total order."""
        rows = self.catalogue.find(offers)
        travel = self.cells["travel_min"][rows].astype(np.int64)
        figures: dict[SortKey, Callable[[], Longs]] = {
            "travel": lambda: travel,
            "leave": lambda: -self.cells["leave_min"][rows].astype(np.int64),
            "start": lambda: self.catalogue.starts[rows],
            "distance": lambda: self.metres(offers),
        }
        order: Longs = np.lexsort((self.catalogue.order[rows], travel, figures[key]()))
        return offers[order]

    def _is(self, state: State) -> Bools:
        found: Bools = self.known & (self.cells["term"] == state)
        return found

    def _numbers(self, mask: Bools) -> Longs:
        return self.catalogue.numbers[mask]


def board_of(person: Person) -> OfferBoard:
    """Every offer in this person's week, from the store alone."""
    return boards_of([person])[0]


def boards_of(people: Sequence[Person]) -> list[OfferBoard]:
    """The same of some people of one shard, for the worker."""
    answers = list(answers_of_people(people, KIND))
    catalogue, boards = read_catalogue(), list[OfferBoard]()
    if not answers:
        return boards
    # The workplaces are the same for all.
    rows = catalogue.find(np.array(answers[0].references, dtype=np.int64))
    there = rows >= 0
    for person, told in zip(people, answers, strict=True):
        cells = np.zeros(len(catalogue.numbers), dtype=CELL)
        known = np.zeros(len(catalogue.numbers), dtype=np.bool_)
        cells[rows[there]], known[rows[there]] = told.cells[there], told.known[there]
        home = (person.home_lat, person.home_lon)
        boards.append(OfferBoard(home, catalogue, cells, known, told.mondays, told.refreshed_at))
    return boards
