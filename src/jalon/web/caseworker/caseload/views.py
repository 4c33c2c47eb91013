"""« Mes dossiers »: the people whom an agent follows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jalon.partners.models import Agent
from jalon.people.actions.invite_person import list_disputed
from jalon.people.queries import list_caseload
from jalon.web.caseworker.caseload.forms import SearchForm
from jalon.web.caseworker.caseload.rows import make_row, search
from jalon.web.guards.access import for_agent
from jalon.web.guards.kept_form import seal, take_form


@for_agent
@require_http_methods(["GET", "HEAD", "POST"])
def caseload(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The people whom the agent follows; what is searched is sent, never put in an address."""
    kept = take_form(request, agent)
    form = SearchForm(request.POST if request.method == "POST" else kept)
    sought = form.cleaned_data["prenom"] if form.is_valid() else ""
    links = list_caseload(agent, timezone.localdate())
    context = {
        "agent": agent,
        "here": "caseload",
        "form": form,
        "seal": seal(agent),
        "sought": sought,
        "count": len(links),
        "disputed": list_disputed(links),
        "rows": [make_row(link) for link in search(links, sought)],
    }
    return render(request, "web/caseworker/caseload/caseload.html", context)
