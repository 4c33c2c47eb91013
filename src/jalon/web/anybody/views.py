"""Pages that anybody may open."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jalon.partners.queries import (
    count_care_places,
    find_agent_of,
    find_manager_of,
    find_member_of,
    list_demo_agents,
    list_demo_managers,
    list_demo_members,
)
from jalon.people.queries import count_people_and_towns, find_person_of, list_demo_people
from jalon.web.anybody.example import example_day
from jalon.web.feeds import follows_streets, list_feeds
from jalon.web.guards.access import open_to_all
from jalon.web.words.plain import say_whole_number


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Jalon is, how to read a day, and the demo accounts."""
    context = {
        "example": example_day(),
        "person": find_person_of(request.user),
        "agent": find_agent_of(request.user),
        "manager": find_manager_of(request.user),
        "nobody": not request.user.is_authenticated,
        "people": list_demo_people() if settings.JALON_DEMO else (),
        "agents": list_demo_agents() if settings.JALON_DEMO else (),
        "managers": list_demo_managers() if settings.JALON_DEMO else (),
        "members": list_demo_members() if settings.JALON_DEMO else (),
        "member": find_member_of(request.user),
        "figures": _count_demo() if settings.JALON_DEMO else (),
        "contact": settings.CONTACT,
    }
    return render(request, "web/anybody/home.html", context)


def _count_demo() -> tuple[tuple[str, str], ...]:
    """Three figures of the demonstration, each with its words."""
    people, towns = count_people_and_towns()
    return (
        (say_whole_number(people), _("personnes inventées")),
        (say_whole_number(towns), _("villes, avec leurs vrais bus, métro et câble")),
        (say_whole_number(count_care_places()), _("crèches, écoles et assistantes maternelles")),
    )


@open_to_all
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where the timetables come from, and what is approximate."""
    network = settings.JALON_NETWORK_DIR
    context = {
        "demo": settings.JALON_DEMO,
        "feeds": list_feeds(network),
        "streets": follows_streets(network),
    }
    return render(request, "web/anybody/sources.html", context)
