"""The pages of a person's offers: counted and sorted as the worker keeps them; the engine is asked
for the cards that are shown alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.jobs.person.board import OfferBoard, board_of
from jalon.jobs.person.changes import changes_of
from jalon.jobs.person.nearest.read import nearest_of
from jalon.jobs.person.queries import plan_offers, with_starts
from jalon.matching.network import current_network
from jalon.people.models import Person
from jalon.web.guards.access import for_person
from jalon.web.person.computed import computed
from jalon.web.person.offers.cards import make_refusal_card, make_unknown_card
from jalon.web.person.offers.equal_groups import make_groups
from jalon.web.person.offers.forms import SortForm
from jalon.web.person.offers.gain_section import make_invitation
from jalon.web.person.offers.kept_gains import tell_gains
from jalon.web.person.offers.list_place import ListPlace, read_place
from jalon.web.person.offers.names_of import speaker_for
from jalon.web.person.offers.single_changes import (
    find_change,
    is_within,
    list_changes,
    open_with,
)
from jalon.web.person.offers.sorting import (
    BY_GAIN,
    SORTS,
    Figures,
    choose_sort,
    list_sorts,
    sort_offers,
    sort_shown,
)
from jalon.web.waits import look_again

PAGE_SIZE = 20
ListView = Callable[[HttpRequest, Person, OfferBoard], HttpResponse]


def lists_offers(view: ListView) -> Callable[[HttpRequest], HttpResponse]:
    """A page that lists a person's offers: given their board, once something is known of it."""

    @for_person
    @require_safe
    @computed
    @wraps(view)
    def listed(request: HttpRequest, person: Person) -> HttpResponse:
        board = board_of(person)
        return _await(request, person) if board.is_awaited else view(request, person, board)

    return listed


@lists_offers
def offers(request: HttpRequest, person: Person, board: OfferBoard) -> HttpResponse:
    """The offers that hold in the person's day, in the order that they choose."""
    nearest = nearest_of(person)
    figures, asked = Figures.of(board, nearest), read_place(request, "offers")
    sort = choose_sort(asked.sort, figures)
    numbers = sort_offers(figures, sort)
    page, shown, place = _turn(numbers, replace(asked, sort=sort))
    week = plan_offers(person, shown)
    holding = sort_shown([one for one in week if one.holds], sort)
    changes, speaker = changes_of(person, board), speaker_for(person)
    groups = make_groups(holding, place, speaker.names, figures)
    context = {
        "page": page,
        "groups": groups,
        "moved": len(week) - len(holding),
        "days": [card.day for group in groups for card in group.cards],
        "changes": list_changes(changes.opened, speaker),
        "form": SortForm(list_sorts(figures), sort),
        "place": place,
        "minutes_across": 2 * person.max_trip_min,
        "invitation": make_invitation(tell_gains(nearest), place.back()),
        "has_gains": bool(figures.ranks),
        "gains_at": nearest.computed_at,
        "by_gain": sort == BY_GAIN,
        "only_nearest": len(numbers) if SORTS[sort].key is None else 0,
    }
    return _page(request, person, "offers", board, context)


@lists_offers
def why_not(request: HttpRequest, person: Person, board: OfferBoard) -> HttpResponse:
    """The offers that do not hold and the reasons: those that one change opens, then the nearest to
    home."""
    changes = changes_of(person, board)
    numbers = changes.nearest_first(board.sort(board.failing, "distance"))
    page, shown, place = _turn(numbers.tolist(), read_place(request, "why_not"))
    unlocks, speaker = changes.find_unlocks(np.array(shown, dtype=np.int64)), speaker_for(person)
    metres = dict(zip(shown, board.metres(np.array(shown, dtype=np.int64)).tolist(), strict=True))
    week = plan_offers(person, shown)
    cards = [
        make_refusal_card(
            one,
            speaker.names,
            tuple(speaker.say(unlock) for unlock in unlocks.get(one.offer.pk, ())),
            place,
            metres[one.offer.pk] if one.offer.pk not in unlocks else None,
        )
        for one in week
        if one.holds is False
    ]
    context = {
        "page": page,
        "place": place,
        "cards": cards,
        "moved": len(week) - len(cards),
        "has_unlocks": bool(changes.opened),
        "unlocks_awaited": changes.refreshed_at is None,
    }
    return _page(request, person, "why_not", board, context)


@lists_offers
def unknown_hours(request: HttpRequest, person: Person, board: OfferBoard) -> HttpResponse:
    """The offers whose hours nobody gave: neither yes nor no."""
    numbers = board.sort(board.unknown, "start").tolist()
    page, shown, place = _turn(numbers, read_place(request, "unknown_hours"))
    week = with_starts(person, plan_offers(person, shown))
    cards = [make_unknown_card(one, place) for one in week if one.holds is None]
    context = {"page": page, "place": place, "cards": cards, "moved": len(week) - len(cards)}
    return _page(request, person, "unknown_hours", board, context)


@lists_offers
def opened(request: HttpRequest, person: Person, board: OfferBoard) -> HttpResponse:
    """The offers that one single change would open.

    The change is asked for after the `?`, where it stays out of the logs: it may name a place.
    """
    changes = changes_of(person, board)
    if changes.refreshed_at is None:
        return _await(request, person)
    speaker, asked = speaker_for(person), read_place(request, "opened")
    change = find_change(changes.opened, asked.change, speaker)
    found = open_with(changes.opened, asked.change)
    page, shown, place = _turn(found.rows.tolist() if found else [], asked)
    unlocks = changes.find_unlocks(np.array(shown, dtype=np.int64))
    week = plan_offers(person, shown)
    cards = [
        make_refusal_card(
            one,
            speaker.names,
            tuple(
                speaker.say(unlock)
                for unlock in unlocks[one.offer.pk]
                if is_within(unlock, asked.change)
            ),
            place,
        )
        for one in week
        if one.holds is False
    ]
    moved = len(week) - len(cards)
    context = {"change": change, "page": page, "place": place, "cards": cards, "moved": moved}
    return _page(request, person, "opened", board, context)


def _turn(numbers: Sequence[int], place: ListPlace) -> tuple[Page[int], list[int], ListPlace]:
    """The page asked for, or the last one, the numbers of its offers, and its place."""
    page = Paginator(numbers, PAGE_SIZE).get_page(place.page)
    return page, list(page), replace(place, page=page.number)


def _await(request: HttpRequest, person: Person) -> HttpResponse:
    """The page of who changed what their days depend on, until the worker has seen it.

    NetworkError where there is no timetable: nothing is being prepared then.
    """
    current_network()
    return _render(request, person, "coming", look_again(request))


def _page(
    request: HttpRequest, person: Person, name: str, board: OfferBoard, context: dict[str, Any]
) -> HttpResponse:
    said = {"counts": board.counts, "seen_at": board.refreshed_at}
    return _render(request, person, name, said | context)


def _render(
    request: HttpRequest, person: Person, name: str, context: dict[str, Any]
) -> HttpResponse:
    known = {"person": person, "here": "offers"}
    return render(request, f"web/person/offers/{name}.html", known | context)
