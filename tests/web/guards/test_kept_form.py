"""A form left open across the end of a visit: kept for who wrote it, shown to nobody else.

Browsers here check the token of each form, as they do on the site.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

import jalon.web
from jalon.audit.models import Event
from jalon.partners.models import Agent
from jalon.people.household import keys
from jalon.people.models import AccessLink, HouseholdAnswers, Person
from jalon.web.guards.kept_form import SEAL, seal
from tests.web.guards.matrix import DOORS, GUARDED, OPEN, address
from tests.web.household_answers import answer

KEPT = "Nous avons gardé ce que vous"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
Sent = dict[str, Any]


class Browser:
    """A browser of a shared machine: who enters, what is open in its tabs."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)

    def token(self, path: str = "/") -> str:
        page = self.client.get(path).content.decode()
        return str(dict(HIDDEN.findall(page))["csrfmiddlewaretoken"])

    def enter(self, slug: str) -> str:
        """Enters, of a person or of an agent, and says where that led."""
        door = "enter_agent" if slug in ("referente", "collegue") else "enter"
        sent = {"compte": slug, "csrfmiddlewaretoken": self.token()}
        return str(self.client.post(reverse(door), sent)["Location"])

    def leave(self) -> None:
        self.client.post(reverse("leave"), {"csrfmiddlewaretoken": self.token()})

    def end_visit(self) -> None:
        """The visit ends by itself: its row is gone, its cookie is not."""
        self.client.session.flush()

    def open_form(self, path: str) -> Sent:
        """What a form of the page sends besides what one types."""
        page = self.client.get(path).content.decode()
        [form] = [form for form in page.split("<form")[1:] if SEAL in form]
        return dict(HIDDEN.findall(form.split("</form>")[0]))

    def send(self, path: str, form: Sent, **typed: str) -> Any:  # noqa: ANN401
        return self.client.post(path, form | typed, follow=True)


@pytest.fixture
def browser() -> Browser:
    return Browser()


LIMITS = {
    "max_walk_min": "7",
    "max_trip_min": "45",
    "earliest_leave": "06:00",
    "latest_return": "20:00",
    "walk_kmh": "4.5",
}
FORMS: dict[str, tuple[Sent, str]] = {
    "limits": (LIMITS, r'name="max_walk_min" value="7"'),
    "means": ({"bicycle": "on"}, r'id="id_bicycle"[^>]*checked'),
    "rights_question": ({"answer": "owner"}, r'value="owner"[^>]*checked'),
}
"""What Alice types on each page where one types, and how it is shown again."""


def nothing(_: Browser) -> None:
    """The visit goes on."""


def leave_and_enter(browser: Browser) -> None:
    browser.leave()
    browser.enter("alice")


def leave(browser: Browser) -> None:
    browser.leave()


def end(browser: Browser) -> None:
    browser.end_visit()


def enter_and_leave_again(browser: Browser) -> None:
    leave_and_enter(browser)
    browser.leave()


def enter_once_more(browser: Browser) -> None:
    browser.enter("alice")


Between = Callable[[Browser], None]
BETWEEN: list[Between] = [leave_and_enter, leave, end, enter_and_leave_again, enter_once_more]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("between", BETWEEN)
def test_what_was_typed_is_there_again_and_was_not_carried_out(
    name: str, between: Between, browser: Browser, alice: Person
) -> None:
    typed, shown = FORMS[name]
    path = address(name)
    browser.enter("alice")
    form = browser.open_form(path)
    between(browser)
    page = browser.send(path, form, **typed).content.decode()
    if "Entrez avec un compte" in page:
        assert "rien n’est perdu" in page
        assert browser.enter("alice") == path
        page = browser.client.get(path).content.decode()
    assert KEPT in page
    assert re.search(shown, page)
    alice.refresh_from_db()
    assert (alice.max_walk_min, alice.means) == (15, ["transit"])
    assert not HouseholdAnswers.objects.exists()
    # Given once: what one goes on with is what the file says.
    assert KEPT not in browser.client.get(path).content.decode()


