"""The worker brings answers up to date, whoever changed what, and whatever was missed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from jalon.matching.actions.refresh_shard import list_next, refresh_shard
from jalon.matching.actions.tell_workplaces import WorkplaceFacts, tell_workplaces
from jalon.matching.layers.cells import State
from jalon.matching.models import Layer
from jalon.matching.queries import answers_of
from jalon.matching.snapshot import shard_of
from jalon.matching.tasks import look
from jalon.people.models import Person
from jalon.reach import build_network
from jalon.worker import run_waiting
from tests.factories import make_person
from tests.gtfs_feeds import calls, service, write_feed
from tests.reach.desert import east, stops

WEEK = [service("S", "20200101", "20991231")]
BUSES = [
    *calls("T1", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00")),
    *calls("T2", ("C", "12:10:00"), ("B", "12:20:00"), ("A", "12:30:00")),
]
AT_NINE = {"monday": [["09:00", "12:00"]]}


@pytest.fixture
def person(db: None, tmp_path: Path, settings: LazySettings) -> Person:
    """Beside A; an offer beside C, which the only bus reaches at twenty past eight."""
    feed = write_feed(tmp_path / "feed.zip", stops=stops(), stop_times=BUSES, calendar=WEEK)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    home = east("A", 0)
    tell_workplaces("offer", [WorkplaceFacts("1", **east("C", 0), shifts=AT_NINE)])
    return make_person("Alix", home_lat=home["lat"], home_lon=home["lon"])


def state_of(person: Person) -> State | None:
    """The state of the one workplace in term; None while it is being prepared."""
    answers = answers_of(person, "offer")
    return State(answers.cells["term"][0]) if answers.known[0] else None


def test_what_a_page_changes_is_answered_by_the_worker(person: Person) -> None:
    assert state_of(person) is None
    run_waiting()
    assert state_of(person) is State.HOLDS
    person.max_trip_min = 45
    person.save()
    # One leaves at eight for nine: an hour. Nothing is said before that is computed.
    assert state_of(person) is None
    assert "matching.refresh_changes" in run_waiting()
    assert state_of(person) is State.FAILS


def test_an_offer_that_changes_is_answered_for_all(person: Person) -> None:
    run_waiting()
    tell_workplaces("offer", [WorkplaceFacts("1", **east("C", 0), shifts={})])
    assert state_of(person) is None
    run_waiting()
    assert state_of(person) is State.NOT_KNOWN


def test_what_nobody_told_of_is_found_by_the_look(person: Person) -> None:
    run_waiting()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET max_trip_min = 45")
    assert run_waiting() == []
    look()
    # Once for each layer.
    done = [name for name in run_waiting() if name.startswith("matching.")]
    assert done == ["matching.refresh_shard"] * len(Layer)
    assert state_of(person) is State.FAILS


def test_old_answers_stay_until_those_of_a_new_network_are_there(
    person: Person, settings: LazySettings, tmp_path: Path
) -> None:
    run_waiting()
    before = answers_of(person, "offer").network
    feed = write_feed(tmp_path / "new.zip", stops=stops(), stop_times=BUSES[:3], calendar=WEEK)
    build_network([feed], Path(settings.JALON_NETWORK_DIR))
    assert state_of(person) is State.HOLDS
    look()
    run_waiting()
    assert state_of(person) is State.FAILS
    assert answers_of(person, "offer").network != before


def test_without_a_network_the_look_asks_for_nothing(
    person: Person, settings: LazySettings, tmp_path: Path
) -> None:
    run_waiting()
    settings.JALON_NETWORK_DIR = tmp_path / "nothing"
    look()
    assert run_waiting() == []


def test_two_looks_ask_once(person: Person) -> None:
    look()
    look()
    assert run_waiting().count("matching.refresh_shard") == len(Layer)


def test_what_is_read_first_is_computed_first_and_changes_wait_for_nothing(person: Person) -> None:
    """A layer that is due as a whole keeps the slower ones waiting; one that changed does not."""
    shard = shard_of(person.pk)
    assert list_next(shard) == [Layer.DAYS]
    refresh_shard(Layer.DAYS, shard)
    assert list_next(shard) == [Layer.WINDOWS]
    for layer in (Layer.WINDOWS, Layer.OPENINGS):
        refresh_shard(layer, shard)
    assert list_next(shard) == []
    tell_workplaces("offer", [WorkplaceFacts("1", **east("B", 0), shifts=AT_NINE)])
    assert list_next(shard) == [Layer.DAYS, Layer.WINDOWS, Layer.OPENINGS]
