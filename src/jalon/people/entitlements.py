"""What a person may claim, from what they answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jalon.people.household.build import MissingAnswer, build_household
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.household.law_answers import LawAnswers, Patience
from jalon.people.models import Person
from jalon.rights import Check, Household, check_rights, is_warm

KEPT_BYTES = 4 << 20
"""Checks kept in memory: some dozen kilobytes each."""
PATIENCE = Patience(8.0, 8.0)
"""How long a page waits. Most checks take a second; the whole law takes several."""

_checks: LawAnswers[Check] = LawAnswers(KEPT_BYTES)


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
    check = check_household(household)
    return Estimate(talk, check, is_coming=check is None)


def check_household(household: Household) -> Check | None:
    """What a household may claim; None while the law is still being built, or the check takes
    longer than a page. Raises what the engine raises.
    """
    if not is_warm():
        return None
    return _checks.ask(household, None, lambda: check_rights(household), PATIENCE)
