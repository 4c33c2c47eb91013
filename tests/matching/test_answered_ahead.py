"""Who changes something while all is due anew is answered first, and waits for nobody."""

from __future__ import annotations

import datetime as dt

from jalon.matching.actions.refresh_shard import list_due, refresh_changes, refresh_shard
from jalon.matching.layers.cells import State
from jalon.matching.models import Layer
from jalon.matching.queries import answers_of
from jalon.matching.snapshot import shard_of
from jalon.people.models import Person
from tests.matching.test_layers import TODAY
from tests.matching.test_while_computed import people

__all__ = ["people"]
A_WEEK_LATER = TODAY + dt.timedelta(days=7)


def _state_of(person: Person) -> State | None:
    """The state of the known hours in term; None while that is being prepared."""
    answers = answers_of(Person.objects.get(pk=person.pk), "offer")
    here = answers.references.index("known")
    return State(answers.cells["term"][here]) if answers.known[here] else None


def test_who_changed_is_answered_before_a_new_week_is(people: list[Person]) -> None:
    alix, billie = people[:2]
    shard = shard_of(alix.pk)
    refresh_shard(Layer.DAYS, shard, TODAY)
    before = _state_of(billie)
    assert _state_of(alix) is State.HOLDS
    Person.objects.filter(pk=alix.pk).update(max_trip_min=5)
    assert _state_of(alix) is None

    assert refresh_changes(Layer.DAYS, shard, A_WEEK_LATER) is None
    assert (_state_of(alix), _state_of(billie)) == (State.FAILS, before)
    assert list_due(Layer.DAYS, [shard], A_WEEK_LATER) == [shard]

    refresh_shard(Layer.DAYS, shard, A_WEEK_LATER)
    assert (_state_of(alix), _state_of(billie)) == (State.FAILS, before)
    assert list_due(Layer.DAYS, [shard], A_WEEK_LATER) == []


def test_nobody_is_answered_ahead_where_nothing_is_there_yet(people: list[Person]) -> None:
    shard = shard_of(people[0].pk)
    assert refresh_changes(Layer.DAYS, shard, TODAY) is None
    assert {_state_of(person) for person in people} == {None}
