"""Agents for everybody who has none yet, with some 120 files each."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from jalon.demo.chance import pick, pick_weighted
from jalon.demo.larger.names import read_more_names
from jalon.demo.population.agents import draw_since, read_agents
from jalon.demo.seed_agents import ACCOUNT_PREFIX, last_day
from jalon.demo.timetable import FACTS
from jalon.demo.towns import TOWNS
from jalon.partners.models import Agent, Organisation
from jalon.people.models import AccessLink, Person

CASELOAD = 120
BATCH = 5_000
"""Rows a statement."""


class DrawnAgent(NamedTuple):
    """An agent without a story: nobody enters with this account from the first page."""

    first_name: str
    last_name: str
    title: str
    organisation: str
    kind: str
    reason: str


def draw_agents(rng: np.random.Generator, count: int) -> list[DrawnAgent]:
    """`count` agents of the services of the seven towns."""
    with (FACTS / "first_names.toml").open("rb") as file:
        first_names = tomllib.load(file)["adults"]
    parts = read_more_names()["agents"]
    return [_draw_agent(rng, parts, first_names) for _ in range(count)]


def _draw_agent(
    rng: np.random.Generator, parts: dict[str, Any], first_names: dict[str, list[str]]
) -> DrawnAgent:
    gender = pick_weighted(rng, {"women": 75, "men": 25})
    organisations = parts["organisations"]
    shares = {rank: entry["share"] for rank, entry in enumerate(organisations)}
    entry = organisations[pick_weighted(rng, shares)]
    town = pick(rng, list(TOWNS.values()))
    return DrawnAgent(
        first_name=pick(rng, first_names[gender]),
        last_name=pick(rng, parts["last_names"]),
        title=entry["titles"][gender],
        organisation=entry["name"].format(of_town=town.of_name),
        kind=entry["kind"],
        reason=entry["reasons"][gender],
    )


def give_agents(*, seed: int) -> None:
    """An agent for each fictional person who has none, with caseloads of one size.

    Agents drawn for an earlier seed stay, without these files: what they did keeps its author.
    """
    rng = np.random.default_rng([seed, len("follow up")])
    alone = list(
        Person.objects.filter(is_fictional=True, access_links__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    drawn = draw_agents(rng, round(len(alone) / CASELOAD))
    agents = _save_agents(drawn)
    caseloads = np.array_split(rng.permutation(alone), len(agents))
    AccessLink.objects.bulk_create(
        (
            AccessLink(person_id=int(pk), agent=agent, since=since, reason=who.reason)
            for agent, who, caseload in zip(agents, drawn, caseloads, strict=True)
            for pk, since in zip(caseload, draw_since(rng, len(caseload), last_day()), strict=True)
        ),
        batch_size=BATCH,
    )


def _save_agents(drawn: Sequence[DrawnAgent]) -> list[Agent]:
    organisations = _save_organisations(drawn)
    return Agent.objects.bulk_create(
        (
            Agent(
                user=user,
                first_name=one.first_name,
                last_name=one.last_name,
                title=one.title,
                organisation=organisations[one.organisation],
                is_fictional=True,
            )
            for user, one in zip(_save_users(len(drawn)), drawn, strict=True)
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["first_name", "last_name", "title", "organisation", "is_fictional"],
    )


def _save_organisations(drawn: Sequence[DrawnAgent]) -> dict[str, Organisation]:
    kinds = {one.organisation: one.kind for one in drawn}
    return {
        name: Organisation.objects.get_or_create(
            name=name, defaults={"kind": kind, "is_fictional": True}
        )[0]
        for name, kind in kinds.items()
    }


def _save_users(count: int) -> list[User]:
    """The accounts after those of the agents with a story, made where they are not there yet."""
    first = 1 + len(read_agents())
    names = [f"{ACCOUNT_PREFIX}{number}" for number in range(first, first + count)]
    users = get_user_model().objects
    users.bulk_create(
        (User(username=name, password=make_password(None)) for name in names),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    found = users.in_bulk(names, field_name="username")
    return [found[name] for name in names]
