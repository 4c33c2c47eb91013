"""A message is read by whom it was written for, or by nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from jalon.people.models import Person
from tests.web.conftest import sign_in

SAID = "Vos offres suivent"


@pytest.fixture
def told(alice: Person) -> Client:
    """A browser to which something was just said, which no page has shown yet."""
    client = sign_in(alice)
    client.post(reverse("means"), {"bicycle": "on"})
    assert "messages" in client.cookies
    return client


def test_who_it_was_said_to_reads_it_once(told: Client) -> None:
    assert SAID in told.get(reverse("profile")).content.decode()
    assert SAID not in told.get(reverse("profile")).content.decode()


@pytest.mark.parametrize("name", ["home", "profile"])
def test_nobody_reads_it_once_the_visit_has_ended(name: str, told: Client) -> None:
    told.session.flush()
    page = told.get(reverse(name), follow=True).content.decode()
    assert SAID not in page
    assert ("Votre visite s’est terminée" in page) == (name == "profile")


def test_whoever_enters_next_does_not_read_it(told: Client, bob: Person) -> None:
    told.session.flush()
    page = told.post(reverse("enter"), {"compte": "bob"}, follow=True).content.decode()
    assert "Sortir" in page
    assert SAID not in page + told.get(reverse("profile")).content.decode()


def test_who_leaves_is_told_goodbye_and_nothing_else(told: Client) -> None:
    page = told.post(reverse("leave"), follow=True).content.decode()
    assert "Votre visite est fermée" in page
    assert SAID not in page
