"""The store against the engine, on a territory that changes at random: what it says to know is what
`plan_days` says now, pair by pair, in each kind of week. JALON_STORE_STEPS asks for more changes.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from jalon.core.time import WEEKDAYS
from jalon.matching import prepared
from jalon.matching.actions.refresh_shard import refresh_shard
from jalon.matching.actions.tell_workplaces import WorkplaceFacts, tell_gone, tell_workplaces
from jalon.matching.layers import openings
from jalon.matching.layers.cells import State
from jalon.matching.models import Layer, Workplace
from jalon.matching.network import current_network
from jalon.matching.queries import answers_of, openings_of, windows_of
from jalon.matching.requests import list_people, make_request, starts_entry, workplace_entry
from jalon.matching.snapshot import list_shards
from jalon.people.models import CareOption, Child, Person
from jalon.reach import Day, UnlockKind, build_network, plan_days
from tests.factories import make_child, make_person, make_place
from tests.gtfs_feeds import calls, service, trip, write_feed
from tests.reach.desert import STOP_M, clock, east, stops
from tests.reach.match.test_weeks import minutes_of

TODAY = dt.date(2026, 11, 19)
STEPS = int(os.environ.get("JALON_STORE_STEPS", "6"))
HOLIDAYS = [*range(20261221, 20261226), *range(20261228, 20261232), *range(20270208, 20270213)]
PEOPLE, OFFERS = 6, 9
HOUR = 3600
QUICK: tuple[UnlockKind, ...] = ("place_opens_earlier", "place_closes_later", "bicycle", "car")


def write_network(folder: Path, chance: random.Random) -> Path:
    """Buses every ten to fifty minutes both ways along the desert's road, often fewer in the
    holidays."""
    times, trips = [], []
    services = chance.choice((("S", "S", "H"), ("H",)))
    for way, order in (("w", "ABC"), ("e", "CBA")):
        second = 5 * HOUR
        while second < 23 * HOUR:
            second += 60 * chance.randint(10, 50)
            name = f"{way}{second}"
            at = [clock(second + 300 * stop) for stop in range(3)]
            times += calls(name, *zip(order, at, strict=True))
            trips.append(trip(name, chance.choice(services)))
    feed = write_feed(
        folder / f"{chance.random()}.zip",
        stops=stops(),
        stop_times=times,
        trips=trips,
        calendar=[service("S", "20261101", "20270331"), service("H", "20261101", "20270331")],
        calendar_dates="\n".join(
            ["service_id,date,exception_type", *(f"S,{day},2" for day in HOLIDAYS), ""]
        ),
    )
    build_network([feed], folder / "net")
    return folder / "net"


def somewhere(chance: random.Random) -> dict[str, float]:
    """A point of the road, now and then out of everybody's reach."""
    return east(chance.choice(list(STOP_M)), chance.choice((-900, -300, 0, 60, 400, 800, 3000)))


def some_shifts(chance: random.Random) -> dict[str, Any]:
    """The hours of a workplace: none, one a day, or two on some day."""
    start = chance.randint(5, 15) * HOUR + chance.choice((0, 900, 1800))
    end = start + chance.randint(3, 8) * HOUR
    once = [[clock(start)[:5], clock(end)[:5]]]
    twice = [once[0], [clock(end + HOUR)[:5], clock(end + 3 * HOUR)[:5]]]
    days = chance.sample(WEEKDAYS[:6], chance.randint(0, 4))
    return {day: chance.choice((once, once, twice)) if end < 20 * HOUR else once for day in days}


