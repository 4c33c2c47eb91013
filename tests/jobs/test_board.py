"""All offers in a person's week from the store alone, against the days that the engine plans."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings
from django.db import connection

from jalon.core.arrays import Longs
from jalon.jobs.company.catalogue import read_catalogue
from jalon.jobs.company.models import Offer, Shift
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.jobs.person.board import OfferBoard, board_of, boards_of
from jalon.people.models import Person
from jalon.reach import build_network
from jalon.worker import run_waiting
from tests import factories
from tests.gtfs_feeds import calls, service, write_feed
from tests.reach.desert import east, stops

HOUR = 3600
BUSES = [
    *calls("T1", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00")),
    *calls("T2", ("C", "12:10:00"), ("B", "12:20:00"), ("A", "12:30:00")),
]


@pytest.fixture
def person(db: None, tmp_path: Path, settings: LazySettings) -> Person:
    """Beside A, from where one bus goes to B and C in the morning, and comes back at noon."""
    week = [service("S", "20200101", "20991231")]
    feed = write_feed(tmp_path / "feed.zip", stops=stops(), stop_times=BUSES, calendar=week)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    home = east("A", 0)
    return factories.make_person("Alix", home_lat=home["lat"], home_lon=home["lon"])


def offer(slug: str, stop: str, *shifts: tuple[int, int, int], **changes: object) -> Offer:
    made = factories.make_offer(slug, **east(stop, 0), hours_known=bool(shifts), **changes)
    for weekday, start_h, end_h in shifts:
        Shift.objects.create(
            offer=made, weekday=weekday, start_s=start_h * HOUR, end_s=end_h * HOUR
        )
    return made


def answered(person: Person) -> OfferBoard:
    tell_all_offers()
    run_waiting()
    return board_of(person)


def slugs(numbers: Longs) -> list[str]:
    by_number = dict(Offer.objects.values_list("pk", "slug"))
    return [by_number[number] for number in numbers.tolist()]


def test_each_offer_is_in_its_heap(person: Person) -> None:
    offer("holds", "C", (0, 9, 12), (1, 9, 12))
    offer("early", "C", (0, 7, 12))
    offer("unknown", "C")
    offer("half", "C", (0, 9, 12), unknown_weekdays=[1])
    offer("half-early", "C", (0, 7, 12), unknown_weekdays=[1])
    far = offer("far", "C", (0, 9, 12))
    Offer.objects.filter(pk=far.pk).update(lat=40.0)
    board = answered(person)
    heaps = (board.holding, board.failing, board.unknown, board.outside, board.preparing)
    assert [slugs(heap) for heap in heaps] == [
        ["holds"],
        ["early", "half-early"],
        ["unknown", "half"],
        ["far"],
        [],
    ]


def test_offers_are_sorted_by_what_is_told(person: Person) -> None:
    offer("twice", "C", (0, 9, 12), (1, 9, 12), start_date=dt.date(2026, 12, 1))
    offer("once", "C", (0, 9, 12), start_date=dt.date(2026, 12, 3))
    offer("near", "B", (0, 9, 12), start_date=dt.date(2026, 12, 2))
    offer("beside", "A", (0, 10, 12), start_date=dt.date(2026, 12, 2))
    board = answered(person)
    by_key = {key: slugs(board.sort(board.holding, key)) for key in ("travel", "leave", "start")}
    # One bus, at eight: 60 minutes out and 30 back to C, 60 and 20 to B; to A one walks no step.
    assert by_key["travel"] == ["beside", "near", "once", "twice"]
    assert by_key["leave"] == ["beside", "near", "once", "twice"]
    assert by_key["start"] == ["twice", "beside", "near", "once"]


def test_what_changed_is_being_prepared_and_nothing_is_said_of_it(person: Person) -> None:
    made = offer("holds", "C", (0, 9, 12))
    board = answered(person)
    assert slugs(board.holding) == ["holds"]
    Shift.objects.filter(offer=made).update(start_s=7 * HOUR)
    tell_all_offers()
    board = board_of(person)
    assert (slugs(board.holding), slugs(board.preparing)) == ([], ["holds"])
    run_waiting()
    assert slugs(board_of(person).failing) == ["holds"]
    person.max_trip_min = 45
    person.save()
    assert slugs(board_of(person).preparing) == ["holds"]
    assert board_of(person).refreshed_at is None


def test_an_offer_that_is_gone_is_gone_at_once(person: Person) -> None:
    offer("holds", "C", (0, 9, 12))
    answered(person)
    Offer.objects.all().delete()
    assert len(board_of(person).catalogue.numbers) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE jobs_offer SET start_date = '2027-01-01'",
        "UPDATE jobs_shift SET end_s = end_s + 60",
        "DELETE FROM jobs_shift",
    ],
)
def test_the_catalogue_is_read_anew_whoever_changes_an_offer(db: None, statement: str) -> None:
    offer("holds", "C", (0, 9, 12))
    before = read_catalogue()
    assert read_catalogue() is before
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert read_catalogue() is not before


def test_an_offer_that_the_catalogue_has_not_is_not_found(db: None) -> None:
    made = offer("holds", "C", (0, 9, 12))
    asked = np.array([made.pk - 1, made.pk, made.pk + 1])
    assert read_catalogue().find(asked).tolist() == [-1, 0, -1]


def test_boards_of_many_are_those_of_each(person: Person) -> None:
    offer("holds", "C", (0, 9, 12))
    offer("early", "C", (0, 7, 12))
    lat, lon = person.home_lat, person.home_lon
    other = factories.make_person("Bo", max_trip_min=45, home_lat=lat, home_lon=lon)
    answered(person)
    newcomer = factories.make_person("Cam", home_lat=lat, home_lon=lon)
    people = [person, newcomer, other]
    for each, board in zip(people, boards_of(people), strict=True):
        alone = board_of(each)
        assert board.cells.tolist() == alone.cells.tolist()
        assert board.known.tolist() == alone.known.tolist()
        assert (board.home, board.mondays) == (alone.home, alone.mondays)
        assert board.refreshed_at == alone.refreshed_at
    assert [len(board.holding) for board in boards_of(people)] == [1, 0, 0]
    assert boards_of([]) == []
