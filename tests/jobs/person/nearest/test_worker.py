"""How the worker makes the figures of the nearest offers: in turns, once, again where killed."""

from __future__ import annotations

import pytest

from jalon.core.errors import ScaleError
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.jobs.person.models import NearestOffers
from jalon.jobs.person.nearest import figures, refresh
from jalon.jobs.person.nearest.read import nearest_of
from jalon.jobs.person.nearest.refresh import refresh_changed, refresh_nearest
from jalon.jobs.person.tasks import look
from jalon.people.models import Person
from jalon.worker import run_waiting
from jalon.worker.stop import GivenBackError
from tests.jobs.person.nearest.world import (
    ENOUGH,
    Law,
    answer_days,
    answered,
    by_slug,
    make_offer,
    make_person,
    tell,
)


def test_the_whole_law_is_asked_last_and_never_while_somebody_looks(
    person: Person, law: Law
) -> None:
    in_couple = {"couple": "couple", "partner_birth": "1960-01-01", "partner_situation": "retired"}
    tell(person, **ENOUGH | in_couple)
    other = make_person("Bo")
    tell(other, **ENOUGH)
    tell_all_offers()
    answer_days()
    assert refresh_changed(0)
    assert (nearest_of(person).state, nearest_of(other).state) == ("not_ready", "known")
    assert len(nearest_of(person).slack_s) == 3
    assert not nearest_of(person).is_current
    assert not refresh_nearest(0)
    assert nearest_of(person).state == "known"
    assert nearest_of(person).is_current
    # Its other gains stay while a new offer waits for the whole law.
    make_offer("new", "A", (0, 10, 11))
    tell_all_offers()
    answer_days()
    refresh_nearest(0, slice_s=0)
    found = nearest_of(person)
    assert (found.state, len(found.ranges), len(found.slack_s)) == ("known", 3, 4)
    assert not found.is_current
    assert not refresh_nearest(0)
    assert len(nearest_of(person).ranges) == 4


def test_the_whole_law_is_asked_in_turns(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "WHOLE_LAW_AT_ONCE", 2)
    in_couple = {"couple": "couple", "partner_birth": "1960-01-01", "partner_situation": "retired"}
    tell(person, **ENOUGH | in_couple)
    tell_all_offers()
    answer_days()
    assert refresh_nearest(0)
    assert refresh_nearest(0)
    found = nearest_of(person)
    assert (found.state, by_slug(found.ranges)) == ("known", ["beside", "far"])
    assert not found.is_current
    assert not refresh_nearest(0)
    assert nearest_of(person).is_current
    assert law.asked == [["beside", "far"], ["near"]]


def test_a_law_without_an_answer_is_not_asked_again_and_again(
    person: Person, law: Law, caplog: pytest.LogCaptureFixture
) -> None:
    tell(person, **ENOUGH)
    other = make_person("Bo")
    tell(other, **ENOUGH)
    law.error = ScaleError("no scale for 417.31")
    found = answered(person)
    assert (found.state, found.is_current, len(found.slack_s)) == ("not_ready", False, 3)
    assert "417" not in caplog.text
    asked = len(law.asked)
    look()
    run_waiting()
    assert len(law.asked) == asked
    law.error = None
    tell(person, **ENOUGH, resources={"year": 2024, "eur": 0})
    run_waiting()
    assert nearest_of(person).state == "known"


def test_who_is_killed_goes_on_where_they_were(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [make_person(f"P{number}") for number in range(4)]
    for each in (person, *others):
        tell(each, **ENOUGH)
    tell_all_offers()
    answer_days()
    monkeypatch.setattr(refresh, "AT_ONCE", 2)
    looks = iter([None, None, GivenBackError()])

    def stop() -> None:
        if error := next(looks, None):
            raise error

    monkeypatch.setattr(refresh, "check_stop", stop)
    with pytest.raises(GivenBackError):
        refresh_nearest(0)
    assert NearestOffers.objects.count() == 4
    assert not refresh_nearest(0)
    assert len(law.asked) == 5
    assert all(nearest_of(each).is_current for each in (person, *others))


def test_a_slice_leaves_the_rest_to_the_next(person: Person, law: Law) -> None:
    for number in range(2 * refresh.AT_ONCE):
        make_person(f"P{number}")
    tell_all_offers()
    answer_days()
    assert refresh_nearest(0, slice_s=0)
    assert NearestOffers.objects.count() == refresh.AT_ONCE
    while refresh_nearest(0, slice_s=0):
        pass
    assert NearestOffers.objects.count() == Person.objects.count()
