"""What a person may claim, from what they answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import orjson

from jalon.people.beside import Beside
from jalon.people.household.build import MissingAnswer, build_household
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.models import Person
from jalon.rights import Check, Household, check_rights, is_warm, is_within_scope

KEPT = 256
"""Checks kept in memory: a few kilobytes each."""
PATIENCE_S = 8.0
"""How long a page waits. Most checks take a second; the whole law takes several."""

_quick: Beside[Check] = Beside(KEPT)
_slow: Beside[Check] = Beside(KEPT)
"""Apart, so that a check by the whole law makes nobody else wait."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answers of a person and what follows from them.

    There is no check without any answer, nor where `missing`, the key of a question, has none, nor
    while `is_coming`: the law is still being built, or the check takes longer than a page.
    """

    talk: Conversation
    check: Check | None = None
    missing: str = ""
    is_coming: bool = False


def rights_of(person: Person, today: dt.date) -> Estimate:
    """What `person` may claim in the month of `today`. Raises what the engine raises."""
    talk = conversation_of(person, today)
    if not talk.answers:
        return Estimate(talk)
    try:
        household = build_household(talk)
    except MissingAnswer as wanted:
        return Estimate(talk, missing=wanted.key)
    check = _check(household) if is_warm() else None
    return Estimate(talk, check, is_coming=check is None)


def _check(household: Household) -> Check | None:
    key = orjson.dumps(household, option=orjson.OPT_NON_STR_KEYS)
    checks = _quick if is_within_scope(household) else _slow
    return checks.ask(key, lambda: check_rights(household), PATIENCE_S)
