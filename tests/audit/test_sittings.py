"""Events of one visit are put together, and none is lost."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jalon.audit.models import Event, Verb
from jalon.audit.sittings import LONGEST_PAUSE, Sitting, group_events

START = dt.datetime(2026, 7, 2, 8, tzinfo=dt.UTC)
ACTORS = st.tuples(
    st.sampled_from([1, 2, None]),
    st.sampled_from(["Nadia", "Omar"]),
    st.sampled_from([verb.value for verb in Verb]),
    st.sampled_from(["Votre référente", "Aucun suivi en cours"]),
)
PAUSES = st.integers(0, 61)


def make_event(rank: int, minute: int, who: tuple[int | None, str, str, str], page: str) -> Event:
    user, label, verb, reason = who
    return Event(
        sequence=rank,
        at=START + dt.timedelta(minutes=minute),
        actor_user_id=user,
        actor_label=label,
        verb=verb,
        reason=reason,
        detail={"page": page},
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    minute, events = 0, []
    for rank in range(draw(st.integers(0, 30))):
        minute += draw(PAUSES)
        page = draw(st.sampled_from(["file", "rights"]))
        events.append(make_event(rank + 1, minute, draw(ACTORS), page))
    return events


def who(event: Event) -> tuple[object, ...]:
    return (event.actor_user_id, event.actor_label, event.verb, event.reason)


def follows(one: Event, other: Event) -> bool:
    return who(one) == who(other) and other.at - one.at <= LONGEST_PAUSE


@given(histories())
def test_each_event_is_in_one_sitting_and_each_sitting_is_whole(events: list[Event]) -> None:
    sittings = group_events(events)
    ranks = [event.sequence for sitting in sittings for event in sitting.events]
    assert sorted(ranks) == [event.sequence for event in events]
    for sitting in sittings:
        pairs = zip(sitting.events, sitting.events[1:], strict=False)
        assert all(follows(one, other) for one, other in pairs)
        # Nothing that would have gone on with it, or before it, is elsewhere.
        others = [event for event in events if event not in sitting.events]
        assert not any(
            event.sequence > sitting.last.sequence and follows(sitting.last, event)
            for event in others
        )
    ends = [sitting.last.sequence for sitting in sittings]
    assert ends == sorted(ends, reverse=True)


def test_the_pause_that_ends_a_visit_is_longer_than_the_one_that_is_stated() -> None:
    nadia = (1, "Nadia", "opened", "Votre référente")
    minutes = LONGEST_PAUSE // dt.timedelta(minutes=1)
    at_once, apart = (
        group_events([make_event(1, 0, nadia, "file"), make_event(2, pause, nadia, "file")])
        for pause in (minutes, minutes + 1)
    )
    assert (len(at_once), len(apart)) == (1, 2)


def test_a_page_opened_again_is_named_once_where_it_came_first() -> None:
    nadia = (1, "Nadia", "opened", "Votre référente")
    pages = ("file", "rights", "file", "rights_figure", "rights")
    events = tuple(make_event(rank, rank, nadia, page) for rank, page in enumerate(pages))
    assert Sitting(events).pages == ("file", "rights", "rights_figure")
