"""The agent's files: the list of those who are followed, and the file of one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jalon.partners.models import Agent
from jalon.people.models import Person
from jalon.people.queries import find_active_link, list_caseload
from jalon.web.access import for_agent, for_agent_on_person
from jalon.web.caseworker.facts import describe_file, make_row, search
from jalon.web.caseworker.forms import SearchForm
from jalon.web.caseworker.sections import SECTIONS
from jalon.web.words.plain import say_date


@for_agent
@require_http_methods(["GET", "HEAD", "POST"])
def caseload(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The people whom the agent follows; what is searched is sent, never put in an address."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    sought = form.cleaned_data["prenom"] if form.is_valid() else ""
    links = list_caseload(agent, timezone.localdate())
    context = {
        "form": form,
        "sought": sought,
        "count": len(links),
        "rows": [make_row(link) for link in search(links, sought)],
    }
    return _page(request, agent, "caseload", context)


@for_agent_on_person("file")
@require_safe
def file(request: HttpRequest, agent: Agent, person: Person, link: UUID) -> HttpResponse:
    """The first page of the file of one person."""
    today = timezone.localdate()
    active = find_active_link(agent, link, today)
    context = {
        "file": describe_file(person, today),
        "since": say_date(active.since) if active else "",
        "reference": link,
        "sections": SECTIONS,
    }
    return _page(request, agent, "file", context)


def _page(request: HttpRequest, agent: Agent, name: str, context: dict[str, Any]) -> HttpResponse:
    shared = {"agent": agent, "here": "caseload"}
    return render(request, f"web/caseworker/{name}.html", shared | context)
