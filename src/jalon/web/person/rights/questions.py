"""The questions as a person reads them: words from `questions.toml`, filled in for this person."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jalon.core.months import parse_month
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.people.models import Child
from jalon.web.person.rights.typeset import typeset
from jalon.web.words.plain import MONTHS_FR, join_and, say_of

OF_ONE = " Si vous viviez en couple, écrivez seulement le vôtre."
"""Of who is left with the children only what was theirs counts (R. 532-4 CSS)."""
CARE = "care"
"""The entry of the words for the care of every child."""


@dataclass(frozen=True, slots=True)
class Question:
    """One screen. `key` names its answer; `options` are words by value, `more` of its kind."""

    key: str
    address: str
    label: str
    kind: str
    title: str
    hint: str
    why: str
    options: Mapping[str, str]
    more: Mapping[str, str]


def list_questions(talk: Conversation) -> list[Question]:
    """The questions asked of this person, in order, then the rare ones that they answered."""
    return [make_question(talk, key) for key in talk.told_keys]


def find_question(talk: Conversation, address: str) -> Question | None:
    """The question at this address, if it is for this person."""
    return next(
        (
            question
            for question in (make_question(talk, key) for key in talk.every_key)
            if question.address == address
        ),
        None,
    )


def is_an_address(address: str) -> bool:
    """Whether a question may have this address, for this person or another."""
    name, _, rank = address.rpartition("-")
    known = {entry["address"] for name, entry in _words().items() if name != CARE}
    return address in known or (name == _words()[CARE]["address"] and rank.isdecimal())


def make_question(talk: Conversation, key: str) -> Question:
    """The question of a key, in the words for this person."""
    child, rank = _child(talk, key)
    entry = _words()[CARE if child else key]
    told = _told(talk, child)
    said = {name: text.format_map(told) for name, text in entry.items() if isinstance(text, str)}
    options = _options(talk, key, child, entry)
    address = f"{said.pop('address')}-{rank}" if child else said.pop("address")
    own = {name: said.pop(name, "") for name in ("label", "kind", "title", "hint", "why")}
    return Question(key=key, address=address, options=options, more=said, **own)


def _child(talk: Conversation, key: str) -> tuple[Child | None, int]:
    """The child whose care a key is about, and its rank from 1 among the children."""
    for rank, child in enumerate(talk.children, start=1):
        if key == keys.care_key(child):
            return child, rank
    return None, 0


def _told(talk: Conversation, child: Child | None) -> dict[str, str]:
    """What the words leave open."""
    return {
        "child": child.first_name if child else "",
        "of_child": say_of(child.first_name) if child else "",
        "hours": _hours_example(talk, child) if child else "",
        "children": join_and([own.first_name for own in talk.children]) if talk.children else "",
        "month": say_month(talk.paid_month),
        "of_first_month": say_of(say_month(talk.earlier_months[0])),
        "last_month": say_month(talk.earlier_months[-1]),
        "year": str(talk.resources_year),
        "next_year": str(talk.resources_year + 1),
        "of_one": OF_ONE if talk.children and not talk.is_couple else "",
    }


def _hours_example(talk: Conversation, child: Child) -> str:
    """Hours of care in a month of full-time work: all day, or around school."""
    return "140" if talk.age_of(child) < keys.AFTER_SCHOOL_FROM_YEARS else "40"


def _options(
    talk: Conversation, key: str, child: Child | None, entry: Mapping[str, Any]
) -> dict[str, str]:
    if key == keys.CHILD_SUPPORT:
        return {str(own.pk): own.first_name for own in talk.children}
    options: dict[str, str] = (
        dict(_words()[entry.get("options_of", "")]["options"])
        if ("options_of" in entry)
        else dict(entry.get("options", {}))
    )
    if key == keys.BENEFITS:
        return {line: options[line] for line in talk.benefit_lines}
    if child and talk.age_of(child) < keys.AFTER_SCHOOL_FROM_YEARS:
        del options["after_school"]
    if child and talk.age_of(child) >= keys.CRECHE_UNTIL_YEARS:
        del options["creche"]
    return options


def say_month(month: str) -> str:
    """`octobre 2026`, from `2026-10`."""
    year, rank = divmod(parse_month(month), 12)
    return f"{MONTHS_FR[rank]} {year}"


@cache
def _words() -> dict[str, dict[str, Any]]:
    with Path(__file__).with_name("questions.toml").open("rb") as file:
        return {key: _typeset(entry) for key, entry in tomllib.load(file).items()}


def _typeset(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: typeset(text) if isinstance(text, str) else _typeset(text)
        for name, text in entry.items()
    }
