"""The people of a shard as the engine takes them, kept by the worker: newcomers cost little then.

A process keeps few shards, as a prepared one takes some hundred megabytes. What is not kept is
prepared again: no answer depends on it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Bits, Bools, Longs
from jalon.matching.models import Workplace
from jalon.matching.requests import (
    Json,
    list_people,
    make_request,
    sound_offers,
    sound_people,
    starts_entry,
    workplace_entry,
)
from jalon.matching.snapshot import Target
from jalon.matching.week_kinds import WeekKind, group_alike
from jalon.reach import (
    ClusterWorkers,
    Network,
    PairWeeks,
    Request,
    TerritoryWeeks,
    weeks_on_cluster,
)

KEPT_SHARDS = 1
MOST_STALE = 200
"""Once so many people have changed since a shard was prepared, it is prepared again."""
Territories = Mapping[tuple[WeekKind, ...], TerritoryWeeks]
"""By kinds of week between which nothing differs: they are computed once."""


class Answer(NamedTuple):
    """The weeks of some people and workplaces, each by their numbers."""

    kind: WeekKind
    people: Longs
    workplaces: Longs
    weeks: PairWeeks


class StartAnswer(NamedTuple):
    """The starts that hold at one workplace for some people, by their numbers; weekdays and bits
    (weekdays x people x bytes) as in `OfferStarts`."""

    kind: WeekKind
    people: Longs
    workplace: int
    weekdays: tuple[int, ...]
    bits: Bits


@dataclass(frozen=True)
class PreparedShard:
    """The people of a shard in the territories of its kinds of week. `people` and `workplaces` are
    the revisions that were read, by number; those that the engine does not take are there too."""

    target: Target
    people: Mapping[int, int]
    workplaces: Mapping[int, int]
    territories: Territories

    def all(self) -> Iterator[Answer]:
        """Everybody's answers for everything."""
        return _answers(self.territories)

    def serves(self, target: Target) -> bool:
        """Whether it is of a target's network, and has its weeks."""
        mine = self.target
        return mine.network == target.network and target.mondays.items() <= mine.mondays.items()

    def of_kinds(self, kinds: Collection[WeekKind]) -> PreparedShard:
        """The same in the weeks of some kinds alone: no other is computed."""
        some = {
            tuple(kind for kind in alike if kind in kinds): territory
            for alike, territory in self.territories.items()
        }
        return replace(self, territories={alike: found for alike, found in some.items() if alike})

    def for_newcomers(self) -> PreparedShard:
        """The same with everybody unknown: who is asked about is looked at alone."""
        return replace(self, people={})

    def is_fresh(self, current: Mapping[int, int]) -> bool:
        """Whether few have changed since."""
        stale = sum(self.people.get(pk) != revision for pk, revision in current.items())
        return stale <= MOST_STALE

    def of_workplaces(
        self, network: Network, workplaces: Iterable[Workplace], current: Mapping[int, int]
    ) -> Iterator[Answer]:
        """The answers of everybody in `current` (revisions by number) for some workplaces."""
        entries = _sound_workplaces(network, workplaces)
        if not entries:
            return
        for alike, territory, rows in self._crowds(network, current):
            offers = make_request(self.target.mondays[alike[0]], [], entries).offers
            for answer in _answers({alike: territory.with_offers(offers)}):
                yield _of_rows(answer, rows)

    def starts_of(
        self, network: Network, workplaces: Iterable[Workplace], current: Mapping[int, int]
    ) -> Iterator[StartAnswer]:
        """The starts that hold for everybody in `current` on weekdays of unknown hours of some
        workplaces."""
        unknown = [starts_entry(workplace) for workplace in workplaces]
        entries = sound_offers(network, [entry for entry in unknown if entry["shifts"]])
        if not entries:
            return
        for alike, territory, rows in self._crowds(network, current):
            offers = make_request(self.target.mondays[alike[0]], [], entries).offers
            people = _people(territory)[rows]
            for found in territory.starts(offers):
                number, bits = int(offers[found.offer].id), found.bits[:, rows]
                for kind in alike:
                    yield StartAnswer(kind, people, number, found.weekdays, bits)

    def _crowds(
        self, network: Network, current: Mapping[int, int]
    ) -> Iterator[tuple[tuple[WeekKind, ...], TerritoryWeeks, Bools]]:
        """Everybody in `current` (revisions by number): those who have not changed among the people
        of each territory, and the others as they are now."""
        stale = [pk for pk, revision in current.items() if self.people.get(pk) != revision]
        newcomers = sound_people(network, list_people(stale))
        for alike, territory in self.territories.items():
            unchanged = np.array(
                [self.people.get(pk, -1) == current.get(pk) for pk in _people(territory).tolist()],
                dtype=np.bool_,
            )
            if unchanged.any():
                yield alike, territory, unchanged
            if newcomers:
                people = make_request(self.target.mondays[alike[0]], newcomers, []).people
                yield alike, territory.with_people(people), np.ones(len(people), dtype=np.bool_)

    def with_workplaces(
        self, network: Network, workplaces: Mapping[int, Workplace]
    ) -> PreparedShard:
        """The same people with the workplaces as they are now."""
        revisions = {number: workplace.revision for number, workplace in workplaces.items()}
        entries = _sound_workplaces(network, workplaces.values())
        territories = {
            alike: territory.with_offers(
                make_request(self.target.mondays[alike[0]], [], entries).offers
            )
            for alike, territory in self.territories.items()
        }
        return replace(self, workplaces=revisions, territories=territories)

    def of_people(self, network: Network, people: Sequence[int]) -> Iterator[Answer]:
        """The answers of some people, as they are now, for the workplaces of this."""
        entries = sound_people(network, list_people(people))
        for alike, territory in self.territories.items():
            asked = make_request(self.target.mondays[alike[0]], entries, []).people
            if asked:
                yield from _answers({alike: territory.with_people(asked)})


