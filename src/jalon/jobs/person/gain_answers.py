"""The engine's gains, kept for a while, and computed beside the page that asks for them.

A household whose law is short is answered while the page waits; one that needs the whole law takes
longer than a page may, and finds its figures at the next visit.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from jalon.core.errors import JalonError
from jalon.jobs.person.gains import DayPoints, Gains, make_job, may_begin
from jalon.jobs.person.week import OfferDays
from jalon.people.household import keys
from jalon.people.household.build import MissingAnswer, build_household
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.household.law_answers import LawAnswers, Patience
from jalon.people.models import Person
from jalon.rights import Gain, Household, Job, find_gains, is_warm, not_computed

KEPT_BYTES = 32 << 20
"""Answers kept in the memory of one process; four hundred gains take a few megabytes."""
PATIENCE = Patience(3.0, 0.0)
"""How long a page waits for its gains; it is shown without them after that."""
NEEDED_KEYS = (keys.COUPLE, keys.SITUATION, keys.HOUSING)
"""Without these answers a figure would be about nobody."""

log = logging.getLogger("jalon.jobs")
_gains: LawAnswers[tuple[Gain, ...]] = LawAnswers(KEPT_BYTES)


def ask_gains(person: Person, week: Sequence[OfferDays], today: dt.date) -> Gains:
    """The gains of offers, or why there are none now."""
    talk = conversation_of(person, today)
    try:
        household = _household_of(talk)
    except MissingAnswer as wanted:
        return Gains(talk, "no_household", missing=wanted.key if talk.answers else "")
    if why := not_computed(household):
        return Gains(talk, "not_computed", why=why)
    points = DayPoints(person)
    jobs = [
        make_job(offer_days, points, today) for offer_days in week if may_begin(offer_days, today)
    ]
    gains = _answer(household, jobs) if is_warm() else None
    if gains is None:
        return Gains(talk, "not_ready")
    return Gains(talk, "known", {gain.id: gain for gain in gains})


def _household_of(talk: Conversation) -> Household:
    for key in NEEDED_KEYS:
        if key not in talk.answers:
            raise MissingAnswer(key)
    return build_household(talk)


def _answer(household: Household, jobs: list[Job]) -> tuple[Gain, ...] | None:
    """The gains, computed once while household and jobs stay the same; None when not there yet."""
    try:
        return _gains.ask(household, jobs, lambda: tuple(find_gains(household, jobs)), PATIENCE)
    except JalonError as error:
        # The sentence may quote what somebody said.
        log.error("no gain computed: %s", type(error).__name__)
        return None
