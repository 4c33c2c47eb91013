"""The last step of every way in: the visit begins, is noted, and leads where one wanted to go."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils import timezone

from jalon.accounts.limits import CLOSING, ENTERING, WRONG_SECOND, forget_tries
from jalon.accounts.models import Account, AccountKind
from jalon.accounts.models.visit import Means
from jalon.accounts.visits import begin_visit
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.partners.models import Agent
from jalon.partners.queries import find_agent_of
from jalon.people.queries import active_links, find_person_of
from jalon.web.guards.kept_form import drop_form_of_others
from jalon.web.guards.way_back import forget_way_back, way_back
from jalon.web.sign_in.doors import LANDINGS
from jalon.web.sign_in.pending import drop_pending


def enter_account(request: HttpRequest, user: User, means: Means) -> HttpResponse:
    """Begins the visit of `user`, who has shown all that is due, and leads to their page."""
    account = Account.objects.get(user=user)
    start_visit(request, account, user, means)
    rules, default = LANDINGS[AccountKind(account.kind)]
    agent = find_agent_of(user)
    opens = partial(is_open, agent) if agent else _is_any
    return forget_way_back(redirect(way_back(request, rules, default, opens)))


def start_visit(request: HttpRequest, account: Account, user: User, means: Means) -> None:
    """The same without leading anywhere: one's codes are shown first."""
    drop_pending(request)
    begin_visit(request, user, means)
    owner = find_agent_of(user) or find_person_of(user)
    if owner is not None:
        drop_form_of_others(request, owner)
    for rule in (ENTERING, CLOSING, WRONG_SECOND):
        forget_tries(rule, str(account.pk))
    if AccountKind(account.kind).needs_second_factor:
        note(account, Verb.ENTERED, means.label)


def note(account: Account, verb: Verb, reason: str) -> None:
    """An event about an account: by its number in our tables, and nobody's name."""
    record(
        verb,
        Actor(account.user_id, f"compte {account.user_id}"),
        subject_person_id=None,
        reason=reason,
        detail={},
    )


def is_open(agent: Agent, page: ResolverMatch) -> bool:
    """Whether a page is of no file, or of one that is open to `agent`.

    A colleague at the same desk asked for another: being led to it would be a refusal, that the
    person reads as an attempt.
    """
    links = active_links(timezone.localdate()).filter(agent=agent)
    return "link" not in page.kwargs or links.filter(reference=page.kwargs["link"]).exists()


def _is_any(_: ResolverMatch) -> bool:
    return True
