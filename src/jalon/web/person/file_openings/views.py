"""« Qui voit mon dossier »: who follows the person, and who opened their file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.audit.sittings import LONGEST_PAUSE, list_sittings
from jalon.people.models import AccessLink, Person
from jalon.people.queries import list_links_about
from jalon.web.guards.access import for_person
from jalon.web.words.openings import say_opening
from jalon.web.words.plain import say_date

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who follows the person, or has: until when is empty while they do."""

    name: str
    title: str
    organisation: str
    since: str
    until: str
    reason: str


@for_person
@require_safe
def watchers(request: HttpRequest, person: Person) -> HttpResponse:
    """Who may read the person's file, and every visit to it, the last first."""
    today = timezone.localdate()
    links = list_links_about(person, today)
    page = Paginator(list_sittings(person.pk), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "here": "profile",
        "followers": [_follower(link) for link in links if link.is_active(today)],
        "former": [_follower(link) for link in links if not link.is_active(today)],
        "page": page,
        "openings": [say_opening(sitting) for sitting in page],
        "pause_min": LONGEST_PAUSE // dt.timedelta(minutes=1),
    }
    return render(request, "web/person/file_openings/watchers.html", context)


def _follower(link: AccessLink) -> Follower:
    agent = link.agent
    return Follower(
        name=agent.full_name,
        title=agent.title,
        organisation=agent.organisation.name,
        since=say_date(link.since),
        until=say_date(link.until - dt.timedelta(days=1)) if link.until else "",
        reason=link.reason,
    )
