"""Who may open a page: every view declares one rule, and a test walks the addresses for it.

A page of a person shows only what belongs to the person of the session: the view receives that
person and nothing in the address can name another. A page of an agent about a person is named by
the reference of a link, which opens the file of that person to that agent or to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from jalon.partners.models import Agent
from jalon.partners.queries import find_agent_of
from jalon.people.actions.open_file import check_link, open_file
from jalon.people.models import AccessLink, Person
from jalon.people.queries import find_person_of
from jalon.web.guards.kept_form import is_form_of_another
from jalon.web.guards.stale_form import refuse_form
from jalon.web.guards.wall.page import answer_within_wall
from jalon.web.guards.way_back import RULE, send_home

P = ParamSpec("P")
Who = TypeVar("Who")
Visitor = AbstractBaseUser | AnonymousUser
OpenView = Callable[Concatenate[HttpRequest, P], HttpResponse]
PersonView = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]
AgentView = Callable[Concatenate[HttpRequest, Agent, P], HttpResponse]
Made = Callable[[], HttpResponse]
"""Makes the page."""
Answer = Callable[[HttpRequest, Who, Made], HttpResponse]
FileView = Callable[Concatenate[HttpRequest, Agent, AccessLink, P], HttpResponse]

AUDITED_PAGE = "audited_page"
"""Name of the attribute that holds what an opening of the view is called in the audit."""
_SHOWN = (200, 422)
"""Statuses of answers that show a page of a file; 422 is one whose form has mistakes."""


def open_to_all(view: OpenView[P]) -> OpenView[P]:
    """Anybody may open it: nothing on it belongs to a person."""
    setattr(view, RULE, "open_to_all")
    return view


def entered_as(
    view: Callable[Concatenate[HttpRequest, Who, P], HttpResponse],
    rule: str,
    find: Callable[[Visitor], Who | None],
    refusal: str,
    answer: Answer[Who] | None = None,
) -> OpenView[P]:
    """Only who has entered and is somebody that `find` knows: the view receives them, and nobody
    keeps a copy. `answer` may do something else than make the page.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return send_home(request)
        who = find(request.user)
        if who is None:
            raise PermissionDenied(refusal)
        made = partial(view, request, who, *args, **kwargs)
        response = answer(request, who, made) if answer else made()
        patch_cache_control(response, private=True, no_store=True)
        return response

    setattr(guarded, RULE, rule)
    return cast("OpenView[P]", guarded)


def for_person(view: PersonView[P]) -> OpenView[P]:
    """Only somebody who has entered, and only about themselves."""
    refusal = "Ce compte n’est pas celui d’une personne."
    return entered_as(view, "for_person", find_person_of, refusal, _answer_person)


def for_agent(view: AgentView[P]) -> OpenView[P]:
    """Only an agent who has entered, within the wall."""
    refusal = "Ce compte n’est pas celui d’un agent."
    return entered_as(view, "for_agent", find_agent_of, refusal, _answer_agent)


def _answer_person(request: HttpRequest, person: Person, made: Made) -> HttpResponse:
    return refuse_form(request) if is_form_of_another(request, person) else made()


def _answer_agent(request: HttpRequest, agent: Agent, made: Made) -> HttpResponse:
    if is_form_of_another(request, agent):
        return refuse_form(request)
    return answer_within_wall(request, made)


def for_agent_on_person(page: str) -> Callable[[FileView[P]], OpenView[P]]:
    """Only an agent with an active link, named by `link` in the address; what is shown is an event.

    `page` is what the event says was read: `jalon.web.words.openings` has it in French. The view
    receives the agent and, in the place of the reference, the link with its person. A page that
    does not exist is no event, nor is the head of one alone: nobody read it. One that was made is
    given out once it is noted.
    """

    def guard(view: FileView[P]) -> OpenView[P]:
        @wraps(view)
        def opened(
            request: HttpRequest, agent: Agent, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            reference = cast("UUID", kwargs.pop("link"))
            link = check_link(agent, reference, page, timezone.localdate())
            response = view(request, agent, link, *args, **kwargs)
            if response.status_code in _SHOWN and request.method != "HEAD":
                open_file(agent, reference, page, timezone.localdate())
            return response

        guarded = for_agent(cast("AgentView[P]", opened))
        setattr(guarded, RULE, "for_agent_on_person")
        setattr(guarded, AUDITED_PAGE, page)
        return guarded

    return guard
