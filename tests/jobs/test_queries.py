"""What the job space answers a person, from rows of a real database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings

from jalon.jobs.company.models import Offer, Shift
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.jobs.person.board import OfferBoard, board_of
from jalon.jobs.person.changes import changes_of
from jalon.jobs.person.queries import plan_offer, plan_offers, unlocks_of, with_starts
from jalon.jobs.person.week import OfferDays
from jalon.matching.network import current_network
from jalon.matching.tasks import look
from jalon.matching.week_kinds import term_week
from jalon.partners.models import CarePlace
from jalon.people.models import CareOption, Person
from jalon.reach import build_network
from jalon.worker import run_waiting
from tests import factories
from tests.factories import make_child, make_place
from tests.gtfs_feeds import calls, service, trip, write_feed

TODAY = dt.date(2026, 11, 19)  # a Thursday; the next Monday is the 23rd
HOUR = 3600
BOTH_WAYS = [
    *calls("T1", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00")),
    *calls("T2", ("C", "12:10:00"), ("B", "12:20:00"), ("A", "12:30:00")),
]


@pytest.fixture
def network(tmp_path: Path, settings: LazySettings) -> Path:
    always = [service("S", "20200101", "20991231")]
    feed = write_feed(tmp_path / "feed.zip", stop_times=BOTH_WAYS, calendar=always)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    return tmp_path / "net"


def make_offer(slug: str, *shifts: tuple[int, int, int]) -> Offer:
    offer = factories.make_offer(slug, hours_known=bool(shifts))
    for weekday, start_h, end_h in shifts:
        Shift.objects.create(
            offer=offer, weekday=weekday, start_s=start_h * HOUR, end_s=end_h * HOUR
        )
    return offer


def answered(person: Person) -> dict[str, OfferDays]:
    numbers = list(Offer.objects.values_list("pk", flat=True))
    return {one.offer.slug: one for one in plan_offers(person, numbers, TODAY)}


def kept(person: Person) -> OfferBoard:
    """The board, once the worker has seen everything."""
    tell_all_offers()
    look.defer()
    run_waiting()
    return board_of(person)


def test_every_offer_has_its_answer(network: Path, person: Person) -> None:
    make_offer("holds", (0, 9, 12), (1, 9, 12))
    make_offer("early", (0, 7, 12))
    make_offer("unknown")
    by_slug = answered(person)
    assert [by_slug[slug].holds for slug in ("holds", "early", "unknown")] == [True, False, None]
    # 60 minutes out (08:00 to 09:00) and 30 back (12:00 to 12:30), on two days.
    assert sum((day.out_s or 0) + (day.back_s or 0) for day in by_slug["holds"].days) == 180 * 60
    assert by_slug["holds"].worst_slack_s == 40 * 60
    assert by_slug["holds"].typical is not None
    assert by_slug["holds"].typical.leave_home_s == 8 * HOUR
    assert by_slug["early"].typical is None


def test_one_day_that_does_not_hold_is_enough(network: Path, person: Person) -> None:
    make_offer("mixed", (0, 9, 12), (1, 7, 12))
    assert answered(person)["mixed"].holds is False


def test_a_child_without_places_needs_nobody(network: Path, person: Person) -> None:
    make_child(person, "Lia", dt.date(2010, 1, 1))
    make_offer("holds", (0, 9, 12))
    assert answered(person)["holds"].holds is True


def test_a_place_that_opens_late_is_the_reason(network: Path, person: Person) -> None:
    child = make_child(person, "Lia", dt.date(2024, 1, 1))
    place = make_place("creche", name="Les Lucioles", hours={"monday": ["08:30", "18:30"]})
    CareOption.objects.create(child=child, place=place)
    make_offer("holds", (0, 9, 12))
    offer_days = answered(person)["holds"]
    assert offer_days.holds is False
    # The only bus leaves at 8:00: the handover, ten minutes, begins at 7:50 at the latest.
    reason = offer_days.days[0].reasons[0]
    assert reason.code == "place_not_open_yet"
    assert reason.detail["place"] == "creche"
    assert reason.detail["opens_s"] == 8 * HOUR + 1800
    assert reason.detail["needed_s"] == 8 * HOUR - 600


def test_new_limits_and_a_new_network_are_seen_at_once(
    network: Path, person: Person, tmp_path: Path
) -> None:
    make_offer("holds", (0, 9, 12))
    assert answered(person)["holds"].holds is True
    person.max_trip_min = 45
    person.save()
    assert answered(person)["holds"].holds is False
    person.max_trip_min = 60
    person.save()
    always = [service("S", "20200101", "20991231")]
    later = write_feed(tmp_path / "later.zip", stop_times=BOTH_WAYS[:3], calendar=always)
    build_network([later], network)
    assert answered(person)["holds"].holds is False


def test_a_week_with_a_holiday_is_not_the_one_asked(tmp_path: Path, settings: LazySettings) -> None:
    # Nothing runs on Wednesday 25 November: the next whole week is asked instead.
    feed = write_feed(
        tmp_path / "feed.zip",
        stop_times=BOTH_WAYS,
        trips=[trip("T1"), trip("T2")],
        calendar=[service("S", "20261101", "20261231")],
        calendar_dates="service_id,date,exception_type\nS,20261125,2\n",
    )
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    assert term_week(current_network(), TODAY, "C") == dt.date(2026, 11, 30)


def test_a_common_week_is_the_next_one(network: Path) -> None:
    assert term_week(current_network(), TODAY, "C") == dt.date(2026, 11, 23)
    assert term_week(current_network(), dt.date(2026, 11, 16), "C") == dt.date(2026, 11, 23)


def make_place_from(slug: str, opens: str, *, free: int = 0) -> CarePlace:
    hours = {"monday": [opens, "18:30"]}
    return make_place(slug, name=slug.capitalize(), hours=hours, free_places=free)


def test_unknown_hours_are_never_guessed_and_have_windows(network: Path, person: Person) -> None:
    offer = make_offer("unknown")
    offer.unknown_weekdays, offer.duration_min = [0], 180
    offer.save()
    week = [answered(person)["unknown"]]
    assert [one.awaits_starts for one in with_starts(person, week)] == [True]
    kept(person)
    [offer_days] = with_starts(person, week)
    assert offer_days.holds is None
    assert not offer_days.awaits_starts
    # At work by 8:20, five minutes before; the bus back leaves at 12:10, three hours later at most.
    # An hour of travel each way allows starts up to 9:00 and ends from 11:30 on.
    assert offer_days.days[0].start_windows == ((8 * HOUR + 1800, 9 * HOUR),)
    assert offer_days.days[0].start_windows_for == "day"


def test_one_day_that_fails_is_a_no_whatever_is_unknown(network: Path, person: Person) -> None:
    offer = make_offer("mixed", (0, 7, 12))
    offer.unknown_weekdays = [1]
    offer.save()
    assert answered(person)["mixed"].holds is False
    assert changes_of(person, kept(person)).opened == ()
    offer.shifts.update(start_s=9 * HOUR)
    assert answered(person)["mixed"].holds is None
    kept(person)
    [offer_days] = with_starts(person, [answered(person)["mixed"]])
    assert [(day.weekday, day.holdable) for day in offer_days.days] == [
        ("monday", True),
        ("tuesday", None),
    ]
    assert offer_days.days[1].start_windows_for == "way_out"


def test_starts_are_asked_for_unknown_hours_alone(network: Path, person: Person) -> None:
    make_offer("known", (0, 9, 12))
    week = list(answered(person).values())
    assert with_starts(person, week) == week


def test_two_shifts_of_a_day_are_asked_together(network: Path, person: Person) -> None:
    make_offer("split", (0, 9, 10), (0, 11, 12))
    day = answered(person)["split"].days[0]
    assert day.holdable is True
    assert day.home_between is False
    assert day.shifts == ((9 * HOUR, 10 * HOUR), (11 * HOUR, 12 * HOUR))


def test_a_bicycle_is_taken_where_one_has_it(network: Path, person: Person) -> None:
    # 2.7 km as the crow flies, some 3.5 by the way: a quarter of an hour; no bus is so early.
    make_offer("early", (0, 7, 12))
    assert answered(person)["early"].holds is False
    person.means = ["transit", "bicycle"]
    person.save()
    offer_days = answered(person)["early"]
    assert offer_days.holds is True
    assert {leg.kind for leg in offer_days.days[0].legs} == {"bicycle"}


def test_what_would_open_an_offer(network: Path, person: Person) -> None:
    child = make_child(person, "Lia", dt.date(2024, 1, 1))
    late, early = make_place_from("late", "08:00"), make_place_from("early", "07:00", free=1)
    CareOption.objects.create(child=child, place=late)
    make_place_from("full", "07:00")
    offer = make_offer("o", (0, 9, 12))
    make_offer("holds-not-at-all", (0, 3, 4))
    make_offer("unknown")
    person.max_trip_min = 90
    person.save()
    assert answered(person)["o"].holds is False
    # The handover begins at 7:50 at the latest, 70 minutes before the start: half an hour earlier
    # is enough.
    board = kept(person)
    changes = changes_of(person, board)
    kept_unlocks = changes.find_unlocks(board.failing)
    assert set(kept_unlocks) == {offer.pk}
    quick = [(one.change, one.place, one.by_min) for one in kept_unlocks[offer.pk]]
    assert ("place_opens_earlier", "late", 30) in quick
    assert quick[-1][0] == "car"
    whole = unlocks_of(person, offer, TODAY)
    assert {unlock.place for unlock in whole if unlock.change == "other_place"} == {early.slug}
    assert {unlock.change for unlock in whole} >= {"place_opens_earlier", "other_place", "bicycle"}
    # What is kept is what the engine says, to the second; what nothing opens comes after.
    assert set(kept_unlocks[offer.pk]) <= set(whole)
    assert changes.nearest_first(board.failing[::-1]).tolist()[0] == offer.pk


def test_a_school_is_not_left_for_a_creche(network: Path, person: Person) -> None:
    child = make_child(person, "Lia", dt.date(2019, 1, 1))
    school = make_place_from("school", "08:00")
    CarePlace.objects.filter(pk=school.pk).update(kind="school")
    CareOption.objects.create(child=child, place=school)
    make_place_from("early", "07:00", free=1)
    offer = make_offer("o", (0, 9, 12))
    assert {unlock.change for unlock in unlocks_of(person, offer, TODAY)}.isdisjoint(
        {"other_place"}
    )


def test_an_offer_without_weekdays_is_asked_nothing(network: Path, person: Person) -> None:
    offer = make_offer("unknown")
    assert unlocks_of(person, offer, TODAY) == ()
    assert answered(person)["unknown"].days == ()


def test_rides_to_be_booked_count_unless_refused(
    tmp_path: Path, settings: LazySettings, person: Person
) -> None:
    # One telephones to be taken home.
    booked = [call | {"pickup_type": 2 * (call["trip_id"] == "T2")} for call in BOTH_WAYS]
    feed = write_feed(tmp_path / "feed.zip", stop_times=booked)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    make_offer("holds", (0, 9, 12))
    [day] = answered(person)["holds"].days
    assert [leg.booking is not None for leg in day.legs if leg.kind == "ride"] == [False, True]
    Person.objects.filter(pk=person.pk).update(booked_rides=False)
    person.refresh_from_db()
    assert answered(person)["holds"].holds is False


def test_an_offer_beyond_the_timetable_is_neither_yes_nor_no(network: Path, person: Person) -> None:
    far = make_offer("far", (0, 9, 12))
    Offer.objects.filter(pk=far.pk).update(lat=40.0)
    found = plan_offer(person, "far")
    assert found is not None
    assert (found.holds, found.days, found.is_outside) == (None, (), True)
    make_offer("near", (0, 9, 12))
    assert {slug: one.holds for slug, one in answered(person).items()} == {
        "far": None,
        "near": True,
    }


def test_offers_are_planned_in_the_order_asked_and_without_those_that_are_gone(
    network: Path, person: Person
) -> None:
    numbers = [make_offer(slug, (0, 9, 12)).pk for slug in "abc"]
    asked = [numbers[2], max(numbers) + 1, numbers[0]]
    assert [one.offer.slug for one in plan_offers(person, asked, TODAY)] == ["c", "a"]
    assert plan_offer(person, "gone") is None
