"""What the job space answers a person. Nothing here is for anybody else's eyes (the wall)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from jalon.jobs.company.models import Offer
from jalon.jobs.person.day_answers import answer, current_network, week_to_ask
from jalon.jobs.person.gain_answers import ask_gains
from jalon.jobs.person.gains import Gains
from jalon.jobs.person.questions import ask, ask_starts
from jalon.jobs.person.week import OfferDays
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


def offers_for(person: Person, today: dt.date | None = None) -> list[OfferDays]:
    """Every offer in this person's coming week, in the offers' own order."""
    offers = list(Offer.objects.select_related("company").prefetch_related("shifts"))
    asked = [offer for offer in offers if offer.shifts.all()]
    network = current_network()
    monday = week_to_ask(network, today or _today())
    days = answer(network, ask(person, asked, monday), QUICK_KINDS) if asked else ()
    by_offer = _by_offer(days)
    return [OfferDays(offer, tuple(by_offer[str(offer.pk)])) for offer in offers]


def with_starts(
    person: Person, found: Sequence[OfferDays], today: dt.date | None = None
) -> list[OfferDays]:
    """The same offers, with a day for each weekday of unknown hours: between which starts it holds.

    Asked apart, for the few offers that are shown: it takes as long as all the others together.
    """
    asked = [one.offer for one in found if one.offer.unknown_weekdays]
    if not asked:
        return list(found)
    network = current_network()
    monday = week_to_ask(network, today or _today())
    by_offer = _by_offer(answer(network, ask_starts(person, asked, monday), ()))
    return [replace(one, days=(*one.days, *by_offer.get(str(one.offer.pk), ()))) for one in found]


def unlocks_of(person: Person, offer: Offer, today: dt.date | None = None) -> tuple[Unlock, ...]:
    """Every single change that would make one offer hold, other places with room included."""
    if offer.unknown_weekdays or not offer.shifts.all():
        return ()
    today = today or _today()
    network = current_network()
    children = [child for child in list_children(person) if may_choose_place(child, today)]
    near = {place.pk: place for child in children for place, _ in list_nearby_places(person, child)}
    question = ask(person, [offer], week_to_ask(network, today), near.values())
    found = OfferDays(offer, answer(network, question, UNLOCK_KINDS))
    may_move = {None, *(str(child.pk) for child in children)}
    # The engine tries the other places for every child; a school is not left for a crèche.
    return tuple(unlock for unlock in found.unlocks if unlock.child in may_move)


def gains_for(person: Person, found: Sequence[OfferDays], today: dt.date | None = None) -> Gains:
    """What each of these offers would bring in, all of them in one question.

    Asked for the offers that hold, in any order. A gain may wait for another visit: no request
    builds the tax-benefit system, nor waits long for an answer.
    """
    return ask_gains(person, sorted(found, key=lambda one: one.offer.slug), today or _today())


def _today() -> dt.date:
    return timezone.localdate()


def _by_offer(days: Iterable[Day]) -> dict[str, list[Day]]:
    by_offer: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        by_offer[day.offer].append(day)
    return by_offer
