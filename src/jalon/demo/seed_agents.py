"""Saves the demo's agents, and links them to fictional people: never to anybody real."""

from __future__ import annotations

import datetime as dt

import numpy as np
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from jalon.demo.draws import MONDAY
from jalon.demo.population import agents as drawing
from jalon.partners.models import Agent, Organisation
from jalon.people.models import AccessLink, Person

ACCOUNT_PREFIX = "demo-agent-"
"""Usernames of the agents' accounts: a number, never a name."""


@transaction.atomic
def seed_agents(*, seed: int = 1) -> None:
    """Gives each agent of the demo an account and a caseload among the fictional people there.

    Agents keep their account from one seed to the next; their links to fictional people are drawn
    again. Links to anybody real are left as they are, and none is made.
    """
    rng = np.random.default_rng([seed, len("agents")])
    for number, drawn in enumerate(drawing.read_agents(), start=1):
        agent = _save_agent(number, drawn)
        agent.access_links.filter(person__is_fictional=True).delete()
        _link(rng, agent, drawn)


def _save_agent(number: int, drawn: drawing.Agent) -> Agent:
    user, _ = get_user_model().objects.get_or_create(
        username=f"{ACCOUNT_PREFIX}{number}", defaults={"password": make_password(None)}
    )
    organisation, _ = Organisation.objects.get_or_create(
        name=drawn.organisation, defaults={"kind": drawn.kind, "is_fictional": True}
    )
    values = {
        "user": user,
        "first_name": drawn.first_name,
        "last_name": drawn.last_name,
        "title": drawn.title,
        "organisation": organisation,
        "story": drawn.story,
        "is_fictional": True,
    }
    agent, _ = Agent.objects.update_or_create(demo_slug=drawn.demo_slug, defaults=values)
    return agent


def _link(rng: np.random.Generator, agent: Agent, drawn: drawing.Agent) -> None:
    """Links the agent to every account with a story, and to some of the others."""
    fictional = Person.objects.filter(is_fictional=True).order_by("pk")
    others = list(fictional.filter(demo_slug__isnull=True))
    chosen = [others[i] for i in drawing.draw_caseload(rng, drawn.others, len(others))]
    followed = [*fictional.filter(demo_slug__isnull=False), *chosen]
    days = drawing.draw_since(rng, len(followed), last_day())
    AccessLink.objects.bulk_create(
        AccessLink(person=person, agent=agent, since=since, reason=drawn.reason)
        for person, since in zip(followed, days, strict=True)
    )


def last_day() -> dt.date:
    """The demo's week, or today on a machine whose clock is before it."""
    return min(MONDAY, timezone.localdate())
