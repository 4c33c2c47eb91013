"""Visitors who are signed in, in the database of the bench's own folder, and what they ask for.

Demo accounts exist for few people: the others are given a user without a password here, and a
session by the function that the sign-in page calls. The site itself has no door for it. Imported
once Django is set up for that folder.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from bench.pages.browser import Page
from bench.pages.schedule import CASEWORKER, CHANGES, HOME, LISTS, OFFERS, PERSON
from jalon.accounts.visits import begin_visit
from jalon.core.time import DAY_S, format_clock
from jalon.jobs.company.models import Offer
from jalon.partners.models import Agent
from jalon.people.models import Person

_LISTS = {
    "/mes-offres/": 50,
    "/mes-offres/?tri=gain": 10,
    "/mes-offres/?tri=depart": 10,
    "/mes-offres/?page=2": 10,
    "/pourquoi-pas/": 12,
    "/sans-horaires/": 8,
}
_PERSON = {
    "/mon-profil/": 25,
    "/mon-profil/limites/": 15,
    "/mon-profil/deplacements/": 15,
    "/mon-profil/acces/": 15,
    "/mes-droits/": 15,
    "/mes-droits/resultat/": 15,
}
_FILES = {"/dossiers/": 40, "/dossiers/{link}/": 40, "/dossiers/{link}/droits/": 20}
_TRIPS_MIN = (45, 60, 75)
"""The longest trips that a person who changes their limits chooses among."""
Form = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in.

    `limits` is the form of a person; `links` are the references of the files of an agent.
    """

    session: str
    limits: Form = ()
    links: tuple[str, ...] = ()


class Visitors:
    """Draws who asks for what."""

    def __init__(
        self, people: Sequence[Visitor], agents: Sequence[Visitor], dice: random.Random
    ) -> None:
        self._people, self._agents, self._dice = people, agents, dice
        self._slugs = list(Offer.objects.values_list("slug", flat=True))

    def page(self, kind: str) -> Page:
        """A page of a kind, for somebody who may ask for it."""
        if kind == HOME:
            return Page(HOME, "/")
        if kind == CASEWORKER:
            agent = self._dice.choice(self._agents)
            path = self._one_of(_FILES).format(link=self._dice.choice(agent.links))
            return Page(kind, path, agent.session)
        person = self._dice.choice(self._people)
        if kind == CHANGES:
            return self._change(person)
        paths = {OFFERS: {f"/mes-offres/{self._dice.choice(self._slugs)}/": 1}}
        path = self._one_of({LISTS: _LISTS, PERSON: _PERSON, **paths}[kind])
        return Page(kind, path, person.session)

    def _one_of(self, weights: dict[str, int]) -> str:
        return self._dice.choices(list(weights), list(weights.values()))[0]

    def _change(self, person: Visitor) -> Page:
        if self._dice.random() < 0.5:
            owned = [name for name in ("bicycle", "car") if self._dice.random() < 0.3]
            form = tuple((name, "on") for name in owned)
            return Page(CHANGES, "/mon-profil/deplacements/", person.session, form)
        longest = ("max_trip_min", str(self._dice.choice(_TRIPS_MIN)))
        return Page(CHANGES, "/mon-profil/limites/", person.session, (*person.limits, longest))


def sign_in(people: int, dice: random.Random) -> Visitors:
    """Sessions for so many fictional people, and for every fictional agent who follows somebody."""
    drawn = list(Person.objects.filter(is_fictional=True).select_related("user")[:people])
    followed = Agent.objects.filter(is_fictional=True, access_links__isnull=False).distinct()
    with transaction.atomic():
        _give_users([person for person in drawn if person.user is None])
        agents = [
            Visitor(_session(agent.user), links=_references(agent))
            for agent in followed.select_related("user")
        ]
        visitors = [
            Visitor(_session(person.user), limits=_limits(person))
            for person in drawn
            if person.user
        ]
    return Visitors(visitors, agents, dice)


def _give_users(people: Sequence[Person]) -> None:
    users = get_user_model().objects.bulk_create(
        User(username=f"bench-{person.pk}", password=make_password(None)) for person in people
    )
    for person, user in zip(people, users, strict=True):
        person.user = user
    Person.objects.bulk_update(people, ["user"], batch_size=1000)


def _session(user: User) -> str:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    begin_visit(request, user)
    request.session.save()
    return str(request.session.session_key)


def _references(agent: Agent) -> tuple[str, ...]:
    return tuple(str(link) for link in agent.access_links.values_list("reference", flat=True))


def _limits(person: Person) -> Form:
    return (
        ("max_walk_min", str(person.max_walk_min)),
        ("earliest_leave", format_clock(person.earliest_leave_s % DAY_S)),
        ("latest_return", format_clock(person.latest_return_s % DAY_S)),
        ("walk_kmh", f"{person.walk_kmh:g}"),
        ("booked_rides", "on"),
    )
