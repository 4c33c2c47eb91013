"""Entering with a demo account, of a person or of an agent, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from jalon.accounts.models import AccountKind
from jalon.accounts.visits import begin_visit, end_visit
from jalon.partners.actions.enter_demo_agent import enter_demo_agent
from jalon.partners.actions.enter_demo_partner import NoSuchAccountError, enter_demo_partner
from jalon.partners.models import Agent
from jalon.partners.queries import find_manager_of
from jalon.people.actions.enter_demo_account import enter_demo_account
from jalon.people.models import Person
from jalon.web.guards.access import open_to_all
from jalon.web.guards.kept_form import drop_form_of_others
from jalon.web.guards.way_back import forget_way_back, way_back
from jalon.web.sign_in.doors import LANDINGS
from jalon.web.sign_in.entering import is_open
from jalon.web.sign_in.outside.leaving import find_leaving

DemoView = Callable[[HttpRequest], HttpResponse]
RULES_OF_PERSONS = ("for_person",)
RULES_OF_AGENTS = ("for_agent", "for_agent_on_person")
"""Rules of the pages that one may be led back to after entering."""


def _on_a_demo(view: DemoView) -> DemoView:
    """Anybody may open an account of a demo; elsewhere there is none."""

    @open_to_all
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if not settings.JALON_DEMO:
            raise Http404
        return view(request) if request.method == "POST" else redirect("home")

    return opened


@_on_a_demo
def enter(request: HttpRequest) -> HttpResponse:
    """Opens a demo account, and goes to the page that was asked for before."""
    try:
        user = enter_demo_account(request.POST.get("compte", ""))
    except Person.DoesNotExist as error:
        raise Http404 from error
    target = way_back(request, RULES_OF_PERSONS, "offers")
    return _begin_visit(request, user, Person.objects.get(user=user), target)


@_on_a_demo
def enter_agent(request: HttpRequest) -> HttpResponse:
    """Opens the demo account of an agent, and goes to the page that was asked for before."""
    try:
        user = enter_demo_agent(request.POST.get("compte", ""))
    except Agent.DoesNotExist as error:
        raise Http404 from error
    agent = Agent.objects.get(user=user)
    target = way_back(request, RULES_OF_AGENTS, "caseload", partial(is_open, agent))
    return _begin_visit(request, user, agent, target)


@_on_a_demo
def enter_partner(request: HttpRequest) -> HttpResponse:
    """Opens the demo account of who manages accounts, or of a firm."""
    try:
        user = enter_demo_partner(request.POST.get("compte", ""))
    except NoSuchAccountError as error:
        raise Http404 from error
    begin_visit(request, user)
    kind = AccountKind.MANAGER if find_manager_of(user) else AccountKind.FIRM
    rules, default = LANDINGS[kind]
    return forget_way_back(redirect(way_back(request, rules, default)))


def _begin_visit(
    request: HttpRequest, user: User, owner: Person | Agent, target: str
) -> HttpResponse:
    begin_visit(request, user)
    drop_form_of_others(request, owner)
    return forget_way_back(redirect(target))


@open_to_all
def leave(request: HttpRequest) -> HttpResponse:
    """Closes the visit, and the one at the provider by which one entered."""
    if request.method == "POST":
        outside = find_leaving(request)
        end_visit(request)
        if outside:
            return redirect(outside)
        messages.success(request, "Votre visite est fermée. À bientôt.")
    return redirect("home")
