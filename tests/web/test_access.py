"""Every address × (nobody, Alice, Bob, an agent): what opens, and for whom it is computed."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jalon.jobs.queries import OfferDays
from jalon.people.models import Person
from jalon.web.access import RULE
from tests.web import days
from tests.web.conftest import sign_in

SLUG = "agent-proprete-1"
OPEN = ("home", "sources")
DOORS = ("enter", "leave")
PERSONAL = {
    "offers": {},
    "offer": {"slug": SLUG},
    "why_not": {},
    "unknown_hours": {},
    "profile": {},
    "limits": {},
    "means": {},
    "opened": {},
    "places": {"number": 1},
}
CHILDLESS = {"places"}
"""Pages about a child, which Bob has not."""
Space = Callable[[list[OfferDays]], list[Person]]


def walk(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from walk(entry)
        else:
            yield entry


VIEWS = list(walk(get_resolver()))


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda pattern: str(pattern.name))
def test_every_view_declares_its_rule(pattern: URLPattern) -> None:
    rule = getattr(pattern.callback, RULE, None)
    assert rule == ("for_person" if pattern.name in PERSONAL else "open_to_all")


def test_every_address_is_in_this_matrix() -> None:
    assert {pattern.name for pattern in VIEWS} == {*OPEN, *DOORS, *PERSONAL}


@pytest.fixture
def asked(space: Space) -> list[Person]:
    held = tuple(days.creche_day(day) for day in days.WORK_WEEK)
    return space([days.gather(days.make_offer(SLUG), held)])


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN)
def test_anybody_reads_open_pages(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_nobody_reads_a_personal_page(name: str, method: str, asked: list[Person]) -> None:
    answer = getattr(Client(), method)(reverse(name, kwargs=PERSONAL[name]))
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert asked == []


@pytest.mark.parametrize("name", PERSONAL)
def test_an_agent_is_nobodys_person(name: str, agathe: User, asked: list[Person]) -> None:
    client = Client()
    client.force_login(agathe)
    assert client.get(reverse(name, kwargs=PERSONAL[name])).status_code == 403
    assert asked == []


def without_tokens(text: str) -> str:
    """A page without its form tokens: random letters, which once in a while spell a name."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


@pytest.mark.parametrize("name", PERSONAL)
def test_people_read_about_themselves_only(
    name: str, alice: Person, bob: Person, asked: list[Person]
) -> None:
    for person, other in ((alice, bob), (bob, alice)):
        asked.clear()
        answer = sign_in(person).get(reverse(name, kwargs=PERSONAL[name]))
        missing = name in CHILDLESS and person == bob
        assert answer.status_code == (404 if missing else 200)
        assert set(asked) <= {person}
        text = without_tokens(answer.content.decode())
        assert other.first_name not in text
        assert person.first_name != "Bob" or "Inès" not in text


@pytest.mark.parametrize("name", PERSONAL)
def test_nobody_keeps_a_copy_of_a_personal_page(
    name: str, alice: Person, asked: list[Person]
) -> None:
    answer = sign_in(alice).get(reverse(name, kwargs=PERSONAL[name]))
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_no_address_names_a_person(alice: Person, asked: list[Person]) -> None:
    client = sign_in(alice)
    for name, slugs in PERSONAL.items():
        assert str(alice.pk) not in reverse(name, kwargs=slugs).split("/")
        body = without_tokens(client.get(reverse(name, kwargs=slugs)).content.decode())
        assert "alice" not in body.replace("Alice", "")


def test_a_person_changes_nobody_elses_limits(alice: Person, bob: Person) -> None:
    form = {
        "max_walk_min": "7",
        "max_trip_min": "45",
        "earliest_leave": "06:00",
        "latest_return": "20:00",
        "walk_kmh": "4.5",
        "person": str(alice.pk),
        "pk": str(alice.pk),
    }
    assert sign_in(bob).post(reverse("limits"), form).status_code == 302
    alice.refresh_from_db()
    bob.refresh_from_db()
    assert (alice.max_walk_min, bob.max_walk_min) == (15, 7)
