"""What is known of a household and what follows from it, or the kind reason why nothing does."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, replace

from jalon.people.entitlements import check_household
from jalon.people.household.build import MissingAnswer, build_household
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.household.law_answers import LawAnswers, Patience
from jalon.people.models import Person
from jalon.rights import Check, Household, Job, Ledger, is_warm, make_ledger, not_computed

KEPT_BYTES = 16 << 20
"""Years of households kept in memory, so that a figure opens at once."""
PATIENCE = Patience(8.0, 8.0)
"""How long a page waits for a year."""
NO_ANSWERS, MISSING, COMING, FAILED = "no_answers", "missing", "coming", "failed"
log = logging.getLogger("jalon.web")

_years: LawAnswers[Ledger] = LawAnswers(KEPT_BYTES)


@dataclass(frozen=True, slots=True)
class Study:
    """The answers, the household that they tell, its check and its year where they could be made.

    `problem` is empty, or NO_ANSWERS, MISSING (`missing` is the key of the question), COMING (the
    law is still being built, or takes longer than a page) or FAILED. `why_no_year` names what is
    not written of the law of this household.
    """

    talk: Conversation
    household: Household | None = None
    check: Check | None = None
    ledger: Ledger | None = None
    problem: str = ""
    missing: str = ""
    why_no_year: tuple[str, ...] = ()


def study_rights(person: Person, today: dt.date, job: Job | None = None) -> Study:
    """What `person` may claim, and the year from now, or from the start of `job` with it."""
    study = study_year(person, today, job)
    if study.household is None or study.problem == FAILED:
        return study
    try:
        check = check_household(study.household)
    except Exception as error:
        return _failed(study.talk, error)
    return replace(study, check=check, problem=study.problem if check else COMING)


def study_year(person: Person, today: dt.date, job: Job | None = None) -> Study:
    """The year alone: what opening a figure needs."""
    talk = conversation_of(person, today)
    if not talk.answers:
        return Study(talk, problem=NO_ANSWERS)
    try:
        household = build_household(talk)
    except MissingAnswer as wanted:
        return Study(talk, problem=MISSING, missing=wanted.key)
    if why := not_computed(household):
        return Study(talk, household, why_no_year=why)
    try:
        ledger = ask_year(household, job) if is_warm() else None
    except Exception as error:
        return _failed(talk, error)
    return Study(talk, household, ledger=ledger, problem="" if ledger else COMING)


def ask_year(household: Household, job: Job | None) -> Ledger | None:
    """The year of a household, computed once while it stays the same; None: at another visit."""
    return _years.ask(household, job, lambda: make_ledger(household, job), PATIENCE)


def _failed(talk: Conversation, error: Exception) -> Study:
    # OpenFisca raises whatever its formulas do. Its kind alone: a message may hold an amount.
    log.error("no rights computed for an agent: %s", type(error).__name__)
    return Study(talk, problem=FAILED)
