"""The cast for the pages, who signs in, and a job space made by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from django.test import Client

from jalon.jobs.person.week import OfferDays
from jalon.partners.models import Agent
from jalon.people.models import Person
from tests.cast import agathe, alice, bob, link, nadia, omar
from tests.law import law_at_once, law_waits
from tests.web.space import ByOffer, JobSpace, Opening

__all__ = ["agathe", "alice", "bob", "law_at_once", "law_waits", "link", "nadia", "omar"]

Offers = Sequence[OfferDays]


@pytest.fixture(autouse=True)
def demo(settings: object) -> None:
    """The demo is on, unless a test says otherwise."""
    settings.JALON_DEMO = True  # type: ignore[attr-defined]


@pytest.fixture
def no_demo(demo: None, settings: object) -> None:
    """A service, whose accounts are its own."""
    settings.JALON_DEMO = False  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def law(law_at_once: None) -> None:
    """A page that asks the law has its answer, unless a test says otherwise."""


def sign_in(who: Person | Agent) -> Client:
    """A browser where `who` has entered."""
    client = Client()
    assert who.user is not None
    client.force_login(who.user)
    session = client.session
    now = time.time()
    session["visit"] = {"at": now, "seen": now, "idle_s": 1800}
    session.save()
    return client


@pytest.fixture
def space(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Person]]:
    """Puts offers in the job space, what would open them, and what they bring in, by slug; the list
    given back fills with the persons asked about. Without `gains` nobody told their household.
    """

    def put(
        offers: Offers,
        opening: Opening | None = None,
        gains: ByOffer | None = None,
        said: dict[str, object] | None = None,
    ) -> list[Person]:
        placed = JobSpace(offers, opening or {}, gains, said=said or {})
        placed.install(monkeypatch)
        return placed.asked

    return put
