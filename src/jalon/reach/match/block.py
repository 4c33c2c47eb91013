"""All people of a request against its offers, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.geo import Positions
from jalon.core.threads import THREADS, in_threads
from jalon.core.time import DayClock
from jalon.reach.kernels.judge_crowd import Legs, Rows, SlotSide, Told, judge_day
from jalon.reach.kernels.lanes import Travel
from jalon.reach.kernels.sentinels import CLOSED, FAR
from jalon.reach.kernels.sum_crowd import go_out, sum_up, tell_weeks
from jalon.reach.match.input.offers import Calendar, Demand, KindPart, OfferPart, find_demand
from jalon.reach.match.input.people import Ground, People, people_of
from jalon.reach.match.travel.legs_between import FamilyLegs, openings_at
from jalon.reach.match.travel.tables import StopTables, Travellers, travel_tables
from jalon.reach.match.travel.transit_ground import Sites, TransitGround
from jalon.reach.match.travel.vehicle_ground import VehicleGround
from jalon.reach.network import Network
from jalon.reach.request.model import Offer, Person, Request
from jalon.reach.travel.vehicles import Fleet
from jalon.reach.travel.walks import Walker
from jalon.reach.week.visits import Family, Points, families_of

TABLE_BYTES = 400_000_000
"""Travel tables of one part: parts are made as large as this allows."""
CHUNK_CELLS = 2_000_000
"""Choices x offers whose week is added up at once by one thread."""


@dataclass(frozen=True)
class Best:
    """For each person the K offers of least travel: seconds of the week (rising, CLOSED where
    empty), the offer's number in the request, and the number of the choice of places."""

    seconds: Ints
    offer: Ints
    choice: Ints

    @classmethod
    def none(cls, people: int, top: int) -> Best:
        """Before anything was found."""
        shape = (people, top)
        return cls(*(np.full(shape, value, dtype=np.int32) for value in (CLOSED, -1, -1)))


class PairWeeks(NamedTuple):
    """People x offers: seconds of travel of the week that holds, CLOSED where none does, its
    earliest leave from home on the clock of its day, and its travel in minutes, each way rounded up
    as it is told (nothing where no week holds)."""

    seconds: Ints
    leave: Ints
    minutes: Ints

    @property
    def holds(self) -> Bools:
        """Which weeks hold."""
        held: Bools = self.seconds < CLOSED
        return held


class _Day(NamedTuple):
    """What the kernel takes of one weekday."""

    out: SlotSide
    back: SlotSide
    out_legs: Legs
    back_legs: Legs
    rows: Rows


@dataclass(frozen=True)
class Residents:
    """The people of a block, and what is known of them whatever the offers."""

    families: Sequence[Family]
    people: People
    grounds: Sequence[TransitGround | VehicleGround]
    between: FamilyLegs


@dataclass(frozen=True)
class Work:
    """The offers of a block: their shifts, and their sites."""

    demand: Demand
    sites: Sites