WRONG: dict[str, Sent] = {
    "limits": LIMITS | {"max_walk_min": "sept"},
    "rights_question": {"answer": "castle"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_has_a_mistake_is_kept_and_said_too(
    name: str, browser: Browser, alice: Person
) -> None:
    path = address(name)
    browser.enter("alice")
    form = browser.open_form(path)
    leave_and_enter(browser)
    page = browser.send(path, form, **WRONG[name]).content.decode()
    assert KEPT in page
    assert "à corriger" in page
    # Sent now, it is not kept from before.
    again = browser.send(path, browser.open_form(path), **WRONG[name]).content.decode()
    assert "à corriger" in again
    assert KEPT not in again


UNSURE = {"ne-sais-pas": "1", "answer": "owner"}
UNSURE_KEPT = "Nous avons gardé votre réponse&nbsp;: «&nbsp;Je ne sais pas&nbsp;»"


@pytest.mark.parametrize("between", BETWEEN)
def test_not_knowing_is_an_answer_that_is_kept(
    between: Between, browser: Browser, alice: Person
) -> None:
    path = address("rights_question")
    answer(alice, {"housing": "tenant"})
    browser.enter("alice")
    form = browser.open_form(path)
    between(browser)
    page = browser.send(path, form, **UNSURE).content.decode()
    if "Entrez avec un compte" in page:
        browser.enter("alice")
        page = browser.client.get(path).content.decode()
    assert UNSURE_KEPT in page
    assert HouseholdAnswers.objects.get().answers["housing"] == "tenant"
    # The button to press is the first to the eye; what the file says is still there to be chosen.
    assert '<button class="button" name="ne-sais-pas"' in page
    assert re.search(r'value="tenant"[^>]*checked', page)
    again = browser.client.get(path).content.decode()
    assert UNSURE_KEPT not in again
    browser.send(path, browser.open_form(path), **UNSURE)
    assert HouseholdAnswers.objects.get().answers["housing"] == keys.UNKNOWN


@pytest.mark.parametrize("name", FORMS)
def test_it_can_be_sent_once_more(name: str, browser: Browser, alice: Person) -> None:
    typed, _ = FORMS[name]
    path = address(name)
    browser.enter("alice")
    form = browser.open_form(path)
    leave_and_enter(browser)
    browser.send(path, form, **typed)
    again = browser.open_form(path)
    assert KEPT not in browser.send(path, again, **typed).content.decode()
    alice.refresh_from_db()
    saved: dict[str, Callable[[], bool]] = {
        "limits": lambda: alice.max_walk_min == 7,
        "means": lambda: "bicycle" in alice.means,
        "rights_question": lambda: HouseholdAnswers.objects.get().answers == {"housing": "owner"},
    }
    assert saved[name]()


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("between", [*BETWEEN, nothing])
@pytest.mark.parametrize("first", [True, False])
def test_nobody_else_at_the_same_machine_sees_it_nor_gets_it(
    name: str, between: Between, first: bool, browser: Browser, alice: Person, bob: Person
) -> None:
    """Bob enters before Alice's form is sent, or after."""
    typed, shown = FORMS[name]
    path = address(name)
    browser.enter("alice")
    form = browser.open_form(path)
    between(browser)
    if first:
        browser.enter("bob")
    answer = browser.client.post(path, form | typed)
    pages = [answer.content.decode()]
    if first:
        assert answer.status_code == 403
        assert "celle d’un autre compte" in pages[0]
    browser.enter("bob")
    pages += [browser.client.get(address(other)).content.decode() for other in FORMS]
    for page in pages:
        assert KEPT not in page
        assert not re.search(shown, page)
    bob.refresh_from_db()
    assert (bob.max_walk_min, bob.means) == (15, ["transit"])
    assert not HouseholdAnswers.objects.filter(person=bob).exists()
    # Nor is it waiting in the visit of Bob for Alice to come.
    assert "kept_form" not in browser.client.session


def test_a_form_of_another_is_refused_with_a_good_token_too(
    browser: Browser, alice: Person, bob: Person
) -> None:
    """The token of a page changes at each entering; the seal holds without that."""
    browser.enter("bob")
    path = address("limits")
    form = browser.open_form(path) | {SEAL: seal(alice)}
    answer = browser.client.post(path, form | LIMITS)
    assert answer.status_code == 403
    assert "celle d’un autre compte" in answer.content.decode()
    bob.refresh_from_db()
    assert bob.max_walk_min == 15


def test_a_seal_says_nothing_of_whose_it_is(alice: Person, bob: Person, nadia: Agent) -> None:
    seals = {seal(alice), seal(bob), seal(nadia)}
    assert len(seals) == 3
    assert seal(alice) == seal(alice)
    assert all(re.fullmatch(r"[0-9a-f]{40}:[\w-]+", one) for one in seals)
    assert seal(Agent(pk=alice.pk)) != seal(alice)


def test_a_simulation_is_kept_for_its_agent_and_hidden_from_a_colleague(
    browser: Browser, nadia: Agent, omar: Agent, link: AccessLink
) -> None:
    path = address("file_rights", link)
    typed = {"heures_semaine": "23,5", "taux_horaire": "13,13"}
    browser.enter("referente")
    form = {SEAL: seal(nadia), "csrfmiddlewaretoken": browser.token()}
    browser.end_visit()
    browser.send(path, form, **typed)
    # A colleague is not led to the file: that would be noted as an attempt.
    assert browser.enter("collegue") == reverse("caseload")
    assert "kept_form" not in browser.client.session
    assert not Event.objects.exists()
    browser.leave()
    browser.enter("referente")
    form["csrfmiddlewaretoken"] = browser.token(path)
    browser.end_visit()
    browser.send(path, form, **typed)
    assert browser.enter("referente") == path
    kept = browser.client.session["kept_form"]
    assert (kept["path"], kept["fields"]["heures_semaine"]) == (path, "23,5")
    context = browser.client.get(path).context
    assert context["kept"]
    assert context["form"]["heures_semaine"].value() == "23,5"


def test_a_search_is_kept_too(browser: Browser, nadia: Agent, link: AccessLink) -> None:
    browser.enter("referente")
    path = address("caseload")
    form = browser.open_form(path)
    browser.leave()
    browser.send(path, form, prenom="Ali")
    assert browser.enter("referente") == path
    assert 'value="Ali"' in browser.client.get(path).content.decode()


@pytest.mark.parametrize("forged", ["", "x", "x:y", "0" * 64])
def test_what_we_never_gave_out_is_not_kept(forged: str, browser: Browser, alice: Person) -> None:
    sent = LIMITS | {SEAL: forged, "csrfmiddlewaretoken": browser.token()}
    assert browser.client.post(address("limits"), sent).status_code == 302
    assert not Session.objects.exists()


def test_a_huge_form_is_not_kept(browser: Browser, alice: Person) -> None:
    sent = {SEAL: seal(alice), "csrfmiddlewaretoken": browser.token(), "x": "y" * 10_001}
    assert browser.client.post(address("limits"), sent).status_code == 302
    assert not Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*OPEN, *DOORS, *GUARDED])