@dataclass
class Territory:
    """A few people and workplaces, and what may happen to them."""

    folder: Path
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)
    told: int = 0

    def begin(self) -> None:
        write_network(self.folder, self.chance)
        for number in range(3):
            make_place(f"p{number}", **somewhere(self.chance), hours=self.hours())
        for _ in range(PEOPLE):
            self.somebody_comes()
        for _ in range(OFFERS):
            self.a_workplace_comes()

    def hours(self) -> dict[str, list[str]]:
        opens = self.chance.choice(("06:00", "07:00", "08:00"))
        return {
            day: [opens, self.chance.choice(("17:00", "19:00", "22:00"))] for day in WEEKDAYS[:5]
        }

    def anybody(self) -> Person:
        return self.chance.choice(list(Person.objects.order_by("pk")))

    def anything(self) -> Workplace:
        return self.chance.choice(list(Workplace.objects.order_by("pk")))

    def limits(self) -> dict[str, Any]:
        chance = self.chance
        return {
            "means": chance.choice((["transit"], ["transit", "bicycle"], ["transit", "car"], [])),
            "max_walk_min": chance.choice((5, 15, 30)),
            "max_trip_min": chance.choice((30, 45, 60, 90)),
            "earliest_leave_s": chance.choice((4, 5, 6, 7)) * HOUR,
            "latest_return_s": chance.choice((18, 20, 22)) * HOUR,
        }

    def tell(self, reference: str) -> None:
        at, shifts = somewhere(self.chance), some_shifts(self.chance)
        others = [number for number, name in enumerate(WEEKDAYS[:6]) if name not in shifts]
        unknown = self.chance.sample(others, self.chance.choice((0, 0, 1, 2)))
        length = self.chance.choice((None, 180, 427))
        told = WorkplaceFacts(reference, at["lat"], at["lon"], shifts, tuple(unknown), length)
        tell_workplaces("offer", [told])

    # What happens.

    def somebody_comes(self) -> None:
        at = somewhere(self.chance)
        person = make_person("Alix", home_lat=at["lat"], home_lon=at["lon"], **self.limits())
        if self.chance.random() < 0.6:
            make_child(person, place=self.place())

    def place(self) -> Any:  # noqa: ANN401
        from jalon.partners.models import CarePlace

        return self.chance.choice(list(CarePlace.objects.order_by("pk")))

    def somebody_goes(self) -> None:
        if Person.objects.count() > 3:
            self.anybody().delete()

    def somebody_changes(self) -> None:
        Person.objects.filter(pk=self.anybody().pk).update(**self.limits())

    def somebody_moves(self) -> None:
        person, at = self.anybody(), somewhere(self.chance)
        person.home_lat, person.home_lon = at["lat"], at["lon"]
        person.save()

    def a_child_comes(self) -> None:
        person = self.anybody()
        if person.children.count() < 2:
            make_child(person, place=self.place())

    def a_child_changes_place(self) -> None:
        option = CareOption.objects.order_by("?").first()
        if option is not None:
            CareOption.objects.filter(pk=option.pk).update(place=self.place())

    def a_child_goes(self) -> None:
        child = Child.objects.order_by("pk").first()
        if child is not None:
            child.delete()

    def a_place_changes(self) -> None:
        place = self.place()
        place.hours = self.hours()
        place.save()

    def a_workplace_comes(self) -> None:
        self.told += 1
        self.tell(f"o{self.told}")

    def a_workplace_changes(self) -> None:
        self.tell(self.anything().reference)

    def a_workplace_goes(self) -> None:
        if Workplace.objects.count() > 4:
            tell_gone("offer", [self.anything().reference])

    def the_worker_begins_anew(self) -> None:
        prepared._kept.clear()

    def the_network_is_built_anew(self) -> None:
        write_network(self.folder, self.chance)

    def nothing(self) -> None:
        pass

    def happen(self) -> None:
        """One to three things at once."""
        events: list[Callable[[], None]] = [
            self.somebody_comes, self.somebody_goes, self.somebody_changes, self.somebody_moves,
            self.a_child_comes, self.a_child_changes_place, self.a_child_goes,
            self.a_place_changes, self.a_workplace_comes, self.a_workplace_changes,
            self.a_workplace_changes, self.a_workplace_goes, self.the_worker_begins_anew,
            self.the_network_is_built_anew, self.nothing,
        ]  # fmt: skip
        for event in self.chance.sample(events, self.chance.randint(1, 3)):
            self.done[event.__name__] += 1
            event()


