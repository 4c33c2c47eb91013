"""The person's offers. Each view calls one query of the job space, and says what it found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.jobs.person.queries import gains_for, offers_for, unlocks_of, with_starts
from jalon.jobs.person.week import OfferDays
from jalon.people.models import Person
from jalon.web.feeds import follows_streets
from jalon.web.guards.access import for_person
from jalon.web.guards.computed import computed
from jalon.web.person.offers.cards import RefusalCard, make_refusal_card, make_unknown_card
from jalon.web.person.offers.equal_groups import make_groups
from jalon.web.person.offers.forms import SortForm
from jalon.web.person.offers.gain_section import make_gain_sheet, make_invitation
from jalon.web.person.offers.names_of import speaker_for
from jalon.web.person.offers.offer_page import make_sheet
from jalon.web.person.offers.single_changes import (
    find_change,
    list_changes,
    list_opened,
    opening_of,
)
from jalon.web.person.offers.sorting import (
    BY_GAIN,
    Board,
    choose_sort,
    list_sorts,
    make_board,
    nearest_first,
    rank_offers,
    sort_offers,
)

PAGE_SIZE = 20
OFFERS: dict[str, Any] = {"here": "offers"}


@for_person
@require_safe
@computed
def offers(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers that hold in the person's day, in the order that they choose."""
    board = make_board(offers_for(person))
    gains = gains_for(person, board.holding)
    ranks = rank_offers(board.holding, gains)
    sort = choose_sort(request.GET.get("tri", ""), ranks)
    holding = sort_offers(board.holding, sort, ranks)
    page = Paginator(holding, PAGE_SIZE).get_page(request.GET.get("page"))
    speaker = speaker_for(person)
    groups = make_groups(page, sort, ranks, speaker.names, gains)
    context = {
        "board": board,
        "page": page,
        "groups": groups,
        "days": [card.day for group in groups for card in group.cards],
        "changes": list_changes(opening_of(board.failing), speaker),
        "form": SortForm(list_sorts(ranks), sort),
        "kept": f"{urlencode({'tri': sort})}&",
        "minutes_across": 2 * person.max_trip_min,
        "invitation": make_invitation(gains),
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
    found = next((found for found in answered if found.offer.slug == slug), None)
    if found is None:
        raise Http404("Cette offre n’existe pas ou n’est plus là.")
    # With all that hold, as on the list: the same question has the same answer, and is kept.
    gains = gains_for(person, make_board(answered).holding if found.holds else [found])
    [found] = with_starts(person, [found])
    unlocks = unlocks_of(person, found.offer) if found.holds is False else ()
    speaker = speaker_for(person, unlocks)
    context = {
        "sheet": make_sheet(found, speaker.names),
        "found": found,
        "unlocks": [speaker.say(unlock) for unlock in unlocks],
        "gain": make_gain_sheet(gains, slug),
        "invitation": make_invitation(gains),
        "streets": follows_streets(settings.JALON_NETWORK_DIR),
    }
    return _page(request, person, "offer", context)


@for_person
@require_safe
@computed
def why_not(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers that do not hold and the reasons, those nearest to holding first."""
    board = make_board(offers_for(person))
    page = Paginator(nearest_first(board.failing), PAGE_SIZE).get_page(request.GET.get("page"))
    speaker = speaker_for(person)
    cards = [
        make_refusal_card(
            found,
            speaker.names,
            tuple(speaker.say(unlock) for unlock in found.unlocks),
        )
        for found in page
    ]
    return _heap(request, person, board, page, cards, "why_not")


@for_person
@require_safe
@computed
def unknown_hours(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers whose hours nobody gave: neither yes nor no."""
    board = make_board(sort_offers(offers_for(person), "debut", {}))
    page = Paginator(board.unknown, PAGE_SIZE).get_page(request.GET.get("page"))
    cards = [make_unknown_card(found) for found in with_starts(person, list(page))]
    return _heap(request, person, board, page, cards, "unknown_hours")


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
    found = [one for one in answered if one.offer.slug in unlocks]
    found.sort(key=lambda one: (unlocks[one.offer.slug].week_s, one.offer.slug))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    cards = [
        make_refusal_card(one, speaker.names, (speaker.say(unlocks[one.offer.slug]),))
        for one in page
    ]
    kept = f"{urlencode({'changement': key})}&"
    context = {"change": change, "page": page, "cards": cards, "kept": kept}
    return _page(request, person, "opened", context)


def _heap(
    request: HttpRequest,
    person: Person,
    board: Board,
    page: Sequence[OfferDays],
    cards: Sequence[RefusalCard],
    name: str,
) -> HttpResponse:
    return _page(request, person, name, {"board": board, "page": page, "cards": cards})


def _page(request: HttpRequest, person: Person, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"web/person/offers/{name}.html", {"person": person} | OFFERS | context)
