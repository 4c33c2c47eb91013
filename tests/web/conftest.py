"""Named people for the pages: Alice and Bob have a day each, Nadia follows Alice, Omar nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from jalon.jobs.company.models import Offer
from jalon.jobs.person.gains import Gains
from jalon.jobs.person.week import OfferDays
from jalon.partners.models import Agent, CarePlace, Organisation
from jalon.people.household.conversation import conversation_of
from jalon.people.models import AccessLink, CareOption, Child, Person
from jalon.reach import Unlock
from jalon.rights import Gain
from tests.web import days

Offers = Sequence[OfferDays]
Opening = Mapping[str, tuple[Unlock, ...]]
ByOffer = Mapping[str, Gain]


@pytest.fixture(autouse=True)
def demo(settings: object) -> None:
    """The demo is on, unless a test says otherwise."""
    settings.JALON_DEMO = True  # type: ignore[attr-defined]


def make_person(first_name: str, slug: str, **changes: object) -> Person:
    values: dict[str, object] = {
        "first_name": first_name,
        "family_type": "lone_parent",
        "birth_date": dt.date(1994, 5, 2),
        "commune_code": "94028",
        "commune": "Créteil",
        "home_lat": 48.79,
        "home_lon": 2.45,
        "story": f"{first_name} cherche un emploi.",
        "demo_slug": slug,
        "is_fictional": True,
        "user": User.objects.create(username=f"demo-{slug}"),
    }
    return Person.objects.create(**{**values, **changes})


@pytest.fixture
def alice(db: None) -> Person:
    """A mother in Créteil; Inès goes to the crèche."""
    person = make_person("Alice", "alice")
    weekdays = {day: ["07:30", "18:30"] for day in days.WORK_WEEK}
    place = CarePlace.objects.create(
        slug="petits-pas",
        kind="creche",
        name="Crèche Les Petits Pas",
        commune_code="94028",
        commune="Créteil",
        lat=48.79,
        lon=2.45,
        hours=weekdays | {"wednesday": ["08:00", "18:00"]},
    )
    child = Child.objects.create(person=person, first_name="Inès", birth_date=dt.date(2024, 1, 10))
    CareOption.objects.create(child=child, place=place)
    return person


@pytest.fixture
def bob(db: None) -> Person:
    """A man in Valenton without a child."""
    return make_person("Bob", "bob", commune="Valenton", family_type="single_man")


@pytest.fixture
def agathe(db: None) -> User:
    """An account that is nobody's, neither a person's nor an agent's."""
    return User.objects.create(username="agathe")


def make_agent(first_name: str, last_name: str, slug: str) -> Agent:
    organisation, _ = Organisation.objects.get_or_create(
        name="Département d’Essai", kind="departement"
    )
    return Agent.objects.create(
        user=User.objects.create(username=f"demo-agent-{slug}"),
        first_name=first_name,
        last_name=last_name,
        title="référente de parcours",
        organisation=organisation,
        story=f"{first_name} suit des personnes.",
        demo_slug=slug,
        is_fictional=True,
    )


@pytest.fixture
def nadia(db: None) -> Agent:
    """An agent; whom she follows is said by links."""
    return make_agent("Nadia", "Ferrand", "referente")


@pytest.fixture
def omar(db: None) -> Agent:
    """A colleague of Nadia, in the same organisation, who follows nobody."""
    return make_agent("Omar", "Diallo", "collegue")


def follow(agent: Agent, person: Person, **changes: object) -> AccessLink:
    """A link that began some days ago and is active, unless `changes` say otherwise."""
    values: dict[str, object] = {
        "since": timezone.localdate() - dt.timedelta(days=40),
        "reason": "Votre référente de parcours",
    }
    return AccessLink.objects.create(agent=agent, person=person, **{**values, **changes})


@pytest.fixture
def link(nadia: Agent, alice: Person) -> AccessLink:
    """Nadia follows Alice."""
    return follow(nadia, alice)


def sign_in(who: Person | Agent) -> Client:
    """A browser where `who` has entered."""
    client = Client()
    assert who.user is not None
    client.force_login(who.user)
    return client


def gains_of(person: Person, gains: ByOffer | None) -> Gains:
    """What the job space says of gains: none is known where `gains` is None."""
    talk = conversation_of(person, timezone.localdate())
    return Gains(talk, "no_household") if gains is None else Gains(talk, "known", gains)


@pytest.fixture
def space(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Person]]:
    """Puts offers in the job space, what would open them, and what they bring in, by slug; the list
    given back fills with the persons asked about. Without `gains` nobody told their household.
    """

    def put(
        offers: Offers, opening: Opening | None = None, gains: ByOffer | None = None
    ) -> list[Person]:
        asked: list[Person] = []
        known = dict(opening or {})
        shown = [days.with_unlocks(found, known.get(found.offer.slug)) for found in offers]

        def offers_for(person: Person, *_: object) -> list[OfferDays]:
            asked.append(person)
            return list(shown)

        def unlocks_of(person: Person, offer: Offer, *_: object) -> tuple[Unlock, ...]:
            asked.append(person)
            return known.get(offer.slug, ())

        def with_starts(person: Person, found: Offers, *_: object) -> list[OfferDays]:
            asked.append(person)
            return list(found)

        def gains_for(person: Person, *_: object) -> Gains:
            asked.append(person)
            return gains_of(person, gains)

        for answered in (offers_for, unlocks_of, with_starts, gains_for):
            monkeypatch.setattr(f"jalon.web.person.offers.views.{answered.__name__}", answered)
        return asked

    return put
