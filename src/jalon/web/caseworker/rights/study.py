"""What is known of a household and what follows from it, or the kind reason why nothing does."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, replace

from jalon.core.errors import JalonError
from jalon.people.entitlements import check_household
from jalon.people.household.build import MissingAnswer, build_household
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.household.law_answers import ask_law
from jalon.people.household.law_subject import LawSubject
from jalon.people.models import LawKind, Person
from jalon.rights import Check, Household, Job, ToldYear, not_computed, read_year

NO_ANSWERS, MISSING, COMING, FAILED = "no_answers", "missing", "coming", "failed"
log = logging.getLogger("jalon.web")


@dataclass(frozen=True, slots=True)
class Study:
    """The answers, the household that they tell, its check and its year where they could be made.

    `problem` is empty, or NO_ANSWERS, MISSING (`missing` is the key of the question), COMING (the
    worker has not answered yet) or FAILED. `why_no_year` names what is not written of the law of
    this household.
    """

    talk: Conversation
    household: Household | None = None
    check: Check | None = None
    year: ToldYear | None = None
    problem: str = ""
    missing: str = ""
    why_no_year: tuple[str, ...] = ()


def study_rights(person: Person, today: dt.date, job: Job | None = None) -> Study:
    """What `person` may claim, and the year from now, or from the start of `job` with it."""
    study = study_year(person, today, job)
    if study.household is None or study.problem == FAILED:
        return study
    try:
        check = check_household(person, study.household)
    except JalonError as error:
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
        year = ask_year(person, household, job)
    except JalonError as error:
        return _failed(talk, error)
    return Study(talk, household, year=year, problem="" if year else COMING)


def ask_year(person: Person, household: Household, job: Job | None) -> ToldYear | None:
    """The year of the household of `person`; None while the worker prepares it.

    Raises NoAnswerError.
    """
    kind = LawKind.YEAR if job is None else LawKind.SIMULATION
    jobs = () if job is None else (job,)
    text = ask_law(person, kind, LawSubject(household, jobs))
    return None if text is None else read_year(text)


def _failed(talk: Conversation, error: JalonError) -> Study:
    log.error("no rights computed for an agent: %s", type(error).__name__)
    return Study(talk, problem=FAILED)
