"""The gains of a person's offers, read where a worker keeps them: no page waits for the law."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jalon.core.errors import JalonError
from jalon.jobs.person.gains import DayPoints, Gains, make_job, may_begin
from jalon.jobs.person.week import OfferDays
from jalon.people.household import keys
from jalon.people.household.build import MissingAnswer, build_household
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.household.law_answers import ask_law
from jalon.people.household.law_subject import LawSubject
from jalon.people.models import LawKind, Person
from jalon.rights import Gain, Household, Job, KeptGains, not_computed, read_gains

NEEDED_KEYS = (keys.COUPLE, keys.SITUATION, keys.HOUSING)
"""Without these answers a figure would be about nobody."""

log = logging.getLogger("jalon.jobs")


@dataclass(frozen=True, slots=True)
class GainsBySlug(Mapping[str, Gain]):
    """Gains by the slug of their offer, each read when it is wanted."""

    ranks: Mapping[str, int]
    kept: KeptGains

    def __getitem__(self, slug: str) -> Gain:
        return replace(self.kept.read(self.ranks[slug]), id=slug)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ranks)

    def __len__(self) -> int:
        return len(self.ranks)


def ask_gains(person: Person, week: Sequence[OfferDays], today: dt.date) -> Gains:
    """The gains of offers, or why there are none now."""
    talk = conversation_of(person, today)
    household = household_of(talk)
    if isinstance(household, Gains):
        return household
    points = DayPoints(person)
    jobs = [
        make_job(offer_days, points, today) for offer_days in week if may_begin(offer_days, today)
    ]
    if not jobs:
        return Gains(talk, "known")
    found = _ask(person, household, jobs)
    if found is None:
        return Gains(talk, "not_ready")
    return Gains(talk, "known", found)


def household_of(talk: Conversation) -> Household | Gains:
    """The household whose gains can be told, or why there are none."""
    try:
        household = _build(talk)
    except MissingAnswer as wanted:
        return Gains(talk, "no_household", missing=wanted.key if talk.answers else "")
    why = not_computed(household)
    return Gains(talk, "not_computed", why=why) if why else household


def _build(talk: Conversation) -> Household:
    for key in NEEDED_KEYS:
        if key not in talk.answers:
            raise MissingAnswer(key)
    return build_household(talk)


def _ask(person: Person, household: Household, jobs: list[Job]) -> GainsBySlug | None:
    """The gains, made once while household and jobs stay the same; None when not there yet.

    What is asked of the law names no offer: what is kept beside a household is of the job space.
    """
    unnamed = tuple(replace(job, id=str(rank)) for rank, job in enumerate(jobs))
    try:
        text = ask_law(person, LawKind.GAINS, LawSubject(household, unnamed))
    except JalonError as error:
        log.error("no gain computed: %s", type(error).__name__)
        return None
    if text is None:
        return None
    return GainsBySlug({job.id: rank for rank, job in enumerate(jobs)}, read_gains(text))
