"""Whatever the figures of the nearest offers depend on: its change is seen, whoever makes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from jalon.jobs.company.models import Offer, Shift
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.jobs.person.models import NearestOffers
from jalon.jobs.person.nearest import due, figures, refresh
from jalon.jobs.person.nearest.read import nearest_of
from jalon.jobs.person.nearest.refresh import refresh_nearest
from jalon.jobs.person.tasks import look
from jalon.matching.tasks import look as look_at_days
from jalon.people.actions.forget_answers import forget_answers
from jalon.people.household import law_subject
from jalon.people.models import HouseholdAnswers, Person
from jalon.reach import build_network
from jalon.worker import run_waiting
from tests import factories
from tests.gtfs_feeds import service, write_feed
from tests.jobs.person.nearest.world import (
    BUSES,
    ENOUGH,
    Law,
    answer_days,
    answered,
    by_slug,
    make_offer,
    number_of,
    tell,
)
from tests.reach.desert import stops


def test_a_changed_offer_alone_is_asked_about_anew(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    before = answered(person)
    assert len(law.asked) == 1
    Offer.objects.filter(slug="near").update(gross_eur_hour="20")
    # No page says of an offer what was true of another wage; the others stay.
    changed = nearest_of(person)
    assert by_slug(changed.ranges) == by_slug(changed.slack_s) == ["beside", "far"]
    assert not changed.is_current
    look()
    run_waiting()
    after = nearest_of(person)
    assert after.is_current
    assert law.asked[1:] == [["near"]]
    near = number_of("near")
    assert after.ranges[near] != before.ranges[near]
    assert {n: r for n, r in after.ranges.items() if n != near} == {
        n: r for n, r in before.ranges.items() if n != near
    }


def test_an_offer_that_comes_or_goes_is_seen(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    make_offer("new", "A", (0, 10, 11))
    assert not nearest_of(person).is_current
    found = answered(person)
    assert by_slug(found.ranges) == ["beside", "new", "far", "near"]
    assert found.is_current
    Offer.objects.filter(slug="new").delete()
    assert by_slug(nearest_of(person).ranges) == ["beside", "far", "near"]
    look()
    found = answered(person)
    assert by_slug(found.ranges) == ["beside", "far", "near"]
    assert found.is_current
    assert NearestOffers.objects.count() == 1


def test_who_changes_their_limits_is_told_nothing_until_it_is_computed(
    person: Person, law: Law
) -> None:
    tell(person, **ENOUGH)
    assert len(answered(person).slack_s) == 3
    person.max_trip_min = 45
    person.save()
    found = nearest_of(person)
    assert (found.state, found.is_current, found.slack_s) == ("not_ready", False, {})
    run_waiting()
    found = nearest_of(person)
    assert by_slug(found.slack_s) == by_slug(found.ranges) == ["beside"]
    assert found.is_current


def test_who_answers_anew_has_new_gains_and_keeps_the_margins(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    before = answered(person)
    tell(person, **ENOUGH, resources={"year": 2024, "eur": 0})
    found = nearest_of(person)
    assert (found.state, found.is_current, found.ranges) == ("not_ready", False, {})
    assert found.slack_s == before.slack_s
    # Asked for with the answer itself: the first that waits, and done while one looks.
    assert run_waiting()[0] == "jobs.refresh_nearest_changes"
    assert nearest_of(person).state == "known"
    assert len(law.asked) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_householdanswers SET answers = answers || '{\"rent\": 400}'",
        'UPDATE people_householdanswers SET answers = answers || \'{"couple": "unknown"}\'',
        "UPDATE people_person SET birth_date = '1980-01-01'",
        "UPDATE people_person SET commune_code = '75101'",
        "UPDATE people_person SET family_type = 'couple'",
        "UPDATE people_child SET birth_date = '2020-01-01'",
        "UPDATE people_person SET max_trip_min = 59",
        "UPDATE jobs_offer SET hours_week = 21",
    ],
)
def test_a_change_that_nobody_told_of_is_found_by_the_look(
    person: Person, law: Law, statement: str
) -> None:
    factories.make_child(person)
    tell(person, **ENOUGH)
    answered(person)
    world = due.read_world(0)
    assert world is not None
    assert due.list_due(world) == []
    with connection.cursor() as cursor:
        cursor.execute(statement)
    look_at_days()
    look()
    done = run_waiting()
    assert {"jobs.refresh_nearest", "jobs.refresh_nearest_changes"} & set(done)
    assert nearest_of(person).is_current


def test_what_is_computed_from_answers_goes_with_them(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    forget_answers(person)
    assert not NearestOffers.objects.exists()
    run_waiting()
    row = NearestOffers.objects.get()
    assert (row.household, row.answers) == ("", None)
    found = nearest_of(person)
    assert (found.state, len(found.slack_s)) == ("no_household", 3)


def test_answers_erased_while_they_are_computed_leave_nothing(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(person, **ENOUGH)
    tell_all_offers()
    connected = figures.make_rows

    def erased_meanwhile(*args: object, **kwargs: object) -> object:
        rows = connected(*args, **kwargs)  # type: ignore[arg-type]
        HouseholdAnswers.objects.all().delete()
        return rows

    monkeypatch.setattr(refresh, "make_rows", erased_meanwhile)
    answer_days()
    refresh_nearest(0, slice_s=0)
    assert not NearestOffers.objects.exists()


def test_a_new_month_asks_the_law_again(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    row = NearestOffers.objects.get()
    later = dt.date(row.computed_at.year + 1, 1, 15)
    assert nearest_of(person, later).state == "not_ready"
    while refresh_nearest(0, later):
        pass
    assert nearest_of(person, later).state == "known"
    assert len(law.asked) == 2


def test_a_new_day_asks_nothing_where_all_stands_as_before(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    today = timezone.localdate(NearestOffers.objects.get().computed_at)
    other = today + dt.timedelta(days=1 if today.day < 28 else -1)
    world = due.read_world(0, other)
    assert world is not None
    assert len(due.list_due(world)) == 1
    assert not refresh_nearest(0, other)
    assert len(law.asked) == 1
    assert nearest_of(person, other).is_current


def test_another_law_answers_anew(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(person, **ENOUGH)
    before = answered(person)
    for module in (law_subject, due):
        monkeypatch.setattr(module, "law_version", lambda: "another")
    found = nearest_of(person)
    assert (found.state, found.slack_s) == ("not_ready", before.slack_s)
    look()
    run_waiting()
    assert nearest_of(person).state == "known"
    assert len(law.asked) == 2


def test_a_new_timetable_is_told_of_once_it_is_computed(
    person: Person, law: Law, settings: LazySettings, tmp_path: Path
) -> None:
    tell(person, **ENOUGH)
    assert len(answered(person).slack_s) == 3
    week = [service("S", "20200101", "20991231")]
    feed = write_feed(tmp_path / "new.zip", stops=stops(), stop_times=BUSES[:3], calendar=week)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    # The stored days are still those of the old one, and what is kept goes with them.
    assert due.read_world(0) is None
    assert not refresh_nearest(0)
    look_at_days()
    run_waiting()
    found = nearest_of(person)
    assert by_slug(found.slack_s) == ["beside"]
    assert found.is_current


def test_an_offer_that_is_not_near_costs_nobody_anything(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(person, **ENOUGH)
    answered(person)
    Offer.objects.filter(slug="early").update(hours_week=35)
    assert not nearest_of(person).is_current

    def none_is_made(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(refresh, "make_rows", none_is_made)
    assert not refresh_nearest(0)
    assert nearest_of(person).is_current


def test_an_offer_whose_hours_change_is_back_once_its_days_are_there(
    person: Person, law: Law
) -> None:
    tell(person, **ENOUGH)
    answered(person)
    Shift.objects.filter(offer__slug="early").update(start_s=9 * 3600)
    # The figures are looked at before the days of the new hours are there, and after.
    tell_all_offers()
    assert not refresh_nearest(0)
    assert len(nearest_of(person).slack_s) == 3
    run_waiting()
    assert by_slug(nearest_of(person).ranges) == ["beside", "early", "far", "near"]
    assert nearest_of(person).is_current