def prepare(
    network: Network, target: Target, people: Mapping[int, int], workplaces: Mapping[int, Workplace]
) -> PreparedShard:
    """Some people (revisions by number) and workplaces, ready to be asked about."""
    territories = {
        alike: TerritoryWeeks.of(network, request)
        for alike, request in _requests(network, target, people, workplaces)
    }
    revisions = {number: workplace.revision for number, workplace in workplaces.items()}
    return PreparedShard(target, people, revisions, territories)


def answer_elsewhere(
    machines: ClusterWorkers,
    network: Network,
    target: Target,
    people: Mapping[int, int],
    workplaces: Mapping[int, Workplace],
) -> Iterator[Answer]:
    """The answers of the same, computed on other machines; nothing is prepared nor kept here.

    JalonError where the machines are lost, or see another network.
    """
    for alike, request in _requests(network, target, people, workplaces):
        pks = _numbers(person.id for person in request.people)
        numbers = _numbers(offer.id for offer in request.offers)
        for offers, weeks in weeks_on_cluster(machines, network, request):
            for kind in alike:
                yield Answer(kind, pks, numbers[offers], weeks)


def _requests(
    network: Network, target: Target, people: Mapping[int, int], workplaces: Mapping[int, Workplace]
) -> Iterator[tuple[tuple[WeekKind, ...], Request]]:
    """What is asked of each week that runs like no other."""
    those = sound_people(network, list_people(list(people)))
    where = _sound_workplaces(network, workplaces.values())
    if those and where:
        for alike in group_alike(network, target.mondays):
            yield alike, make_request(target.mondays[alike[0]], those, where)


def _sound_workplaces(network: Network, workplaces: Iterable[Workplace]) -> list[Json]:
    """Those with hours, known or not: of unknown hours alone the engine says no week."""
    with_hours = [
        workplace_entry(workplace) if workplace.shifts else starts_entry(workplace)
        for workplace in workplaces
        if workplace.shifts or workplace.unknown_weekdays
    ]
    return sound_offers(network, with_hours)


def _numbers(ids: Iterable[str]) -> Longs:
    return np.array([int(name) for name in ids], dtype=np.int64)


def _people(territory: TerritoryWeeks) -> Longs:
    return _numbers(person.id for person in territory.block.request.people)


def _answers(territories: Territories) -> Iterator[Answer]:
    for alike, territory in territories.items():
        request = territory.block.request
        people, workplaces = _people(territory), _numbers(offer.id for offer in request.offers)
        for offers, weeks in territory.all():
            for kind in alike:
                yield Answer(kind, people, workplaces[offers], weeks)


def _of_rows(answer: Answer, rows: Bools) -> Answer:
    weeks = PairWeeks(*(values[rows] for values in answer.weeks))
    return answer._replace(people=answer.people[rows], weeks=weeks)


_kept: OrderedDict[int, PreparedShard] = OrderedDict()
_keeping = Lock()
"""A worker has several threads."""


def keep(shard: int, prepared: PreparedShard) -> None:
    """Kept in the place of the one unused longest."""
    with _keeping:
        _kept[shard] = prepared
        _kept.move_to_end(shard)
        while len(_kept) > KEPT_SHARDS:
            _kept.popitem(last=False)


def find_kept(shard: int, target: Target) -> PreparedShard | None:
    """The shard as it is kept; None where it is not, or is of something else."""
    with _keeping:
        prepared = _kept.get(shard)
    return prepared if prepared is not None and prepared.serves(target) else None
