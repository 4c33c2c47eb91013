"""The page that waits for an estimate: it asks again by itself, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from jalon.people.models import Person
from jalon.rights import entries
from tests.web.conftest import sign_in
from tests.web.person.rights.test_result_views import Put, benefit, engine, say, text_of

__all__ = ["engine"]

pytestmark = pytest.mark.django_db


def refresh_of(page: str) -> tuple[int, str] | None:
    """After how many seconds a page asks for which address, without a script."""
    found = re.search(r'<meta http-equiv="refresh" content="(\d+); url=([^"]+)">', page)
    return (int(found[1]), found[2]) if found else None


def test_a_page_that_waits_asks_again_by_itself_and_not_for_ever(
    alice: Person, engine: Put, law_waits: Callable[[], list[str]]
) -> None:
    engine(benefit("asf", "likely"))
    say(alice, situation="none")
    client, address, waits = sign_in(alice), reverse("rights_result"), []
    while refresh := refresh_of(text_of(client.get(address))):
        waits.append(refresh[0])
        address = refresh[1]
        assert address.startswith(f"{reverse('rights_result')}?")
    assert waits == sorted(waits)
    assert waits[0] <= 5
    assert 60 < sum(waits) < 180
    assert "C’est plus long que d’habitude." in text_of(client.get(address))
    law_waits()
    page = text_of(client.get(address))
    assert entries()["asf"].name in page
    assert refresh_of(page) is None


@pytest.mark.parametrize("asked", ["", "x", "-1", "²", "9" * 5000, "1.5", "٣"])
def test_how_often_it_was_asked_may_be_anything(
    asked: str, alice: Person, law_waits: Callable[[], list[str]]
) -> None:
    say(alice, situation="none")
    assert refresh_of(text_of(sign_in(alice).get(reverse("rights_result"), {"attente": asked})))
