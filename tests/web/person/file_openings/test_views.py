"""« Qui voit mon dossier »: who follows, who opened, when and why."""

import datetime as dt
from contextlib import AbstractContextManager
from unittest.mock import patch

from django.urls import reverse
from django.utils import timezone

from jalon.audit.models import Event, Verb
from jalon.audit.queries import events_about
from jalon.audit.sittings import Sitting
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Person
from jalon.web.guards.access import AUDITED_PAGE
from jalon.web.words.openings import PAGES, VERBS, say_opening
from jalon.web.words.plain import NBSP
from tests.factories import follow
from tests.web.conftest import sign_in
from tests.web.guards.matrix import VIEWS


def read(person: Person, **query: str) -> str:
    return str(sign_in(person).get(reverse("watchers"), query).content.decode())


def open_file(agent: Agent, link: AccessLink) -> None:
    sign_in(agent).get(reverse("file", kwargs={"link": link.reference}))


def at(moment: dt.datetime) -> AbstractContextManager[object]:
    """The clock of the audit alone."""
    return patch("jalon.audit.record.timezone", now=lambda: moment)


def test_the_profile_leads_to_it(alice: Person) -> None:
    assert reverse("watchers") in sign_in(alice).get(reverse("profile")).content.decode()


def test_nobody_follows_and_nobody_opened(alice: Person) -> None:
    page = read(alice)
    assert "Personne ne vous suit pour le moment." in page
    assert "Personne n’a encore ouvert votre dossier." in page
    assert "Qui vous a suivi" not in page


def test_who_follows_is_said_with_since_when_and_why(nadia: Agent, alice: Person) -> None:
    follow(nadia, alice, since=dt.date(2025, 3, 1))
    page = read(alice)
    assert "Nadia Ferrand" in page
    assert "Référente de parcours, Département d’Essai" in page
    assert f"Depuis le 1er{NBSP}mars 2025" in page
    assert "Votre référente de parcours" in page
    assert "Personne ne vous suit" not in page


def test_who_has_followed_is_said_apart(nadia: Agent, alice: Person) -> None:
    follow(nadia, alice, since=dt.date(2025, 3, 1), until=dt.date(2025, 6, 1))
    page = read(alice)
    assert "Personne ne vous suit pour le moment." in page
    assert f"du 1er{NBSP}mars 2025 au 31{NBSP}mai 2025" in page


def test_an_opening_is_said_with_when_what_and_why(
    nadia: Agent, alice: Person, link: AccessLink
) -> None:
    moment = dt.datetime(2026, 7, 2, 12, 5, tzinfo=dt.UTC)
    with at(moment):
        open_file(nadia, link)
    page = read(alice)
    assert f"2{NBSP}juillet 2026 à 14{NBSP}h{NBSP}05" in page
    assert "Nadia Ferrand, référente de parcours, Département d’Essai</strong> a ouvert" in page
    assert PAGES["file"] in page
    assert page.count("Votre référente de parcours") == 2


def test_a_refusal_is_said_too(omar: Agent, alice: Person, link: AccessLink) -> None:
    open_file(omar, link)
    page = read(alice)
    assert "Omar Diallo" in page
    assert "a voulu ouvrir votre dossier, et n’a pas pu" in page
    assert "Aucun suivi en cours" in page
    assert "Ce qui a été lu" not in page


def test_nobody_sees_the_openings_of_anothers_file(
    nadia: Agent, alice: Person, bob: Person, link: AccessLink
) -> None:
    open_file(nadia, link)
    assert "Nadia" not in read(bob)


def test_the_last_opening_comes_first_and_all_can_be_reached(
    nadia: Agent, alice: Person, link: AccessLink
) -> None:
    for number in range(21):
        moment = dt.datetime(2026, 7, 1 + number, 10, number, tzinfo=dt.UTC)
        with at(moment):
            open_file(nadia, link)
    first, second = read(alice), read(alice, page="2")
    minutes = [f"12{NBSP}h{NBSP}{minute:02d}" for minute in range(20, 0, -1)]
    positions = [first.index(minute) for minute in minutes]
    assert positions == sorted(positions)
    assert f"12{NBSP}h</p>" not in first
    assert f"12{NBSP}h</p>" in second


def test_the_openings_of_one_sitting_are_one_line_and_all_stay_noted(
    nadia: Agent, alice: Person, link: AccessLink
) -> None:
    client = sign_in(nadia)
    pages = ("file", "file_rights", "file", "file_rights_figure")
    for minute, page in zip((0, 29, 59, 89), pages, strict=True):
        with at(dt.datetime(2026, 7, 2, 12, tzinfo=dt.UTC) + dt.timedelta(minutes=minute)):
            client.get(reverse(page, kwargs={"link": link.reference}))
    page = read(alice)
    assert page.count("</strong> a ouvert votre dossier") == 1
    assert f"2{NBSP}juillet 2026, de 14{NBSP}h à 15{NBSP}h{NBSP}29" in page
    assert f"En tout{NBSP}: 4 pages ouvertes." in page
    assert f"à moins de 30{NBSP}minutes" in page.replace("&nbsp;", NBSP)
    read_once = [page.index(PAGES[name]) for name in ("file", "rights", "rights_figure")]
    assert read_once == sorted(read_once)
    assert page.count(PAGES["file"]) == 1
    assert events_about(alice.pk).count() == 4


def test_refused_again_and_again_is_one_line_with_its_count(
    omar: Agent, alice: Person, link: AccessLink
) -> None:
    for _ in range(3):
        open_file(omar, link)
    page = read(alice)
    assert page.count("a voulu ouvrir votre dossier") == 1
    assert f"En tout{NBSP}: 3 essais." in page


def test_a_sitting_over_midnight_says_both_days(
    nadia: Agent, alice: Person, link: AccessLink
) -> None:
    for hour, minute in ((21, 50), (22, 10)):
        with at(dt.datetime(2026, 7, 2, hour, minute, tzinfo=dt.UTC)):
            open_file(nadia, link)
    assert (
        f"du 2{NBSP}juillet 2026 à 23{NBSP}h{NBSP}50 au 3{NBSP}juillet 2026 à 0{NBSP}h{NBSP}10"
    ) in read(alice)


def test_what_was_noted_stays_when_the_agent_has_changed_name(
    nadia: Agent, alice: Person, link: AccessLink
) -> None:
    open_file(nadia, link)
    Agent.objects.filter(pk=nadia.pk).update(last_name="Autre")
    assert "Nadia Ferrand, référente de parcours" in read(alice)


def test_every_page_of_a_file_is_said_in_french() -> None:
    noted = {getattr(view.callback, AUDITED_PAGE, None) for view in VIEWS} - {None}
    assert noted <= set(PAGES)
    assert set(VERBS) == {verb.value for verb in Verb}


def test_a_page_that_is_gone_is_said_by_its_name() -> None:
    event = Event(verb="opened", detail={"page": "gone"}, at=timezone.now(), actor_label="Nadia")
    assert say_opening(Sitting((event,))).read == ("gone",)
