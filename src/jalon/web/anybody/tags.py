"""Components of the first page: `{% load anybody %}`."""

from __future__ import annotations

from typing import Any

from django import template

from jalon.partners.models import AccountManager, Agent, FirmMember
from jalon.people.models import Person

Context = dict[str, Any]
register = template.Library()


def _component(name: str) -> str:
    return f"web/anybody/components/{name}.html"


@register.inclusion_tag(_component("account_card"), takes_context=True)
def account_card(context: template.Context, person: Person) -> Context:
    """A demo account, its story, and the button that enters with it."""
    return {"person": person, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(_component("partner_card"), takes_context=True)
def partner_card(
    context: template.Context, holder: AccountManager | FirmMember, what: str
) -> Context:
    """The demo account of who manages accounts, or of a firm, and the button that enters."""
    return {"holder": holder, "what": what, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(_component("agent_card"), takes_context=True)
def agent_card(context: template.Context, agent: Agent) -> Context:
    """The demo account of an agent, and the button that enters with it."""
    return {"agent": agent, "csrf_token": context.get("csrf_token")}