def test_a_visit_without_an_account_leaves_no_session(
    name: str, browser: Browser, link: AccessLink
) -> None:
    path = address(name, link)
    sent = {"csrfmiddlewaretoken": browser.token(), "compte": "nobody", "answer": "owner"}
    for ask in (browser.client.get, browser.client.head, browser.client.put, browser.client.delete):
        ask(path, follow=True)
    browser.client.post(path, sent, follow=True)
    browser.client.post(path, {"compte": "nobody"}, follow=True)
    browser.client.cookies["sessionid"] = "a" * 32
    browser.client.get(path, follow=True)
    browser.client.post(path, sent, follow=True)
    browser.client.get("/nulle-part/")
    assert not Session.objects.exists()


def test_leaving_leaves_no_session(browser: Browser, alice: Person) -> None:
    browser.enter("alice")
    assert Session.objects.count() == 1
    browser.leave()
    assert not Session.objects.exists()
    assert "Votre visite est fermée" in browser.client.get("/").content.decode()


def test_browsers_are_told_to_keep_nothing_of_what_is_typed() -> None:
    """The list of what others typed in a field before is theirs, and would be shown to the next."""
    forms = [
        form
        for path in (Path(jalon.web.__file__).parent / "templates").rglob("*.html")
        for form in re.findall(r"<form[^>]*>.*?</form>", path.read_text(), re.DOTALL)
        if SEAL in form and re.search(r"{% (?:field|check_field|include)|{{ form", form)
    ]
    assert len(forms) == 5
    assert all('autocomplete="off"' in form.split(">")[0] for form in forms)
