"""What a person may claim, from what they answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jalon.people.household.build import MissingAnswer, build_household
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.household.law_answers import ask_law
from jalon.people.household.law_subject import LawSubject
from jalon.people.models import LawKind, Person
from jalon.rights import Check, Household, read_check


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answers of a person and what follows from them.

    There is no check without any answer, nor where `missing`, the key of a question, has none, nor
    while `is_coming`: the worker has not answered yet.
    """

    talk: Conversation
    check: Check | None = None
    missing: str = ""
    is_coming: bool = False


def rights_of(person: Person, today: dt.date) -> Estimate:
    """What `person` may claim in the month of `today`. Raises NoAnswerError."""
    talk = conversation_of(person, today)
    if not talk.answers:
        return Estimate(talk)
    try:
        household = build_household(talk)
    except MissingAnswer as wanted:
        return Estimate(talk, missing=wanted.key)
    check = check_household(person, household)
    return Estimate(talk, check, is_coming=check is None)


def check_household(person: Person, household: Household) -> Check | None:
    """What the household of `person` may claim; None while the worker prepares it.

    Raises NoAnswerError.
    """
    text = ask_law(person, LawKind.CHECK, LawSubject(household))
    return None if text is None else read_check(text)
