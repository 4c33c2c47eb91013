"""The database moves revisions on, whoever changes what a person's days depend on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from jalon.matching.actions.tell_workplaces import (
    WorkplaceFacts,
    list_told,
    tell_gone,
    tell_workplaces,
)
from jalon.matching.models import Workplace
from jalon.people.models import CareOption, Child, Person
from tests.factories import make_child, make_person, make_place

MONDAY = {"monday": [["08:00", "16:00"]]}
Change = Callable[[Person], Any]


def revision(person: Person) -> int:
    return Person.objects.values_list("week_revision", flat=True).get(pk=person.pk)


@pytest.fixture
def person(db: None) -> Person:
    alix = make_person("Alix")
    make_child(alix, place=make_place("lilas"))
    return alix


def by_hand(statement: str) -> Change:
    def change(person: Person) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return change


def saved(**values: object) -> Change:
    def change(person: Person) -> None:
        for name, value in values.items():
            setattr(person, name, value)
        person.save()

    return change


@pytest.mark.parametrize(
    "change",
    [
        saved(means=["transit", "bicycle"]),
        saved(home_lat=48.8),
        saved(booked_rides=False),
        by_hand("UPDATE people_person SET max_trip_min = 61"),
        by_hand("UPDATE partners_careplace SET hours = '{}'"),
        by_hand("UPDATE partners_careplace SET handover_min = 4"),
        lambda person: make_child(person, place=make_place("roses")),
        lambda person: CareOption.objects.update(place=make_place("roses")),
        lambda person: CareOption.objects.all().delete(),
        lambda person: Child.objects.all().delete(),
    ],
)
def test_what_the_days_depend_on_moves_it(person: Person, change: Change) -> None:
    before = revision(person)
    change(person)
    assert revision(person) > before


@pytest.mark.parametrize(
    "change",
    [
        saved(first_name="Alex"),
        saved(means=["transit"]),
        saved(week_revision=0),
        by_hand("UPDATE partners_careplace SET name = 'Les Lilas', free_places = 3"),
        lambda person: make_child(person, "Lia"),
        lambda person: make_child(make_person("Bob"), place=make_place("roses")),
    ],
)
def test_nothing_else_does(person: Person, change: Change) -> None:
    before = revision(person)
    change(person)
    assert revision(person) == before


def test_somebody_read_long_ago_and_saved_again_never_goes_back(person: Person) -> None:
    long_ago = Person.objects.get(pk=person.pk)
    saved(max_walk_min=20)(person)
    before = revision(person)
    long_ago.first_name, long_ago.max_walk_min = "Alex", 20
    long_ago.save()
    assert revision(person) == before


def tell(*facts: WorkplaceFacts) -> dict[str, tuple[int, int]]:
    tell_workplaces("offer", facts)
    return known()


def known() -> dict[str, tuple[int, int]]:
    return {w.reference: (w.number, w.revision) for w in Workplace.objects.all()}


def test_a_workplace_moves_on_when_it_changes_and_then_alone(db: None) -> None:
    one, two = (WorkplaceFacts(name, 48.8, 2.4, MONDAY) for name in ("1", "2"))
    first = tell(one, two)
    assert [first[name][0] for name in ("1", "2")] == [0, 1]
    assert tell(one, two) == first
    moved = tell(WorkplaceFacts("1", 48.8, 2.5, MONDAY))
    assert moved["1"][1] > first["1"][1]
    assert moved["2"] == first["2"]


@pytest.mark.parametrize("more", [{"unknown_weekdays": (1,)}, {"duration_min": 420}])
def test_hours_that_nobody_gave_are_watched_too(db: None, more: dict[str, Any]) -> None:
    first = tell(WorkplaceFacts("1", 48.8, 2.4, MONDAY))
    moved = tell(WorkplaceFacts("1", 48.8, 2.4, MONDAY, **more))
    assert moved["1"][1] > first["1"][1]
    assert tell(WorkplaceFacts("1", 48.8, 2.4, MONDAY, **more)) == moved


def test_a_number_is_taken_again_with_a_revision_of_its_own(db: None) -> None:
    one, two, three = (WorkplaceFacts(name, 48.8, 2.4, MONDAY) for name in ("1", "2", "3"))
    first = tell(one, two)
    assert tell_gone("offer", ["1"]) + tell_workplaces("offer", [two, three]) == 2
    assert known()["2"] == first["2"]
    number, moved = known()["3"]
    assert number == 0
    assert moved > max(first["1"][1], first["2"][1])


def test_sorts_of_workplaces_do_not_touch_each_other(db: None) -> None:
    tell_workplaces("mission", [WorkplaceFacts("1", 48.8, 2.4, MONDAY)])
    tell_workplaces("offer", [WorkplaceFacts("1", 48.8, 2.4, MONDAY)])
    tell_gone("offer", ["1"])
    assert [w.kind for w in Workplace.objects.all()] == ["mission"]


def test_what_its_owner_says_of_a_workplace_is_noted_and_computes_nothing(db: None) -> None:
    first = tell(WorkplaceFacts("1", 48.8, 2.4, MONDAY, owner_revision=4))
    assert list_told("offer") == {"1": 4}
    later = WorkplaceFacts("1", 48.8, 2.4, MONDAY, owner_revision=5)
    assert tell_workplaces("offer", [later]) == 0
    assert (list_told("offer"), known()) == ({"1": 5}, first)
