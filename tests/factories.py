"""Rows for the tests, made in one place: each function saves one, `changes` are other fields."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from jalon.jobs.company.models import Company, Offer
from jalon.partners.models import Agent, CarePlace, Organisation
from jalon.people.models import AccessLink, CareOption, Child, Person

CRETEIL: dict[str, Any] = {"commune_code": "94028", "commune": "Créteil"}
HOME_LAT, HOME_LON = 48.79, 2.45


def make_person(first_name: str, slug: str | None = None, **changes: object) -> Person:
    """Somebody of Créteil, fictional; with a `slug`, whoever has an account of the demo."""
    values: dict[str, object] = {
        "first_name": first_name,
        "family_type": "lone_parent",
        "birth_date": dt.date(1994, 5, 2),
        **CRETEIL,
        "home_lat": HOME_LAT,
        "home_lon": HOME_LON,
        "is_fictional": True,
    }
    if slug is not None:
        user = User.objects.create(username=f"demo-{slug}")
        story = f"{first_name} cherche un emploi."
        values |= {"user": user, "demo_slug": slug, "story": story}
    return Person.objects.create(**(values | changes))


def make_child(
    person: Person,
    first_name: str = "Inès",
    birth_date: dt.date = dt.date(2024, 1, 10),
    place: CarePlace | None = None,
) -> Child:
    """A child, who may go to `place`."""
    child = Child.objects.create(person=person, first_name=first_name, birth_date=birth_date)
    if place is not None:
        CareOption.objects.create(child=child, place=place)
    return child


def make_place(slug: str, **changes: object) -> CarePlace:
    """A crèche of Créteil beside the home, open on Mondays."""
    values: dict[str, object] = {
        "slug": slug,
        "kind": "creche",
        "name": f"Crèche {slug.capitalize()}",
        **CRETEIL,
        "lat": HOME_LAT,
        "lon": HOME_LON,
        "hours": {"monday": ["07:30", "18:30"]},
    }
    return CarePlace.objects.create(**(values | changes))


def make_organisation(name: str = "Département d’Essai", kind: str = "departement") -> Organisation:
    """The one of this name."""
    organisation, _ = Organisation.objects.get_or_create(name=name, kind=kind)
    return organisation


def make_agent(
    first_name: str, last_name: str = "Réau", slug: str | None = None, **changes: object
) -> Agent:
    """An agent with an account; with a `slug`, one of the demo."""
    username = f"demo-agent-{slug}" if slug else f"compte-{User.objects.count()}"
    values: dict[str, object] = {
        "user": User.objects.create(username=username),
        "first_name": first_name,
        "last_name": last_name,
        "title": "référente de parcours",
    }
    if "organisation" not in changes:
        values["organisation"] = make_organisation()
    if slug is not None:
        story = f"{first_name} suit des personnes."
        values |= {"demo_slug": slug, "story": story, "is_fictional": True}
    return Agent.objects.create(**(values | changes))


def follow(agent: Agent, person: Person, **changes: object) -> AccessLink:
    """A link that began some days ago and is active, unless `changes` say otherwise."""
    values: dict[str, object] = {
        "since": timezone.localdate() - dt.timedelta(days=40),
        "reason": "Votre référente de parcours",
    }
    return AccessLink.objects.create(agent=agent, person=person, **(values | changes))


def make_company() -> Company:
    """The one company of the tests."""
    company, _ = Company.objects.get_or_create(name="Atelier", sector="Nettoyage", **CRETEIL)
    return company


def make_offer(slug: str, **changes: object) -> Offer:
    """Twenty hours of cleaning, on hours that are not told."""
    values: dict[str, object] = {
        "slug": slug,
        "title": "Agent de nettoyage",
        "rome_code": "K2204",
        "description": "Nettoyage de bureaux.",
        "contract": "CDI",
        "hours_week": 20,
        "gross_eur_hour": "12.50",
        "start_date": dt.date(2026, 12, 1),
        "workplace": "Bureaux",
        **CRETEIL,
        "lat": 48.81,
        "lon": 2.47,
        "hours_known": False,
    }
    if "company" not in changes:
        values["company"] = make_company()
    return Offer.objects.create(**(values | changes))
