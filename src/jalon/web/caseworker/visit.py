"""Entering with the demo account of an agent; one leaves as everybody does."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from jalon.partners.actions.enter_demo_agent import enter_demo_agent
from jalon.partners.models import Agent
from jalon.web.access import open_to_all, way_back

BACKEND = "django.contrib.auth.backends.ModelBackend"
RULES = ("for_agent", "for_agent_on_person")


@open_to_all
def enter_agent(request: HttpRequest) -> HttpResponse:
    """Opens the demo account of an agent, and goes to the page that was asked for before."""
    if not settings.JALON_DEMO:
        raise Http404
    if request.method != "POST":
        return redirect("home")
    try:
        user = enter_demo_agent(request.POST.get("compte", ""))
    except Agent.DoesNotExist as error:
        raise Http404 from error
    target = way_back(request, RULES, "caseload")
    login(request, user, backend=BACKEND)
    return redirect(target)
