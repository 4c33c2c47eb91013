"""Saves the drawn territory in the database, in the place of the fictional rows before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from jalon.demo import draws
from jalon.demo.kept.keep import keep_drawn
from jalon.demo.larger.draw import draw_at_size
from jalon.demo.larger.follow_up import give_agents
from jalon.demo.larger.save_answers import save_drawn_answers
from jalon.demo.larger.sizes import DEMO, Size
from jalon.demo.population.households import save_households
from jalon.demo.population.partners import seed_partners
from jalon.demo.seed_agents import seed_agents
from jalon.demo.territory import draw_territory
from jalon.demo.towns import TOWNS
from jalon.jobs.company.models import Company, Offer, Shift
from jalon.partners.models import CarePlace
from jalon.people.models import CareOption, Child, Person

ACCOUNT_PREFIX = "demo-"
"""Usernames of the demo accounts: `demo-1` and so on, never a name."""


BATCH = 5_000
"""Rows a statement: one of a whole département would pass the time that a statement may take."""


def seed_territory(*, seed: int = 1, size: Size = DEMO) -> None:
    """Draws the territory from `seed` and replaces the fictional rows by it, in one transaction.

    Rows that are not fictional are left as they are.
    """
    rng = np.random.default_rng(seed)
    territory = draw_territory(rng) if size is DEMO else draw_at_size(rng, size)
    with transaction.atomic():
        _take_time()
        _forget()
        places = _save_places(territory.places)
        _save_people(territory.people, places)
        save_households(Person.objects.filter(demo_slug__isnull=False, is_fictional=True))
        _save_offers(territory.offers, _save_companies(territory.companies))
        seed_agents(seed=seed)
        seed_partners()
        if size is not DEMO:
            save_drawn_answers(seed=seed)
            give_agents(seed=seed)
        keep_drawn()


def _take_time() -> None:
    """A territory takes its time, unlike a page; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def _forget() -> None:
    """Removes fictional rows, except those on which a real row leans."""
    Person.objects.filter(is_fictional=True).delete()
    Offer.objects.filter(is_fictional=True).delete()
    Company.objects.filter(is_fictional=True, offers__isnull=True).delete()
    CarePlace.objects.filter(is_fictional=True, care_options__isnull=True).delete()


def _save_places(places: Sequence[draws.Place]) -> dict[str, CarePlace]:
    rows = [
        CarePlace(
            slug=place.slug,
            kind=place.kind,
            name=place.name,
            hours=place.hours,
            handover_min=place.handover_min,
            free_places=place.free_places,
            **_where(place),
        )
        for place in places
    ]
    # A fictional place that a real child attends is still there: it takes the new values.
    fields = [field.name for field in CarePlace._meta.concrete_fields if field.name != "id"]
    fields.remove("slug")
    saved = CarePlace.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields
    )
    return {place.slug: place for place in saved}


def _where(thing: draws.Place | draws.Offer) -> dict[str, Any]:
    """Town, point and the mark of what is invented."""
    return {
        "commune_code": thing.commune_code,
        "commune": TOWNS[thing.commune_code].name,
        "lat": thing.lat,
        "lon": thing.lon,
        "is_fictional": True,
    }


def _save_people(people: Sequence[draws.Person], places: dict[str, CarePlace]) -> None:
    rows = Person.objects.bulk_create(map(_person, people), batch_size=BATCH)
    _give_accounts([row for row in rows if row.demo_slug])
    families = [
        (Child(person=row, first_name=child.first_name, birth_date=child.birth_date), child)
        for row, person in zip(rows, people, strict=True)
        for child in person.children
    ]
    Child.objects.bulk_create((row for row, _ in families), batch_size=BATCH)
    CareOption.objects.bulk_create(
        (
            CareOption(child=row, place=places[slug], rank=rank)
            for row, child in families
            for rank, slug in enumerate(child.places)
        ),
        batch_size=BATCH,
    )


def _person(person: draws.Person) -> Person:
    return Person(
        first_name=person.first_name,
        family_type=person.family_type,
        birth_date=person.birth_date,
        commune_code=person.commune_code,
        commune=TOWNS[person.commune_code].name,
        home_lat=person.home_lat,
        home_lon=person.home_lon,
        means=list(person.means),
        walk_kmh=person.walk_kmh,
        max_walk_min=person.max_walk_min,
        max_trip_min=person.max_trip_min,
        earliest_leave_s=person.earliest_leave_s,
        latest_return_s=person.latest_return_s,
        rome_codes=list(person.rome_codes),
        story=person.story,
        demo_slug=person.demo_slug,
        is_fictional=True,
    )


def _give_accounts(people: Sequence[Person]) -> None:
    """A user without a password for each named account: the demo opens them by a button.

    The users stay from one seed to the next, so that nobody is thrown out of a session.
    """
    users = get_user_model().objects
    for number, person in enumerate(people, start=1):
        person.user, _ = users.get_or_create(
            username=f"{ACCOUNT_PREFIX}{number}", defaults={"password": make_password(None)}
        )
    Person.objects.bulk_update(people, ["user"])


def _save_companies(companies: Sequence[draws.Company]) -> dict[str, Company]:
    saved = Company.objects.bulk_create(
        Company(
            name=company.name,
            sector=company.sector,
            commune_code=company.commune_code,
            commune=TOWNS[company.commune_code].name,
            is_fictional=True,
        )
        for company in companies
    )
    return {company.name: company for company in saved}


def _save_offers(offers: Sequence[draws.Offer], companies: dict[str, Company]) -> None:
    rows = Offer.objects.bulk_create(
        (_offer(offer, companies[offer.company]) for offer in offers), batch_size=BATCH
    )
    Shift.objects.bulk_create(
        (
            Shift(offer=row, weekday=shift.weekday, start_s=shift.start_s, end_s=shift.end_s)
            for row, offer in zip(rows, offers, strict=True)
            for shift in offer.shifts
        ),
        batch_size=BATCH,
    )


def _offer(offer: draws.Offer, company: Company) -> Offer:
    return Offer(
        slug=offer.slug,
        company=company,
        title=offer.title,
        rome_code=offer.rome_code,
        description=offer.description,
        contract=offer.contract,
        contract_months=offer.contract_months,
        hours_week=offer.hours_week,
        gross_eur_hour=offer.gross_eur_hour,
        start_date=offer.start_date,
        workplace=offer.workplace,
        hours_known=bool(offer.shifts),
        unknown_weekdays=list(offer.unknown_weekdays),
        duration_min=offer.duration_min,
        **_where(offer),
    )
