"""Events of one visit together: an agent who goes through a file opens many pages of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from jalon.audit.models import Event
from jalon.audit.queries import events_about

LONGEST_PAUSE = dt.timedelta(minutes=30)
"""Two events of one visit are at most that far from one another."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one account did with one file without a long pause; at least one event, by time.

    All have the same actor, verb and reason.
    """

    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        """The event that began it."""
        return self.events[0]

    @property
    def last(self) -> Event:
        """The event that ended it."""
        return self.events[-1]

    @property
    def pages(self) -> tuple[str, ...]:
        """What was read, by the names of pages, each once, as they were opened."""
        return tuple(dict.fromkeys(str(event.detail.get("page", "")) for event in self.events))


def list_sittings(person_id: int) -> list[Sitting]:
    """What was done with the file of a person, the visit that ended last first."""
    return group_events(events_about(person_id).reverse().iterator())


def group_events(events: Iterable[Event]) -> list[Sitting]:
    """The sittings of events given in their order, the one that ended last first."""
    sittings: list[list[Event]] = []
    running: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        key = (event.actor_user_id, event.actor_label, event.verb, event.reason)
        sitting = running.get(key)
        if sitting is None or event.at - sitting[-1].at > LONGEST_PAUSE:
            sitting = running[key] = []
            sittings.append(sitting)
        sitting.append(event)
    sittings.sort(key=lambda sitting: sitting[-1].sequence, reverse=True)
    return [Sitting(tuple(sitting)) for sitting in sittings]
