"""What the named accounts answered about their households, saved as if they had."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from jalon.core.months import Month, format_month
from jalon.demo.timetable import FACTS
from jalon.people.actions.answer_question import answer_question
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.models import Person

Entry = Mapping[str, Any]


def read_households() -> dict[str, Entry]:
    """What each account answers, by its slug."""
    with (FACTS / "households.toml").open("rb") as file:
        return tomllib.load(file)


def save_households(people: Iterable[Person]) -> None:
    """Answers for those of `people` who are a named account, as of today; others have said nothing.

    Every answer goes by the action that a page calls, and is checked by it.
    """
    told, today = read_households(), timezone.localdate()
    for person in people:
        if entry := told.get(person.demo_slug or ""):
            _answer_all(person, entry, today)


def _answer_all(person: Person, entry: Entry, today: dt.date) -> None:
    """In the order of the conversation: an answer may open the next question."""
    while waiting := [key for key in _open(person, today) if _has(entry, key)]:
        talk = conversation_of(person, today)
        answer_question(person, waiting[0], _value(talk, entry, waiting[0]), today)


def _open(person: Person, today: dt.date) -> tuple[str, ...]:
    return conversation_of(person, today).open_keys()


def _has(entry: Entry, key: str) -> bool:
    return _name(key) in entry


def _name(key: str) -> str:
    """The name of a key in the file: months to come and care are told otherwise there."""
    if keys.is_care(key):
        return "care"
    return "next_declaration_in" if key == keys.NEXT_DECLARATION else key


def _value(talk: Conversation, entry: Entry, key: str) -> Any:  # noqa: ANN401 - a JSON value
    """The answer that an entry means, for the months that are asked for today."""
    said = entry[_name(key)]
    if said == keys.UNKNOWN:
        return said
    if keys.is_care(key):
        return said[[one for one in talk.keys if keys.is_care(one)].index(key)]
    if key == keys.BENEFITS:
        return {talk.paid_month: {name: _known(eur) for name, eur in said.items()}}
    if key in keys.BY_MONTH:
        return dict(zip(talk.months_of(key), said, strict=True))
    return _DATED.get(key, _as_is)(talk, said)


def _as_is(_: Conversation, said: Any) -> Any:  # noqa: ANN401
    return said.isoformat() if isinstance(said, dt.date) else said


def _since(talk: Conversation, said: Entry) -> Entry:
    month = format_month(Month(talk.month - said["months_ago"]))
    return {"month": month, "or_before": said["or_before"]}


def _coming(talk: Conversation, said: int) -> str:
    return format_month(Month(talk.month + said))


def _resources(talk: Conversation, said: float) -> Entry:
    return {"year": talk.resources_year, "eur": said}


def _support(talk: Conversation, said: Sequence[float | str]) -> Entry:
    pairs = zip(talk.children, said, strict=True)
    return {str(child.pk): _known(eur) for child, eur in pairs}


def _known(eur: float | str) -> float | None:
    return None if isinstance(eur, str) else eur


_DATED: Mapping[str, Callable[[Conversation, Any], Any]] = {
    keys.ISOLATED_SINCE: _since,
    keys.NEXT_DECLARATION: _coming,
    keys.RESOURCES: _resources,
    keys.CHILD_SUPPORT: _support,
}
