"""Opening the demo account of an agent: only fictional agents have one."""

from __future__ import annotations

from django.contrib.auth.models import User

from jalon.partners.models import Agent


def enter_demo_agent(demo_slug: str) -> User:
    """The user of a demo agent; Agent.DoesNotExist for an unknown account or for somebody real."""
    agents = Agent.objects.select_related("user")
    return agents.get(demo_slug=demo_slug, is_fictional=True).user
