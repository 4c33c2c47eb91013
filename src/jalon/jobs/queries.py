"""What the job space answers a person. Nothing here is for anybody else's eyes (the wall)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from jalon.jobs.answers import answer, current_network, week_to_ask
from jalon.jobs.models import Offer
from jalon.jobs.questions import ask
from jalon.people.models import Person
from jalon.reach import Day


@dataclass(frozen=True)
class OfferDays:
    """One offer in one person's week: a day for each weekday that the offer works.

    `holds` is None where the hours are unknown.
    """

    offer: Offer
    days: tuple[Day, ...]

    @property
    def holds(self) -> bool | None:
        """Whether every day holds."""
        return all(day.holdable for day in self.days) if self.days else None

    @property
    def week_min(self) -> int | None:
        """Minutes of travel a week, rounded up; None unless the offer holds."""
        if not self.holds:
            return None
        seconds = sum((day.out_s or 0) + (day.back_s or 0) for day in self.days)
        return -(-seconds // 60)

    @property
    def worst_slack_s(self) -> int | None:
        """The tightest day's slack; None unless the offer holds."""
        if not self.holds:
            return None
        return min(day.slack_s or 0 for day in self.days)

    @property
    def typical(self) -> Day | None:
        """The day shown on a card: the tightest, so that no other one is worse; None if none."""
        if not self.holds:
            return None
        return min(self.days, key=lambda day: day.slack_s or 0)


def offers_for(person: Person, today: dt.date | None = None) -> list[OfferDays]:
    """Every offer in this person's coming week, in the offers' own order."""
    offers = list(Offer.objects.select_related("company").prefetch_related("shifts"))
    network = current_network()
    monday = week_to_ask(network, today or timezone.localdate())
    with_hours = [offer for offer in offers if offer.shifts.all()]
    days = answer(network, ask(person, with_hours, monday)) if with_hours else ()
    by_offer: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        by_offer[day.offer].append(day)
    return [OfferDays(offer, tuple(by_offer[str(offer.pk)])) for offer in offers]
