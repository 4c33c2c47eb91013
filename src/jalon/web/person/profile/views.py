"""What the person says of themselves: limits, vehicles, possible places for the children."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jalon.people.actions.add_care_option import MOST_PLACES, TooManyPlacesError, add_care_option
from jalon.people.actions.change_limits import change_limits
from jalon.people.actions.change_means import change_means
from jalon.people.actions.remove_care_option import remove_care_option
from jalon.people.models import Child, Person
from jalon.people.queries import list_children, list_nearby_places, may_choose_place
from jalon.web.guards.access import for_person
from jalon.web.guards.kept_form import take_form
from jalon.web.person.profile.descriptions import (
    describe_child,
    describe_nearby,
    list_bounds,
    say_means,
)
from jalon.web.person.profile.forms import LimitsForm, MeansForm

MOST_NEARBY = 6
"""Places shown to choose from: more are no help."""


@for_person
@require_safe
def profile(request: HttpRequest, person: Person) -> HttpResponse:
    """What the computation knows of the person, to be checked by them."""
    today = timezone.localdate()
    children = list_children(person)
    context = {
        "children": [(child, may_choose_place(child, today)) for child in children],
        "bounds": list_bounds(person),
        "means": say_means(person),
    }
    return _page(request, person, "profile", context)


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
    return _page(request, person, "limits", context, status=422 if sent else 200)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def means(request: HttpRequest, person: Person) -> HttpResponse:
    """The vehicles that the person has, to change."""
    kept = take_form(request, person)
    sent = request.method == "POST"
    form = MeansForm(person, request.POST if sent else kept)
    if sent and form.is_valid():
        change_means(person, **form.cleaned_data)
        messages.success(request, "C’est noté. Vos offres suivent votre façon de vous déplacer.")
        return redirect("profile")
    return _page(request, person, "means", {"form": form, "kept": kept is not None})


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """The possible places of one child, named by its rank among the person's children."""
    child = _child(person, number)
    if request.method == "POST":
        _change_places(request, person, child)
        return redirect("places", number=number)
    near = list_nearby_places(person, child)[:MOST_NEARBY]
    context = {
        "child": describe_child(child),
        "near": [describe_nearby(place, metres) for place, metres in near],
        "full": child.care_options.count() >= MOST_PLACES,
    }
    return _page(request, person, "places", context)


def _child(person: Person, number: int) -> Child:
    children = list_children(person)
    if not 1 <= number <= len(children):
        raise Http404("Cette page n’existe pas.")
    child = children[number - 1]
    if not may_choose_place(child, timezone.localdate()):
        raise Http404("Cet enfant va à l’école.")
    return child


def _change_places(request: HttpRequest, person: Person, child: Child) -> None:
    """Adds or removes the place named in the form, and says so."""
    if "retirer" in request.POST:
        remove_care_option(child, request.POST["retirer"])
        messages.success(request, "C’est retiré. Vos offres suivent.")
        return
    asked = request.POST.get("ajouter", "")
    near = {place.slug: place for place, _ in list_nearby_places(person, child)}
    if asked not in near:
        messages.warning(request, "Ce lieu n’a plus de place libre. Rien n’a changé.")
        return
    try:
        add_care_option(child, near[asked])
    except TooManyPlacesError:
        messages.warning(request, "Retirez d’abord un lieu, puis ajoutez celui-ci.")
    else:
        messages.success(request, f"C’est noté : {near[asked].name}. Vos offres suivent.")


def _page(
    request: HttpRequest, person: Person, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shared = {"person": person, "here": "profile"}
    return render(request, f"web/person/profile/{name}.html", shared | context, status=status)
