"""The person's offers. Each view calls one query of the job space, and says what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.jobs.person.queries import gains_for, offers_for, unlocks_of, with_starts
from jalon.jobs.person.week import OfferDays
from jalon.jobs.person.working_time import list_work_rules
from jalon.people.models import Person
from jalon.web.feeds import follows_streets
from jalon.web.guards.access import for_person
from jalon.web.person.computed import computed
from jalon.web.person.offers.cards import make_refusal_card, make_unknown_card
from jalon.web.person.offers.equal_groups import make_groups
from jalon.web.person.offers.forms import SortForm
from jalon.web.person.offers.gain_section import make_gain_section, make_invitation
from jalon.web.person.offers.list_place import ListPlace, read_place
from jalon.web.person.offers.names_of import speaker_for
from jalon.web.person.offers.offer_page import make_offer_page
from jalon.web.person.offers.single_changes import (
    find_change,
    list_changes,
    list_opened,
    opening_of,
)
from jalon.web.person.offers.sorting import (
    BY_GAIN,
    choose_sort,
    list_sorts,
    make_heaps,
    nearest_first,
    rank_offers,
    sort_offers,
)
from jalon.web.words.offers.working_time import say_work_rules

PAGE_SIZE = 20
OFFERS: dict[str, Any] = {"here": "offers"}


@for_person
@require_safe
@computed
def offers(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers that hold in the person's day, in the order that they choose."""
    heaps = make_heaps(offers_for(person))
    gains = gains_for(person, heaps.holding)
    ranks = rank_offers(heaps.holding, gains)
    asked = read_place(request, "offers")
    sort = choose_sort(asked.sort, ranks)
    page, place = _turn(sort_offers(heaps.holding, sort, ranks), replace(asked, sort=sort))
    speaker = speaker_for(person)
    groups = make_groups(page, place, ranks, speaker.names, gains)
    context = {
        "heaps": heaps,
        "page": page,
        "groups": groups,
        "days": [card.day for group in groups for card in group.cards],
        "changes": list_changes(opening_of(heaps.failing), speaker),
        "form": SortForm(list_sorts(ranks), sort),
        "place": place,
        "minutes_across": 2 * person.max_trip_min,
        "invitation": make_invitation(gains, place.back()),
        "has_gains": bool(ranks),
        "by_gain": sort == BY_GAIN,
    }
    return _page(request, person, "offers", context)


@for_person
@require_safe
@computed
def offer(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """One offer: the whole day drawn leg by leg, or why it does not hold and what would do."""
    answered = offers_for(person)
    offer_days = next(
        (offer_days for offer_days in answered if offer_days.offer.slug == slug), None
    )
    if offer_days is None:
        raise Http404("Cette offre n’existe pas ou n’est plus là.")
    # With all that hold, as on the list: the same question has the same answer, and is kept.
    gains = gains_for(person, make_heaps(answered).holding if offer_days.holds else [offer_days])
    [offer_days] = with_starts(person, [offer_days])
    unlocks = unlocks_of(person, offer_days.offer) if offer_days.holds is False else ()
    speaker, place = speaker_for(person, unlocks), read_place(request)
    context = {
        "offer_page": make_offer_page(offer_days, speaker.names),
        "place": place,
        "back": place.url(slug),
        "offer_days": offer_days,
        "rules": say_work_rules(list_work_rules(offer_days, person.birth_date)),
        "unlocks": [speaker.say(unlock) for unlock in unlocks],
        "gain": make_gain_section(gains, slug, place.back(slug)),
        "invitation": make_invitation(gains, place.back(slug)),
        "streets": follows_streets(settings.JALON_NETWORK_DIR),
    }
    return _page(request, person, "offer", context)


@for_person
@require_safe
@computed
def why_not(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers that do not hold and the reasons, those nearest to holding first."""
    heaps = make_heaps(offers_for(person))
    page, place = _turn(nearest_first(heaps.failing), read_place(request, "why_not"))
    speaker = speaker_for(person)
    cards = [
        make_refusal_card(
            offer_days,
            speaker.names,
            tuple(speaker.say(unlock) for unlock in offer_days.unlocks),
            place,
        )
        for offer_days in page
    ]
    context = {"heaps": heaps, "page": page, "place": place, "cards": cards}
    return _page(request, person, "why_not", context)


@for_person
@require_safe
@computed
def unknown_hours(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers whose hours nobody gave: neither yes nor no."""
    heaps = make_heaps(sort_offers(offers_for(person), "debut", {}))
    page, place = _turn(heaps.unknown, read_place(request, "unknown_hours"))
    cards = [make_unknown_card(offer_days, place) for offer_days in with_starts(person, list(page))]
    context = {"heaps": heaps, "page": page, "place": place, "cards": cards}
    return _page(request, person, "unknown_hours", context)


@for_person
@require_safe
@computed
def opened(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers that one single change would open.

    The change is asked for after the `?`, where it stays out of the logs: it may name a place.
    """
    key = request.GET.get("changement", "")
    answered, speaker = offers_for(person), speaker_for(person)
    opening = opening_of(answered)
    change = find_change(opening, key, speaker)
    unlocks = list_opened(opening, key) if change else {}
    opened_offers = sorted(
        (offer_days for offer_days in answered if offer_days.offer.slug in unlocks),
        key=lambda offer_days: (unlocks[offer_days.offer.slug].week_s, offer_days.offer.slug),
    )
    page, place = _turn(opened_offers, read_place(request, "opened"))
    cards = [
        make_refusal_card(
            offer_days, speaker.names, (speaker.say(unlocks[offer_days.offer.slug]),), place
        )
        for offer_days in page
    ]
    context = {"change": change, "page": page, "place": place, "cards": cards}
    return _page(request, person, "opened", context)


def _turn(offers: Sequence[OfferDays], place: ListPlace) -> tuple[Page[OfferDays], ListPlace]:
    """The page asked for, or the last one, and its place."""
    page = Paginator(offers, PAGE_SIZE).get_page(place.page)
    return page, replace(place, page=page.number)


def _page(request: HttpRequest, person: Person, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"web/person/offers/{name}.html", {"person": person} | OFFERS | context)
