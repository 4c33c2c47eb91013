"""Starts of unknown hours and what one change opens, as a page reads them: by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings

from jalon.matching import prepared
from jalon.matching.actions.refresh_shard import LAYERS, list_due, prepare_ahead, refresh_shard
from jalon.matching.actions.tell_workplaces import WorkplaceFacts, tell_gone, tell_workplaces
from jalon.matching.layers.cells import State
from jalon.matching.models import Layer, OpeningTile, WindowTile, Workplace
from jalon.matching.queries import answers_of, openings_of, windows_of
from jalon.matching.week_kinds import WEEK_KINDS
from jalon.people.models import Person
from jalon.reach import TerritoryWeeks, build_network
from tests.factories import make_child, make_person, make_place
from tests.gtfs_feeds import calls, service, write_feed
from tests.reach.desert import at, east, stops

TODAY = dt.date(2026, 11, 19)
BUSES = [
    *calls("T1", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00")),
    *calls("T2", ("C", "12:10:00"), ("B", "12:20:00"), ("A", "12:30:00")),
]
AT_C = (east("C", 0)["lat"], east("C", 0)["lon"])
AT_NINE = {"monday": [["09:00", "12:00"]]}


@pytest.fixture
def person(db: None, tmp_path: Path, settings: LazySettings) -> Person:
    """Beside A; workplaces beside C, which the only bus reaches at twenty past eight."""
    prepared._kept.clear()
    week = [service("S", "20200101", "20991231")]
    feed = write_feed(tmp_path / "feed.zip", stops=stops(), stop_times=BUSES, calendar=week)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    home = east("A", 0)
    tell_workplaces(
        "offer",
        [
            WorkplaceFacts("known", *AT_C, AT_NINE),
            WorkplaceFacts("length", *AT_C, {}, (0, 2), 180),
            WorkplaceFacts("neither", *AT_C, AT_NINE, (1,)),
        ],
    )
    # As of many tiles.
    Workplace.objects.filter(reference="neither").update(number=700)
    return make_person("Alix", home_lat=home["lat"], home_lon=home["lon"], max_trip_min=60)


def refresh(person: Person) -> None:
    for layer in LAYERS:
        refresh_shard(layer, (person.pk - 1) // 5_000, TODAY)


def starts_of(person: Person, *references: str) -> dict[str, dict[int, object]]:
    answers = windows_of(person, "offer", references)
    return {name: dict(by_weekday) for name, by_weekday in answers.windows.items()}


def test_which_starts_hold(person: Person) -> None:
    refresh(person)
    # There at 08:20, five minutes ahead, an hour of travel at most: from half past eight to nine.
    # Three hours later the bus of 12:10 is not missed, nor waited for so long that it is too much.
    window = ((at("08:30"), at("09:00")),)
    assert starts_of(person, "length", "neither", "known") == {
        "length": {0: window, 2: window},
        "neither": {1: window},
    }
    assert starts_of(person, "known") == {}
    assert windows_of(person, "offer", ["length", "no more"]).references == ("length",)


def test_weeks_that_run_alike_are_computed_once(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[dt.date] = []

    def count(name: str) -> None:
        real = getattr(TerritoryWeeks, name)

        def counted(self: TerritoryWeeks, *args: object) -> object:
            computed.append(self.block.request.monday)
            return real(self, *args)

        monkeypatch.setattr(TerritoryWeeks, name, counted)

    count("all")
    count("starts")
    refresh(person)
    # The buses run every day of the year: the days of all kinds of week are those of one of them;
    # starts and openings are of the term week alone.
    assert computed == [dt.date(2026, 11, 23)] * len(LAYERS)
    answers = answers_of(person, "offer")
    known = answers.cells[answers.references.index("known")]
    assert [known[kind] for kind in WEEK_KINDS] == [State.HOLDS] * 3


def test_who_works_anew_is_ready_for_a_new_offer(person: Person) -> None:
    prepare_ahead(TODAY)
    assert not prepared._kept
    refresh(person)
    prepared._kept.clear()
    prepare_ahead(TODAY)
    assert [list(kept.people) for kept in prepared._kept.values()] == [[person.pk]]
    before = dict(prepared._kept)
    prepare_ahead(TODAY)
    assert prepared._kept == before


def test_only_one_change_opens_a_workplace(person: Person) -> None:
    refresh(person)
    assert openings_of(person, "offer").unlocks == {}
    Person.objects.update(max_trip_min=45)
    person.refresh_from_db()
    refresh(person)
    # An hour by bus is too long now, six kilometres too far to ride. By car it takes 18 min 36 s
    # and five minutes ahead, and 18 min 36 s back.
    opened = openings_of(person, "offer")
    told = {name: [(u.change, u.by_min) for u in some] for name, some in opened.unlocks.items()}
    assert told == {"known": [("car", None)], "neither": [("car", None)]}
    assert opened.known.all()


def test_a_place_that_opens_earlier_is_named(person: Person) -> None:
    at_home = east("A", 0)
    hours = {"monday": ["08:10", "18:00"]}
    make_child(person, place=make_place("lilas", **at_home, hours=hours, handover_min=5))
    Person.objects.update(max_trip_min=70)
    person.refresh_from_db()
    refresh(person)
    # The child is left at five to eight, for the bus of eight.
    unlocks = openings_of(person, "offer").unlocks["known"]
    assert [(u.change, u.place, u.by_min) for u in unlocks if u.place] == [
        ("place_opens_earlier", "lilas", 30)
    ]


def test_nothing_is_said_of_what_has_changed_since(person: Person) -> None:
    refresh(person)
    tell_workplaces("offer", [WorkplaceFacts("length", *AT_C, {}, (0,), 180)])
    answers = windows_of(person, "offer", ["length", "neither"])
    assert answers.known.tolist() == [False, True]
    assert set(answers.windows) == {"neither"}
    refresh(person)
    assert list(starts_of(person, "length")["length"]) == [0]
    Person.objects.update(max_trip_min=20)
    assert not windows_of(person, "offer", ["length"]).known.any()
    assert not openings_of(person, "offer").known.any()
    assert windows_of(person, "offer", ["length"]).refreshed_at is None


def test_a_number_taken_again_says_nothing_of_who_had_it(person: Person) -> None:
    refresh(person)
    tell_gone("offer", ["length"])
    tell_workplaces("offer", [WorkplaceFacts("new", *AT_C, AT_NINE)])
    refresh(person)
    assert starts_of(person, "new") == {}
    assert WindowTile.objects.count() == 2


def test_hours_that_nobody_gave_are_all_there_is(person: Person) -> None:
    tell_gone("offer", ["known", "neither"])
    refresh(person)
    assert list(starts_of(person, "length")["length"]) == [0, 2]
    assert not any(list_due(layer, [(person.pk - 1) // 5_000], TODAY) for layer in Layer)
    person.delete()
    assert not WindowTile.objects.exists()
    assert not OpeningTile.objects.exists()


def test_the_first_workplace_of_all_is_answered(person: Person) -> None:
    tell_gone("offer", ["known", "length", "neither"])
    refresh(person)
    tell_workplaces("offer", [WorkplaceFacts("length", *AT_C, {}, (0,), 180)])
    refresh(person)
    assert list(starts_of(person, "length")["length"]) == [0]
