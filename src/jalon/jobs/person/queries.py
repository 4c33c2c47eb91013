"""What the job space answers a person. Nothing here is for anybody else's eyes (the wall).

What is known of all offers comes from what the worker keeps (`board`, `changes`, `nearest`); the
engine is asked here for the few offers that a page shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from jalon.core.time import WEEKDAYS
from jalon.jobs.company.models import Offer
from jalon.jobs.company.workplaces import KIND
from jalon.jobs.person.gain_answers import ask_gains
from jalon.jobs.person.gains import Gains
from jalon.jobs.person.week import OfferDays, gather_days
from jalon.jobs.person.week_request import make_week_request
from jalon.matching.network import current_network
from jalon.matching.queries import Windows, windows_of
from jalon.matching.week_kinds import term_week
from jalon.people.models import Person
from jalon.people.queries import list_children, list_nearby_places, may_choose_place
from jalon.reach import UNLOCK_KINDS, Day, Network, Unlock, is_near, parse_request, plan_days


def plan_offers(
    person: Person, numbers: Sequence[int], today: dt.date | None = None
) -> list[OfferDays]:
    """Some offers in this person's coming week, in the order of `numbers`; those that are gone are
    left out.
    """
    found = Offer.objects.select_related("company").prefetch_related("shifts").in_bulk(numbers)
    offers = [found[number] for number in numbers if number in found]
    network = current_network()
    near = {offer.pk for offer in offers if is_near(network, offer.lat, offer.lon)}
    asked = [offer for offer in offers if offer.pk in near and offer.shifts.all()]
    week = gather_days(offers, _plan(network, person, asked, today) if asked else ())
    return [replace(one, is_outside=one.offer.pk not in near) for one in week]


def plan_offer(person: Person, slug: str) -> OfferDays | None:
    """One offer in this person's coming week; None where there is no such offer."""
    number = Offer.objects.filter(slug=slug).values_list("pk", flat=True)[:1]
    return next(iter(plan_offers(person, list(number))), None)


def with_starts(
    person: Person, week: Sequence[OfferDays], today: dt.date | None = None
) -> list[OfferDays]:
    """The same offers, with a day for each weekday of unknown hours: between which starts it holds,
    as the worker keeps it; without these where they are being prepared.
    """
    asked = [str(offer_days.offer.pk) for offer_days in week if offer_days.offer.unknown_weekdays]
    if not asked:
        return list(week)
    known = windows_of(person, KIND, asked)
    answered = {name for name, there in zip(known.references, known.known, strict=True) if there}
    monday = known.mondays.get("term") or _week(current_network(), today)

    def add_starts(one: OfferDays) -> OfferDays:
        name = str(one.offer.pk)
        if name not in answered:
            return one
        windows = known.windows.get(name, {})
        return replace(one, days=(*one.days, *_days_of_starts(person, one.offer, monday, windows)))

    return [add_starts(one) for one in week]


def unlocks_of(person: Person, offer: Offer, today: dt.date | None = None) -> tuple[Unlock, ...]:
    """Every single change that would make one offer hold, other places with room included."""
    if offer.unknown_weekdays or not offer.shifts.all():
        return ()
    today = today or _today()
    network = current_network()
    children = [child for child in list_children(person) if may_choose_place(child, today)]
    near = {place.pk: place for child in children for place, _ in list_nearby_places(person, child)}
    request = make_week_request(person, [offer], _week(network, today), near.values())
    days = plan_days(network, parse_request(request), unlocks=UNLOCK_KINDS)
    unlocks = next((day.unlocks for day in days if day.unlocks is not None), ())
    may_move = {None, *(str(child.pk) for child in children)}
    # The engine tries the other places for every child; a school is not left for a crèche.
    return tuple(unlock for unlock in unlocks if unlock.child in may_move)


def gains_for(person: Person, week: Sequence[OfferDays], today: dt.date | None = None) -> Gains:
    """What each of these offers would bring in, all of them in one question.

    A gain may wait for another visit: no request builds the tax-benefit system, nor waits long for
    an answer.
    """
    return ask_gains(
        person, sorted(week, key=lambda offer_days: offer_days.offer.slug), today or _today()
    )


def _plan(
    network: Network, person: Person, offers: Iterable[Offer], today: dt.date | None
) -> Iterable[Day]:
    request = make_week_request(person, offers, _week(network, today))
    return plan_days(network, parse_request(request), unlocks=())


def _week(network: Network, today: dt.date | None) -> dt.date:
    return term_week(network, today or _today(), settings.JALON_SCHOOL_ZONE)


def _today() -> dt.date:
    return timezone.localdate()


def _days_of_starts(
    person: Person, offer: Offer, monday: dt.date, windows: Mapping[int, Windows]
) -> Iterator[Day]:
    for weekday in offer.unknown_weekdays:
        yield Day(
            str(person.pk),
            str(offer.pk),
            WEEKDAYS[weekday],
            None,
            date=monday + dt.timedelta(days=weekday),
            start_windows=windows.get(weekday, ()),
            start_windows_for="way_out" if offer.duration_min is None else "day",
        )
