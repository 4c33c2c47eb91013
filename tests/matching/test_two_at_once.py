"""Two workers at one shard: what the slower one overwrites is seen to be due, whatever it did."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jalon.matching.actions import refresh_shard as action
from jalon.matching.actions.refresh_shard import refresh_changes, refresh_shard
from jalon.matching.actions.tell_workplaces import WorkplaceFacts, tell_gone, tell_workplaces
from jalon.matching.models import Layer, Seat
from jalon.matching.queries import answers_of
from jalon.matching.snapshot import shard_of
from jalon.people.models import Person
from tests.matching.test_layers import AT_C, AT_NINE, TODAY
from tests.matching.test_while_computed import people

__all__ = ["people"]
TOO_EARLY = {"monday": [["06:00", "12:00"]]}


def _an_offer_changes() -> None:
    tell_workplaces("offer", [WorkplaceFacts("known", *AT_C, TOO_EARLY)])


def _an_offer_comes() -> None:
    tell_workplaces("offer", [WorkplaceFacts("new", *AT_C, AT_NINE)])


def _an_offer_takes_the_place_of_another() -> None:
    tell_gone("offer", ["known"])
    tell_workplaces("offer", [WorkplaceFacts("new", *AT_C, TOO_EARLY)])


def _a_person_changes() -> None:
    Person.objects.filter(first_name="Alix").update(max_trip_min=5)


CHANGES = [
    _an_offer_changes,
    _an_offer_comes,
    _an_offer_takes_the_place_of_another,
    _a_person_changes,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("first", CHANGES)
def test_what_the_slower_one_overwrites_is_due(
    people: list[Person],
    monkeypatch: pytest.MonkeyPatch,
    first: Callable[[], None],
    change: Callable[[], None],
) -> None:
    shard = shard_of(people[0].pk)
    refresh_shard(Layer.DAYS, shard, TODAY)
    first()
    if first is not _a_person_changes:
        Person.objects.filter(first_name="Billie").update(max_walk_min=14)
    real_sign, left = action._sign, [change]

    def sign(*given: object) -> None:
        if left:
            # Somebody else sees the next change while this one computes, and is there before.
            left.pop()()
            refresh_changes(Layer.DAYS, shard, TODAY)
        real_sign(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(action, "_sign", sign)
    refresh_shard(Layer.DAYS, shard, TODAY)
    monkeypatch.undo()
    for _ in range(2):
        refresh_changes(Layer.DAYS, shard, TODAY) or refresh_shard(Layer.DAYS, shard, TODAY)
    kept = _everything()
    Seat.objects.all().delete()
    refresh_shard(Layer.DAYS, shard, TODAY)
    assert kept == _everything()


def _everything() -> list[object]:
    found = [answers_of(person, "offer") for person in Person.objects.order_by("pk")]
    assert all(answers.known.all() for answers in found)
    return [(answers.references, answers.cells.tolist()) for answers in found]
