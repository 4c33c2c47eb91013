"""The cast for the pages, who signs in, and a job space made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from django.test import Client
from django.utils import timezone

from jalon.jobs.company.models import Offer
from jalon.jobs.person.gains import Gains
from jalon.jobs.person.week import OfferDays
from jalon.partners.models import Agent
from jalon.people.household.conversation import conversation_of
from jalon.people.models import Person
from jalon.reach import Unlock
from jalon.rights import Gain
from tests.cast import agathe, alice, bob, link, nadia, omar
from tests.law import law_at_once, law_waits
from tests.web import days

__all__ = ["agathe", "alice", "bob", "law_at_once", "law_waits", "link", "nadia", "omar"]

Offers = Sequence[OfferDays]
Opening = Mapping[str, tuple[Unlock, ...]]
ByOffer = Mapping[str, Gain]


@pytest.fixture(autouse=True)
def demo(settings: object) -> None:
    """The demo is on, unless a test says otherwise."""
    settings.JALON_DEMO = True  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def law(law_at_once: None) -> None:
    """A page that asks the law has its answer, unless a test says otherwise."""


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
