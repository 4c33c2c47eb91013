"""Every address × everybody: what opens, for whom it is computed, and what is noted.

Everybody is nobody, Alice, Bob, an account that is nobody's, and agents: one who follows Alice, one
who did, one who will, and one who follows nobody.
"""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from jalon.audit.models import Event
from jalon.audit.queries import events_about
from jalon.jobs.person.week import OfferDays
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Person
from jalon.web.guards.wall.role import name_role
from jalon.web.guards.way_back import RULE
from tests.factories import follow
from tests.web import days
from tests.web.conftest import sign_in
from tests.web.guards.matrix import (
    AGENT,
    CHILDLESS,
    DOORS,
    FILES,
    FIRM,
    GUARDED,
    MACHINES,
    MANAGER,
    OPEN,
    OWN,
    PERSONAL,
    SERVICE,
    SLUG,
    VIEWS,
    WATCHERS,
    WAYS_IN,
    address,
)

Space = Callable[[list[OfferDays]], list[Person]]


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda pattern: str(pattern.name))
def test_every_view_declares_its_rule(pattern: URLPattern) -> None:
    rules = {
        **dict.fromkeys((*OPEN, *MACHINES, *DOORS, *WAYS_IN), "open_to_all"),
        **dict.fromkeys(WATCHERS, "for_watcher"),
        **dict.fromkeys(SERVICE, "for_agent_or_demo"),
        **dict.fromkeys(PERSONAL, "for_person"),
        **dict.fromkeys(AGENT, "for_agent"),
        **dict.fromkeys(FILES, "for_agent_on_person"),
        **dict.fromkeys(OWN, "for_account"),
        **dict.fromkeys(MANAGER, "for_manager"),
        **dict.fromkeys(FIRM, "for_firm"),
    }
    assert getattr(pattern.callback, RULE, None) == rules[pattern.name or ""]


def test_every_address_is_in_this_matrix() -> None:
    service = {*MACHINES, *WATCHERS, *SERVICE}
    assert {pattern.name for pattern in VIEWS} == {*service, *OPEN, *DOORS, *WAYS_IN, *GUARDED}


@pytest.fixture
def asked(space: Space) -> list[Person]:
    held = tuple(days.creche_day(day) for day in days.WORK_WEEK)
    return space([days.gather(days.make_offer(SLUG), held)])


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*OPEN, *SERVICE])
def test_anybody_reads_open_pages(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", GUARDED)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_nobody_reads_a_guarded_page(
    name: str, method: str, asked: list[Person], link: AccessLink
) -> None:
    answer = getattr(Client(), method)(address(name, link))
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert asked == []
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", GUARDED)
def test_an_account_of_nobody_reads_nothing(
    name: str, agathe: User, asked: list[Person], link: AccessLink
) -> None:
    client = Client()
    client.force_login(agathe)
    assert client.get(address(name, link)).status_code == 403
    assert asked == []
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_agent_is_nobodys_person(
    name: str, method: str, nadia: Agent, link: AccessLink, asked: list[Person]
) -> None:
    assert getattr(sign_in(nadia), method)(address(name)).status_code == 403
    assert asked == []


@pytest.mark.parametrize("name", [*AGENT, *FILES])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_person_is_no_agent_even_about_themselves(
    name: str, method: str, alice: Person, link: AccessLink
) -> None:
    assert getattr(sign_in(alice), method)(address(name, link)).status_code == 403
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", ["caseload"])
def test_an_agent_reads_about_those_whom_they_follow(
    name: str, nadia: Agent, omar: Agent, link: AccessLink, bob: Person
) -> None:
    follow(omar, bob)
    for agent, mine, others in ((nadia, "Alice", "Bob"), (omar, "Bob", "Alice")):
        answer = sign_in(agent).get(address(name))
        assert answer.status_code == 200
        assert mine in answer.content.decode()
        assert others not in answer.content.decode()


@pytest.mark.parametrize("name", FILES)
def test_an_active_link_opens_the_file_and_each_view_is_noted_once(
    name: str, nadia: Agent, alice: Person, link: AccessLink
) -> None:
    client = sign_in(nadia)
    for times in (1, 2):
        answer = client.get(address(name, link))
        assert answer.status_code == 200
        assert "Alice" in answer.content.decode()
        assert events_about(alice.pk).filter(verb="opened").count() == times
        assert Event.objects.count() == times


