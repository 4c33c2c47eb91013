"""The rule of pages about the service itself, on which nothing belongs to anybody."""

from __future__ import annotations

from functools import wraps
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
