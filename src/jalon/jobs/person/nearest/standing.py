"""Where a person stands: what their figures depend on now, and what is kept of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Subquery

from jalon.jobs.person.gain_answers import household_of
from jalon.jobs.person.gains import Gains
from jalon.jobs.person.models import NearestOffers
from jalon.jobs.person.nearest.records import NearOffer, unpack_offers
from jalon.matching.models import Layer, Shard
from jalon.matching.snapshot import shard_of, weeks_from_json
from jalon.people.household.conversation import Conversation
from jalon.people.household.law_subject import LawSubject, name_question, write_subject
from jalon.people.models import HouseholdAnswers, LawKind, Person
from jalon.rights import Household


@dataclass(frozen=True)
class Standing:
    """A person as the database has them, with the network and the week (None: none yet) of their
    stored days. `household` is what gains are computed for, or says why there are none;
    `question` is its name, another under another law, and empty where there is none. `answers` is
    None where nothing was answered. `row` is what is kept, and `kept` the offers in it, whatever
    they answer to.
    """

    person: Person
    answers: HouseholdAnswers | None
    talk: Conversation
    network: str
    monday: dt.date | None
    household: Household | Gains
    question: str
    row: NearestOffers | None = None
    kept: Mapping[int, NearOffer] = field(default_factory=dict)

    @property
    def has_days(self) -> bool:
        """Whether what is kept answers to the person and the week as they are now."""
        row = self.row
        return row is not None and (row.week_revision, row.network, row.monday) == (
            self.person.week_revision,
            self.network,
            self.monday,
        )

    @property
    def has_gains(self) -> bool:
        """Whether gains are kept, and answer to the household and the law as they are now."""
        row = self.row
        return row is not None and self.has_days and row.household == self.question != ""


def read_standing(person: int, today: dt.date) -> Standing | None:
    """A person by their number, in two statements; None for somebody who is gone."""
    days = Shard.objects.filter(layer=Layer.DAYS, number=shard_of(person))
    found: Any = (
        Person.objects.select_related("household_answers", "nearest_offers")
        .annotate(
            days_network=Subquery(days.values("network")),
            days_mondays=Subquery(days.values("mondays")),
        )
        .filter(pk=person)
        .first()
    )
    if found is None:
        return None
    answers: HouseholdAnswers | None = getattr(found, "household_answers", None)
    born = tuple(found.children.filter(birth_date__lte=today))
    talk = Conversation(found, born, answers.answers if answers else {}, today)
    household = household_of(talk)
    question = "" if isinstance(household, Gains) else name_of(household)
    row: NearestOffers | None = getattr(found, "nearest_offers", None)
    kept = unpack_offers(row.records, row.left_out) if row else {}
    monday = weeks_from_json(found.days_mondays or {}).get("term")
    network = found.days_network or ""
    return Standing(found, answers, talk, network, monday, household, question, row, kept)


def name_of(household: Household) -> str:
    """What stands for a household and the law that answers about it."""
    return name_question(LawKind.GAINS, write_subject(LawSubject(household)))
