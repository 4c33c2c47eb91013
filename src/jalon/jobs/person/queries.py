"""What the job space answers a person. Nothing here is for anybody else's eyes (the wall)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from jalon.jobs.company.models import Offer
from jalon.jobs.person.day_answers import find_days, week_to_ask
from jalon.jobs.person.gain_answers import ask_gains
from jalon.jobs.person.gains import Gains
from jalon.jobs.person.week import OfferDays
from jalon.jobs.person.week_request import make_starts_request, make_week_request
from jalon.matching.network import current_network
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


def offers_for(
    person: Person, today: dt.date | None = None, most: int | None = None
) -> list[OfferDays]:
    """Every offer in this person's coming week, or the first `most`, in the offers' own order."""
    offers = list(Offer.objects.select_related("company").prefetch_related("shifts")[:most])
    with_shifts = [offer for offer in offers if offer.shifts.all()]
    network = current_network()
    monday = week_to_ask(network, today or _today())
    request = make_week_request(person, with_shifts, monday)
    by_offer = _by_offer(find_days(network, request, QUICK_KINDS) if with_shifts else ())
    return [OfferDays(offer, tuple(by_offer[str(offer.pk)])) for offer in offers]


def with_starts(
    person: Person, week: Sequence[OfferDays], today: dt.date | None = None
) -> list[OfferDays]:
    """The same offers, with a day for each weekday of unknown hours: between which starts it holds.

    Asked apart, for the few offers that are shown: it takes as long as all the others together.
    """
    without_hours = [offer_days.offer for offer_days in week if offer_days.offer.unknown_weekdays]
    if not without_hours:
        return list(week)
    network = current_network()
    monday = week_to_ask(network, today or _today())
    by_offer = _by_offer(find_days(network, make_starts_request(person, without_hours, monday), ()))
    return [
        replace(offer_days, days=(*offer_days.days, *by_offer.get(str(offer_days.offer.pk), ())))
        for offer_days in week
    ]


def unlocks_of(person: Person, offer: Offer, today: dt.date | None = None) -> tuple[Unlock, ...]:
    """Every single change that would make one offer hold, other places with room included."""
    if offer.unknown_weekdays or not offer.shifts.all():
        return ()
    today = today or _today()
    network = current_network()
    children = [child for child in list_children(person) if may_choose_place(child, today)]
    near = {place.pk: place for child in children for place, _ in list_nearby_places(person, child)}
    monday = week_to_ask(network, today)
    request = make_week_request(person, [offer], monday, near.values())
    offer_days = OfferDays(offer, find_days(network, request, UNLOCK_KINDS))
    may_move = {None, *(str(child.pk) for child in children)}
    # The engine tries the other places for every child; a school is not left for a crèche.
    return tuple(unlock for unlock in offer_days.unlocks if unlock.child in may_move)


def gains_for(person: Person, week: Sequence[OfferDays], today: dt.date | None = None) -> Gains:
    """What each of these offers would bring in, all of them in one question.

    Asked for the offers that hold, in any order. A gain may wait for another visit: no request
    builds the tax-benefit system, nor waits long for an answer.
    """
    return ask_gains(
        person, sorted(week, key=lambda offer_days: offer_days.offer.slug), today or _today()
    )


def _today() -> dt.date:
    return timezone.localdate()


def _by_offer(days: Iterable[Day]) -> dict[str, list[Day]]:
    by_offer: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        by_offer[day.offer].append(day)
    return by_offer
