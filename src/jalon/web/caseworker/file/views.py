"""The file of one person, opened by a link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.partners.models import Agent
from jalon.people.models import AccessLink
from jalon.web.caseworker.file.file_facts import describe_file
from jalon.web.caseworker.file.sections import SECTIONS
from jalon.web.guards.access import for_agent_on_person
from jalon.web.words.plain import say_date


@for_agent_on_person("file")
@require_safe
def file(request: HttpRequest, agent: Agent, link: AccessLink) -> HttpResponse:
    """The first page of the file of one person."""
    context = {
        "agent": agent,
        "here": "caseload",
        "file": describe_file(link.person, timezone.localdate()),
        "since": say_date(link.since),
        "reference": link.reference,
        "sections": SECTIONS,
    }
    return render(request, "web/caseworker/file/file.html", context)
