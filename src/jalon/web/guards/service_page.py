"""The rules of pages about the service itself, on which nothing belongs to anybody."""

from __future__ import annotations

import hmac
from functools import wraps
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from jalon.partners.models import Agent
from jalon.web.guards.access import AgentView, OpenView, P, for_agent
from jalon.web.guards.way_back import RULE


def for_agent_or_demo(view: OpenView[P]) -> OpenView[P]:
    """Any agent who has entered; on a demonstration, anybody: how a service runs is its own."""

    def shown(request: HttpRequest, _: Agent, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)

    for_agents = for_agent(cast("AgentView[P]", shown))

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return (view if settings.JALON_DEMO else for_agents)(request, *args, **kwargs)

    setattr(guarded, RULE, "for_agent_or_demo")
    return cast("OpenView[P]", guarded)


def for_watcher(view: OpenView[P]) -> OpenView[P]:
    """Only a program that has the token of the settings; where there is none, nobody."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        token: str = settings.JALON_METRICS_TOKEN
        if not token:
            raise Http404
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), token.encode()):
            refused = HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
            setattr(refused, "_has_been_logged", True)  # noqa: B010 - the server has a line
            return refused
        return view(request, *args, **kwargs)

    setattr(guarded, RULE, "for_watcher")
    return cast("OpenView[P]", guarded)