@dataclass(frozen=True)
class Block:
    """People and offers of a request, prepared once; parts are then matched one by one.

    Only the first `still` offers are kept among anybody's best; all are counted. `stops` are the
    tables of all stops, where they are kept.
    """

    network: Network
    request: Request
    still: int
    calendar: Calendar
    residents: Residents
    work: Work
    stops: StopTables | None = None

    @property
    def families(self) -> Sequence[Family]:
        """The people's families, in their order."""
        return self.residents.families

    @property
    def demand(self) -> Demand:
        """What the offers ask for."""
        return self.work.demand

    @property
    def people(self) -> People:
        """The people as the kernels take them."""
        return self.residents.people

    def with_offers(self, offers: Sequence[Offer]) -> Block:
        """The same people with other offers: what is known of the people is kept."""
        request = replace(self.request, offers=tuple(offers))
        work = _work(self.network, request, self.calendar)
        return replace(self, request=request, work=work, still=len(offers), stops=None)

    def with_people(self, people: Sequence[Person]) -> Block:
        """The same offers with other people: what is known of the offers is kept."""
        request = replace(self.request, people=tuple(people))
        residents = _residents(self.network, request, any_hours=False)
        return replace(self, request=request, residents=residents)

    def with_stops(self, part: OfferPart) -> Block:
        """With the tables of all stops, so that a new person needs no scan towards this part."""
        return replace(self, stops=StopTables.of(self._travellers(), part))

    def parts(self) -> list[Longs]:
        """The numbers of the offers of each part."""
        tables = 4 * max(1, len(self.demand.weekdays)) * max(1, self.people.rows)
        return self.demand.parts(max(256, TABLE_BYTES // tables))

    def match(self, offers: Longs, best: Best) -> Ints:
        """How many people each of `offers` holds for; `best` takes in those that belong there."""
        return self.match_part(self.demand.part(offers), best)

    def match_part(self, part: OfferPart, best: Best) -> Ints:
        """As `match`, for offers whose slots are made."""
        days = [day for _, day in self._days(part)]
        jobs = [(cut, days, part, best) for cut in self._chunks(len(part.offers))]
        counts = in_threads(lambda job: self._judge(*job), jobs)
        people: Ints = np.sum(counts, axis=0, dtype=np.int32)
        return people

    def _travellers(self) -> Travellers:
        people, margin_s = self.people, self.request.margin_s
        return Travellers(
            self.residents.grounds,
            people.first_row,
            people.rows,
            self.work.sites,
            margin_s,
            self.stops,
        )

    def _days(self, part: OfferPart) -> Iterator[tuple[DayClock, _Day]]:
        """What the kernel takes of each weekday, with its clock."""
        tables = travel_tables(self._travellers(), part)
        for of_kind in part.kinds:
            out, back = (tables[of_kind.kind, mirrored] for mirrored in (False, True))
            for day in of_kind.days:
                yield (
                    day.clock,
                    _Day(
                        self._slots(of_kind, day.clock, out, False),
                        self._slots(of_kind, day.clock, back, True),
                        self.residents.between.of(of_kind.kind, self.demand, mirrored=False),
                        self.residents.between.of(of_kind.kind, self.demand, mirrored=True),
                        day.rows,
                    ),
                )

    def _judge(
        self, cut: tuple[int, int], days: Sequence[_Day], part: OfferPart, best: Best
    ) -> Ints:
        """How many people of a chunk each offer of the part holds for."""
        crowd, spent = self.people.crowd, self._spent(cut, days, part)
        people = np.zeros(len(part.offers), dtype=np.int32)
        offers = np.where(part.offers < self.still, part.offers, -1).astype(np.int32)
        sum_up(crowd, *cut, offers, spent, people, best.seconds, best.offer, best.choice)
        return people

    def _spent(self, cut: tuple[int, int], days: Sequence[_Day], part: OfferPart) -> Ints:
        """The week's seconds of each choice of a chunk of people and offer; negative: no."""
        crowd = self.people.crowd
        shape = (int(crowd.choice[cut[1]] - crowd.choice[cut[0]]), len(part.offers))
        spent, nobody = np.zeros(shape, dtype=np.int32), np.empty((0, 0), dtype=np.int32)
        for day in days:
            judge_day(crowd, cut[0], cut[1], *day, spent, Told(nobody, nobody))
        return spent

    def weeks(self, offers: Longs) -> PairWeeks:
        """The weeks of `offers` (people x offers)."""
        return self.weeks_of(self.demand.part(offers))

    def weeks_of(self, part: OfferPart) -> PairWeeks:
        """As `weeks`, for offers whose slots are made."""
        days = list(self._days(part))
        shape = (len(self.families), len(part.offers))
        found = PairWeeks(*(np.full(shape, value, dtype=np.int32) for value in (CLOSED, 0, 0)))
        in_threads(lambda cut: self._tell(cut, days, part, found), self._chunks(len(part.offers)))
        return found

    def _tell(
        self,
        cut: tuple[int, int],
        days: Sequence[tuple[DayClock, _Day]],
        part: OfferPart,
        found: PairWeeks,
    ) -> None:
        """The weeks of a chunk of people, into `found`."""
        crowd = self.people.crowd
        shape = (int(crowd.choice[cut[1]] - crowd.choice[cut[0]]), len(part.offers))
        spent, minutes = np.zeros((2, *shape), dtype=np.int32)
        leave = np.full(shape, FAR, dtype=np.int32)
        of_day = leave if all(clock.is_plain for clock, _ in days) else np.empty_like(leave)
        for clock, day in days:
            if of_day is not leave:
                of_day[:] = FAR
            judge_day(crowd, cut[0], cut[1], *day, spent, Told(of_day, minutes))
            if of_day is not leave:
                np.minimum(leave, np.where(of_day < FAR, clock.clocks(of_day), FAR), out=leave)
        tell_weeks(crowd, *cut, spent, Told(leave, minutes), *found)

    def held(self, offers: Longs) -> Bools:
        """Which of `offers` hold for whom (people x offers)."""
        part = self.demand.part(offers)
        return self._held([day for _, day in self._days(part)], part)

    def held_by_day(self, offers: Longs) -> Iterator[tuple[int, Longs, Bools]]:
        """By weekday those of `offers` (by index) that work then, and for whom that day alone holds
        with whatever choice of places (people x these)."""
        for part in self.demand.part(offers).by_kind():
            for clock, day in self._days(part):
                worked = day.rows.offer.astype(np.int64)
                yield clock.date.weekday(), worked, self._held([day], part)[:, worked]

    def out_by_day(self, offers: Longs) -> Iterator[tuple[int, Longs, Bools]]:
        """The same for the way out alone, with every place still open at the start."""
        for part in self.demand.part(offers).by_kind():
            tables, (of_kind,) = travel_tables(self._travellers(), part, (False,)), part.kinds
            legs = self.residents.between.of(of_kind.kind, self.demand, mirrored=False)
            for day in of_kind.days:
                out = self._slots(of_kind, day.clock, tables[of_kind.kind, False], False)
                moments = -of_kind.out.moments
                closes = -openings_at(self.people.places, day.clock, moments, mirrored=True)[0]
                worked = day.rows.offer.astype(np.int64)
                yield day.clock.date.weekday(), worked, self._goes_out(out, legs, closes, day.rows)

    def _goes_out(self, out: SlotSide, legs: Legs, closes: Ints, rows: Rows) -> Bools:
        holds = np.zeros((len(self.families), len(rows.offer)), dtype=np.bool_)
        in_threads(
            lambda cut: go_out(self.people.crowd, *cut, out, legs, closes, rows, holds),
            self._chunks(len(rows.offer)),
        )
        return holds

    def _held(self, days: Sequence[_Day], part: OfferPart) -> Bools:
        def of_chunk(cut: tuple[int, int]) -> Bools:
            choice = self.people.crowd.choice[cut[0] : cut[1]]
            holds = self._spent(cut, days, part) >= 0
            any_choice: Bools = np.logical_or.reduceat(holds, choice - choice[0])
            return any_choice

        return np.concatenate(in_threads(of_chunk, self._chunks(len(part.offers))))

    def _chunks(self, offers: int) -> list[tuple[int, int]]:
        """People in blocks: enough for all threads, few enough that a block's week stays near."""
        choice = self.people.crowd.choice
        most = max(1, min(CHUNK_CELLS // max(1, offers), -(-int(choice[-1]) // (4 * THREADS))))
        cuts = [0]
        while cuts[-1] < len(choice) - 1:
            end = int(np.searchsorted(choice, choice[cuts[-1]] + most, side="right")) - 1
            cuts.append(max(end, cuts[-1] + 1))
        return list(pairwise(cuts))

    def _slots(self, part: KindPart, clock: DayClock, travel: Travel, mirrored: bool) -> SlotSide:
        slots = part.back if mirrored else part.out
        bound, span = openings_at(self.people.places, clock, slots.moments, mirrored=mirrored)
        limits = [
            -clock.axis(person.latest_return_s) if mirrored else clock.axis(person.earliest_leave_s)
            for person in self.request.people
        ]
        return SlotSide(
            travel, slots.moment, slots.time, bound, span, np.array(limits, dtype=np.int32)
        )


def prepare_block(
    network: Network, request: Request, *, still: int | None = None, any_hours: bool = False
) -> Block:
    """The block of a request. With `any_hours` it is prepared for offers of other hours to come."""
    calendar = Calendar(network, request.monday)
    return Block(
        network=network,
        request=request,
        still=len(request.offers) if still is None else still,
        calendar=calendar,
        residents=_residents(network, request, any_hours=any_hours),
        work=_work(network, request, calendar),
    )


def _work(network: Network, request: Request, calendar: Calendar) -> Work:
    demand = find_demand(request.offers, calendar)
    return Work(demand, Sites(network, request.rules, demand.lat, demand.lon))


def _residents(network: Network, request: Request, *, any_hours: bool) -> Residents:
    points = Points()
    families = families_of(request, points)
    people = people_of(families)
    where = points.arrays()
    grounds = [_ground(network, request, ground, where) for ground in people.grounds]
    between = FamilyLegs(grounds, people.places, any_hours=any_hours)
    return Residents(families, people, grounds, between)


def _ground(
    network: Network, request: Request, ground: Ground, where: Positions
) -> TransitGround | VehicleGround:
    lat, lon = (values[ground.points] for values in where)
    longest = max(person.max_trip_s for person in request.people)
    mover, rules = ground.mover, request.rules
    if isinstance(mover, Walker):
        return TransitGround(network, rules, mover, ground, lat, lon, longest)
    assert mover in ("bicycle", "car")  # noqa: S101 - movers are walkers or vehicles
    fleet = Fleet(network, request.vehicles, rules.detour)
    return VehicleGround(fleet, mover, ground, lat, lon, longest)