TODAY = timezone.localdate


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("method", ["get", "head", "post", "put"])
@pytest.mark.parametrize("case", ["ended", "to come", "of a colleague", "of nobody"])
def test_any_other_reference_is_refused_and_noted(
    name: str, method: str, case: str, nadia: Agent, omar: Agent, alice: Person, bob: Person
) -> None:
    day = dt.timedelta(days=1)
    follow(nadia, bob)
    links: dict[str, Callable[[], AccessLink | None]] = {
        "ended": lambda: follow(nadia, alice, until=TODAY()),
        "to come": lambda: follow(nadia, alice, since=TODAY() + day),
        "of a colleague": lambda: follow(omar, alice),
        "of nobody": lambda: None,
    }
    link = links[case]()
    answer = getattr(sign_in(nadia), method)(address(name, link))
    assert answer.status_code == 403
    assert "Alice" not in answer.content.decode()
    event = Event.objects.get()
    assert (event.verb, event.actor_user_id) == ("refused", nadia.user_id)
    assert event.subject_person_id == (alice.pk if link else None)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_what_shows_no_page_is_no_opening(
    name: str, method: str, nadia: Agent, link: AccessLink
) -> None:
    assert getattr(sign_in(nadia), method)(address(name, link)).status_code == 405
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "query", ["part=zzz", "part=rsa", "mois=2026-12", "part=zzz&mois=zzz", "part=rsa&mois=2026-13"]
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_figure_that_cannot_be_is_not_found_and_no_opening(
    query: str, method: str, nadia: Agent, link: AccessLink
) -> None:
    path = f"{address('file_rights_figure', link)}?{query}"
    assert getattr(sign_in(nadia), method)(path).status_code == 404
    assert not Event.objects.exists()


@pytest.mark.parametrize("sent", ["zzz", "zzz 2026-12 avec", "rsa 2026-12", "a b c d"])
def test_a_figure_asked_for_by_a_button_cannot_be_either(
    sent: str, nadia: Agent, link: AccessLink
) -> None:
    path = address("file_rights_figure", link)
    assert sign_in(nadia).post(path, {"chiffre": sent}).status_code == 404
    assert not Event.objects.exists()


def test_a_figure_that_cannot_be_is_refused_like_any_page_of_a_file_that_is_closed(
    omar: Agent, link: AccessLink
) -> None:
    path = f"{address('file_rights_figure', link)}?part=zzz"
    assert sign_in(omar).get(path).status_code == 403
    assert Event.objects.get().verb == "refused"


def test_a_form_with_mistakes_shows_the_file_and_is_an_opening(
    nadia: Agent, link: AccessLink
) -> None:
    answer = sign_in(nadia).post(address("file_rights", link), {"heures_semaine": "900"})
    assert answer.status_code == 422
    assert Event.objects.get().verb == "opened"


def test_a_page_that_cannot_be_noted_is_not_given_out(
    nadia: Agent, link: AccessLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("jalon.people.actions.open_file.record", fail)
    with pytest.raises(OSError, match="disk"):
        sign_in(nadia).get(address("file", link))


def test_a_link_that_ends_while_the_page_is_made_shows_nothing(
    nadia: Agent, link: AccessLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> object:
        with connection.cursor() as cursor:  # somebody else's, who may
            cursor.execute("RESET ROLE")
            AccessLink.objects.update(until=TODAY())
            cursor.execute(f'SET ROLE "{name_role()}"')
        return {}

    monkeypatch.setattr("jalon.web.caseworker.file.views.describe_file", end)
    assert sign_in(nadia).get(address("file", link)).status_code == 403
    assert Event.objects.get().verb == "refused"


@pytest.mark.parametrize("name", FILES)
def test_no_address_of_a_file_says_whose_it_is(
    name: str, nadia: Agent, alice: Person, link: AccessLink
) -> None:
    steps = address(name, link).split("/")
    assert not {str(alice.pk), str(link.pk), "alice", "Alice"} & set(steps)
    page = sign_in(nadia).get(reverse("caseload")).content.decode()
    links = re.findall(r'href="(/dossiers/[^"]+)"', page)
    assert links == [reverse("file", kwargs={"link": link.reference})]


@pytest.mark.parametrize("number", ["1", "alice", "00000000-0000"])
def test_a_file_has_no_other_name_than_a_reference(number: str, nadia: Agent) -> None:
    assert sign_in(nadia).get(f"/dossiers/{number}/").status_code == 404


def test_an_account_that_was_closed_reads_nothing_any_more(nadia: Agent, link: AccessLink) -> None:
    client = sign_in(nadia)
    User.objects.filter(pk=nadia.user_id).update(is_active=False)
    assert client.get(address("file", link)).status_code == 302
    assert not Event.objects.exists()


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


@pytest.mark.parametrize("name", [*AGENT, *FILES])
def test_nobody_keeps_a_copy_of_an_agents_page(name: str, nadia: Agent, link: AccessLink) -> None:
    answer = sign_in(nadia).get(address(name, link))
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