def compare() -> int:
    """Every pair in every kind of week; gives how many were known."""
    network, pairs = current_network(), 0
    workplaces = {w.reference: workplace_entry(w) for w in Workplace.objects.all() if w.shifts}
    for person in Person.objects.order_by("pk"):
        answers = answers_of(person, "offer")
        assert answers.known.all()
        stored = dict(zip(answers.references, answers.cells, strict=True))
        for kind, monday in answers.mondays.items():
            request = make_request(monday, list_people([person.pk]), list(workplaces.values()))
            by_offer: dict[str, list[Day]] = defaultdict(list)
            for day in plan_days(network, request):
                by_offer[day.offer].append(day)
            for reference, entry in workplaces.items():
                days, cell = by_offer[entry["id"]], stored[reference]
                holds = all(day.holdable for day in days)
                assert State(cell[kind]) is (State.HOLDS if holds else State.FAILS)
                pairs += 1
                if kind == "term" and holds:
                    leave = min(day.leave_home_s for day in days if day.leave_home_s is not None)
                    assert (cell["travel_min"], cell["leave_min"]) == (
                        sum(map(minutes_of, days)),
                        leave // 60,
                    )
        for reference, cell in stored.items():
            assert reference in workplaces or State(cell["term"]) is State.NOT_KNOWN
    return pairs


def compare_starts() -> int:
    """Every workplace with weekdays of unknown hours; gives how many windows there were."""
    network, found = current_network(), 0
    unknown = {w.reference: starts_entry(w) for w in Workplace.objects.all() if w.unknown_weekdays}
    for person in Person.objects.order_by("pk"):
        answers = windows_of(person, "offer", unknown)
        assert answers.known.all()
        planned: dict[str, dict[int, Any]] = defaultdict(dict)
        names = {entry["id"]: reference for reference, entry in unknown.items()}
        monday = answers.mondays["term"]
        request = make_request(monday, list_people([person.pk]), list(unknown.values()))
        for day in plan_days(network, request):
            planned[names[day.offer]][WEEKDAYS.index(day.weekday)] = day.start_windows
            found += len(day.start_windows or ())
        assert answers.windows == planned
    return found


def compare_unlocks() -> int:
    """Every workplace with known hours; gives how many single changes there were."""
    network, found = current_network(), 0
    workplaces = {w.reference: workplace_entry(w) for w in Workplace.objects.all() if w.shifts}
    names = {entry["id"]: reference for reference, entry in workplaces.items()}
    for person in Person.objects.order_by("pk"):
        answers = openings_of(person, "offer")
        assert answers.known.all()
        monday = answers.mondays["term"]
        request = make_request(monday, list_people([person.pk]), list(workplaces.values()))
        days = plan_days(network, request, unlocks=QUICK)
        planned = {names[day.offer]: day.unlocks for day in days if day.unlocks}
        assert answers.unlocks == planned
        found += len(planned)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_what_is_known_is_what_the_engine_says(
    db: None,
    tmp_path: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    monkeypatch.setattr(openings, "PEOPLE_AT_ONCE", 4)
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    territory = Territory(tmp_path, random.Random(seed))  # noqa: S311
    territory.begin()
    pairs, starts, unlocks = 0, 0, 0
    for _ in range(STEPS):
        for layer, shard in product(Layer, list_shards()):
            refresh_shard(layer, shard, TODAY)
        pairs += compare()
        starts += compare_starts()
        unlocks += compare_unlocks()
        territory.happen()
    print(f"{pairs} pairs, {starts} windows, {unlocks} unlocks the same; {dict(territory.done)}")
    assert min(pairs, starts, unlocks) > 0
