"""The person's pages. Each view calls one query or one action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jalon.jobs.queries import OfferDays, offers_for
from jalon.people.actions.change_limits import change_limits
from jalon.people.models import Person
from jalon.people.queries import list_children
from jalon.web.access import for_person
from jalon.web.computed import computed
from jalon.web.kept_form import take_form
from jalon.web.person.board import Board, choose_sort, make_board, nearest_first, sort_offers
from jalon.web.person.cards import make_offer_card, make_refusal_card
from jalon.web.person.forms import LimitsForm, SortForm
from jalon.web.person.names import names_for
from jalon.web.person.profile import list_bounds, say_means
from jalon.web.person.sheet import make_sheet

PAGE_SIZE = 20
OFFERS: dict[str, Any] = {"here": "offers"}
PROFILE: dict[str, Any] = {"here": "profile"}


@for_person
@require_safe
@computed
def offers(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers that hold in the person's day, in the order that they choose."""
    sort = choose_sort(request.GET.get("tri", ""))
    board = make_board(sort_offers(offers_for(person), sort))
    page = Paginator(board.holding, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "board": board,
        "page": page,
        "cards": [make_offer_card(found) for found in page],
        "form": SortForm(initial={"tri": sort}),
        "kept": f"{urlencode({'tri': sort})}&",
        "minutes_across": 2 * person.max_trip_min,
    }
    return _page(request, person, "offers", OFFERS | context)


@for_person
@require_safe
@computed
def offer(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """One offer: the whole day drawn leg by leg, or why it does not hold."""
    found = next((found for found in offers_for(person) if found.offer.slug == slug), None)
    if found is None:
        raise Http404("Cette offre n’existe pas ou n’est plus là.")
    context = {"sheet": make_sheet(found, names_for(person)), "found": found}
    return _page(request, person, "offer", OFFERS | context)


@for_person
@require_safe
@computed
def why_not(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers that do not hold and the reasons, those nearest to holding first."""
    board = make_board(offers_for(person))
    return _refusals(request, person, board, nearest_first(board.failing), "why_not")


@for_person
@require_safe
@computed
def unknown_hours(request: HttpRequest, person: Person) -> HttpResponse:
    """The offers whose hours nobody gave: neither yes nor no."""
    board = make_board(sort_offers(offers_for(person), "debut"))
    return _refusals(request, person, board, board.unknown, "unknown_hours")


@for_person
@require_safe
def profile(request: HttpRequest, person: Person) -> HttpResponse:
    """What the computation knows of the person, to be checked by them."""
    context = {
        "children": list_children(person),
        "bounds": list_bounds(person),
        "means": say_means(person),
    }
    return _page(request, person, "profile", PROFILE | context)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest, person: Person) -> HttpResponse:
    """The bounds of the person's day, to change."""
    kept = take_form(request, person)
    sent = request.method == "POST"
    form = LimitsForm(person, request.POST if sent else kept)
    if sent and form.is_valid():
        change_limits(person, form.limits())
        messages.success(request, "C’est noté. Vos offres suivent vos nouvelles limites.")
        return redirect("profile")
    context = {"form": form, "kept": kept is not None}
    return _page(request, person, "limits", PROFILE | context, status=422 if sent else 200)


def _refusals(
    request: HttpRequest, person: Person, board: Board, heap: Sequence[OfferDays], name: str
) -> HttpResponse:
    names = names_for(person)
    page = Paginator(heap, PAGE_SIZE).get_page(request.GET.get("page"))
    cards = [make_refusal_card(found, names) for found in page]
    return _page(request, person, name, OFFERS | {"board": board, "page": page, "cards": cards})


def _page(
    request: HttpRequest, person: Person, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, f"web/person/{name}.html", {"person": person} | context, status=status)
