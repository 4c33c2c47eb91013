"""What is kept of the nearest offers: what the page's engines say, or nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.jobs.company.models import Offer
from jalon.jobs.person.models import NearestOffers
from jalon.jobs.person.nearest import figures
from jalon.jobs.person.nearest.read import nearest_of
from jalon.jobs.person.queries import gains_for, plan_offers
from jalon.jobs.person.tasks import look
from jalon.people.models import Person
from jalon.worker import run_waiting
from tests import factories
from tests.jobs.person.nearest.world import (
    ENOUGH,
    Law,
    answered,
    by_slug,
    make_person,
    number_of,
    tell,
)
from tests.web.household_answers import answer, usual_answers


def test_margins_and_gains_are_those_of_the_pages_engines(
    person: Person, law_at_once: None
) -> None:
    factories.make_child(person)
    answer(person, usual_answers(person))
    found = answered(person)
    everything = list(Offer.objects.values_list("pk", flat=True))
    week = [offer_days for offer_days in plan_offers(person, everything) if offer_days.holds]
    assert {each.offer.pk: each.worst_slack_s for each in week} == found.slack_s
    gains = gains_for(person, week)
    assert gains.state == found.state == "known"
    told = {each.offer.pk: gains.by_slug[each.offer.slug] for each in week}
    assert {number: gain.net_eur_month for number, gain in told.items()} == found.ranges
    assert {number: gain.not_counted for number, gain in told.items()} == found.not_counted
    assert len(week) == 3
    assert len({amount and amount.central for amount in found.ranges.values()}) == 3
    assert found.is_current
    assert found.computed_at is not None


def test_the_nearest_offers_are_kept_and_no_others(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "NEAREST", 2)
    tell(person, **ENOUGH)
    found = answered(person)
    assert by_slug(found.slack_s) == by_slug(found.ranges) == ["beside", "far"]
    assert found.is_current


def test_before_the_worker_has_been_nothing_is_told(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    found = nearest_of(person)
    assert (found.state, found.is_current, found.computed_at) == ("not_ready", False, None)
    assert not found.slack_s
    assert not found.ranges


def test_it_is_read_in_three_statements(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    with CaptureQueriesContext(connection) as asked:
        assert nearest_of(person).state == "known"
    assert len(asked) == 3


def test_without_answers_there_are_margins_and_no_gain(person: Person, law: Law) -> None:
    found = answered(person)
    assert (found.state, found.missing, found.is_current) == ("no_household", "", True)
    assert len(found.slack_s) == 3
    assert not found.ranges
    tell(person, situation="none")
    assert (nearest_of(person).state, nearest_of(person).missing) == ("no_household", "couple")
    tell(person, **ENOUGH | {"situation": "disabled_aah"})
    run_waiting()
    found = nearest_of(person)
    assert (found.state, found.why) == ("not_computed", ("aah_with_a_job",))
    assert found.is_current
    assert law.asked == []


def test_an_offer_that_begins_too_late_has_a_margin_and_no_gain(person: Person, law: Law) -> None:
    Offer.objects.filter(slug="near").update(start_date=dt.date(2040, 1, 1))
    tell(person, **ENOUGH)
    found = answered(person)
    near = number_of("near")
    assert near in found.slack_s
    assert found.ranges[near] is None
    assert found.is_current
    look()
    run_waiting()
    assert len(law.asked) == 1


def test_each_has_their_own(person: Person, law: Law) -> None:
    other = make_person("Bo", max_trip_min=45)
    tell(person, **ENOUGH)
    found = answered(person)
    assert (len(found.slack_s), len(found.ranges)) == (3, 3)
    theirs = nearest_of(other)
    assert (by_slug(theirs.slack_s), theirs.ranges, theirs.state) == (
        ["beside"],
        {},
        "no_household",
    )


def test_who_is_gone_leaves_nothing(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    Person.objects.all().delete()
    assert not NearestOffers.objects.exists()
    with pytest.raises(Person.DoesNotExist):
        nearest_of(person)
