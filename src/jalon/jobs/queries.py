"""What the job space answers a person. Nothing here is for anybody else's eyes (the wall)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from jalon.jobs.answers import answer, current_network, week_to_ask
from jalon.jobs.models import Offer
from jalon.jobs.questions import ask, may_ask
from jalon.people.models import Person
from jalon.people.queries import list_children, list_nearby_places, may_choose_place
from jalon.reach import UNLOCK_KINDS, Day, Unlock, UnlockKind

QUICK_KINDS: tuple[UnlockKind, ...] = (
    "place_opens_earlier",
    "place_closes_later",
    "bicycle",
    "car",
)
"""Changes that need no new search: every page has them. `unlocks_of` has the others."""


@dataclass(frozen=True)
class OfferDays:
    """One offer in one person's week: a day for each weekday that the offer works.

    `holds` is None where hours are unknown and no other day fails.
    """

    offer: Offer
    days: tuple[Day, ...]

    @property
    def holds(self) -> bool | None:
        """Whether every day holds."""
        verdicts = {day.holdable for day in self.days}
        return False if False in verdicts else None if None in verdicts or not verdicts else True

    @property
    def unlocks(self) -> tuple[Unlock, ...]:
        """The single changes that would make it hold; none where it holds or is unknown."""
        return next((day.unlocks for day in self.days if day.unlocks is not None), ())

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
    asked = [offer for offer in offers if may_ask(offer)]
    network = current_network()
    monday = week_to_ask(network, today or timezone.localdate())
    days = answer(network, ask(person, asked, monday), QUICK_KINDS) if asked else ()
    by_offer: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        by_offer[day.offer].append(day)
    return [OfferDays(offer, tuple(by_offer[str(offer.pk)])) for offer in offers]


def unlocks_of(person: Person, offer: Offer, today: dt.date | None = None) -> tuple[Unlock, ...]:
    """Every single change that would make one offer hold, other places with room included."""
    if not may_ask(offer):
        return ()
    today = today or timezone.localdate()
    network = current_network()
    children = [child for child in list_children(person) if may_choose_place(child, today)]
    near = {place.pk: place for child in children for place, _ in list_nearby_places(person, child)}
    question = ask(person, [offer], week_to_ask(network, today), near.values())
    found = OfferDays(offer, answer(network, question, UNLOCK_KINDS))
    may_move = {None, *(str(child.pk) for child in children)}
    # The engine tries the other places for every child; a school is not left for a crèche.
    return tuple(unlock for unlock in found.unlocks if unlock.child in may_move)
