"""Every page of a person and of anybody, in its states, as the test client is answered."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.views.defaults import server_error

from jalon.accounts.invitations import give_code, make_invitation
from jalon.accounts.models import AccountKind
from jalon.core.errors import NetworkError
from jalon.demo.timetable import FACTS
from jalon.jobs.company.models import ContractKind
from jalon.partners.models import CarePlace
from jalon.people.entitlements import Estimate
from jalon.people.household import keys
from jalon.people.household.conversation import conversation_of
from jalon.people.models import HouseholdAnswers, Person
from jalon.reach import Reason
from jalon.web.feeds import FeedLine
from jalon.web.person.rights.questions import make_question
from tests.e2e.offers import all_gains, all_kinds, all_unlocks
from tests.factories import follow, make_agent, make_child, make_person, make_place
from tests.web import days
from tests.web.conftest import sign_in
from tests.web.household_answers import answer, month, usual_answers
from tests.web.reading.letters import every_letter
from tests.web.sign_in.enter import PASSWORD

Pages = Iterator[tuple[str, str]]
"""Where a page was read, and the page."""
Put = Callable[..., object]
OFFERS = "jalon.web.person.offers.lists.board_of"
RIGHTS = "jalon.web.person.rights.result_views.rights_of"
FEED = FeedLine("Réseau", "du 1er janvier 2026 au 31 mars 2026", is_over=True)
SIX = (*days.WORK_WEEK, "saturday")
LISTS = ("offers", "why_not", "unknown_hours")


def read_all(space: Put, patch: pytest.MonkeyPatch) -> Pages:
    """All of them; `space` is the fixture that puts offers in the job space."""
    yield from _of_anybody(patch)
    person = _make_alice()
    yield from _of_offers(person, space, patch)
    yield from _of_the_profile(person)
    yield from _of_openings(person)
    yield from _of_rights(person, patch)
    yield from _of_entering(person, patch)


def _make_alice() -> Person:
    person = make_person("Alice", "alice")
    hours = {day: ["07:30", "18:30"] for day in days.WORK_WEEK}
    lilas = make_place("lilas", name="Crèche Les Lilas", hours=hours)
    make_place("soleil", name="Crèche Le Soleil", hours=hours, free_places=2)
    make_child(person, place=lilas)
    return person


def _get(client: Client, name: str, query: str = "", **kwargs: Any) -> tuple[str, str]:  # noqa: ANN401
    path = reverse(name, kwargs=kwargs) + query
    return path, client.get(path).content.decode()


def _post(client: Client, path: str, **fields: str) -> tuple[str, str]:
    sent = client.post(path, fields, follow=True)
    return f"POST {path} {fields}", sent.content.decode()


def _of_anybody(patch: pytest.MonkeyPatch) -> Pages:
    nobody = Client()
    yield _get(nobody, "home")
    for name in ("accounts", "agents"):
        with (FACTS / f"{name}.toml").open("rb") as file:
            for entry in tomllib.load(file)[name]:
                yield f"home: {entry['slug']}", f"<p>{entry['story']}</p>"
    patch.setattr("jalon.web.anybody.views.list_feeds", lambda _: [FEED])
    for demo in (False, True):
        patch.setattr(settings, "JALON_DEMO", demo)
        for streets in (True, False):
            patch.setattr("jalon.web.anybody.views.follows_streets", lambda _, on=streets: on)
            yield _get(nobody, "sources")
        yield _get(nobody, "home")
    yield _post(nobody, reverse("offers"))
    yield _post(nobody, reverse("leave"))
    yield "404", nobody.get("/nulle-part/").content.decode()
    yield "400", render_to_string("400.html")
    yield "403 of another", render_to_string("403_csrf.html", {"of_another": True})
    guarded = Client(enforce_csrf_checks=True)
    yield "403 csrf", guarded.post(reverse("leave")).content.decode()
    yield "500", server_error(RequestFactory().get("/")).content.decode()


def _of_offers(person: Person, space: Put, patch: pytest.MonkeyPatch) -> Pages:
    client = sign_in(person)
    yield "403", client.get(reverse("caseload")).content.decode()
    space([], {})
    yield from (_get(client, name) for name in LISTS)
    space(all_kinds(), all_unlocks())
    yield _get(client, "offers")
    yield _get(client, "offer", slug="tient-00")
    answer(person, usual_answers(person))
    space(all_kinds(), all_unlocks(), all_gains())
    yield from (_get(client, name) for name in LISTS)
    yield from (_get(client, "offers", f"?tri={sort}") for sort in ("gain", "marge", "depart"))
    yield from (_get(client, "offer", slug=slug) for slug in _slugs())
    yield from _of_the_young(space)
    yield from _of_rare_offers(client, space)
    yield from (_get(client, "opened", f"?changement={key}") for key in ("rien", "velo"))
    with patch.context() as broken:
        broken.setattr(OFFERS, _without_timetable)
        yield "503 " + reverse("offers"), _get(client, "offers")[1]


def _of_the_young(space: Put) -> Pages:
    """Hours that no law allows, as somebody of 17 reads of them, and somebody older."""
    hours = [days.make_day(days.WALK_OUT, days.WALK_BACK, ("05:00", "20:30"), day) for day in SIX]
    offer = days.make_offer("six", rome_code="N1101", hours_week=Decimal(40))
    space([days.gather(offer, tuple(hours))])
    for name, born in (("Bob", dt.date(1990, 1, 1)), ("Karim", dt.date(2009, 6, 1))):
        someone = make_person(name, name.lower(), birth_date=born, family_type="single_man")
        yield _get(sign_in(someone), "offer", slug="six")
        yield _get(sign_in(someone), "profile")
    space(all_kinds(), all_unlocks(), all_gains())


def _of_rare_offers(client: Client, space: Put) -> Pages:
    """Every contract, a trip that is too long by bicycle, starts that are many."""
    far: dict[str, str | int] = {
        "mean": "bicycle",
        "origin": "home",
        "target": "work",
        "max_trip_min": 30,
    }
    too_far = days.refused_day("monday", Reason("trip_too_long", "monday", far))
    starts = [(f"{hour:02}:15", f"{hour:02}:45") for hour in range(6, 12)]
    many = days.gather(
        days.make_offer("debuts", duration_min=435, unknown_weekdays=[0]),
        (days.unknown_day("monday", *starts),),
    )
    contracts = [days.make_offer(kind.value, contract=kind.value) for kind in ContractKind]
    space([many, *(days.gather(offer, (too_far,)) for offer in contracts)])
    yield from (_get(client, name) for name in LISTS)
    yield from (_get(client, "offer", slug=kind.value) for kind in ContractKind)
    space(all_kinds(), all_unlocks(), all_gains())


def _slugs() -> list[str]:
    held = [f"tient-{rank:02}" for rank in range(9)]
    return held + [one.offer.slug for one in all_kinds()[26:]]


def _without_timetable(*_: object) -> None:
    raise NetworkError("no network")


def _of_the_profile(person: Person) -> Pages:
    client = sign_in(person)
    pages = ("profile", "limits", "means")
    yield from (_get(client, name) for name in pages)
    yield _post(client, reverse("limits"))
    yield _post(
        client, reverse("limits"), max_walk_min="999", earliest_leave="x", latest_return="5:00"
    )
    yield _post(client, reverse("means"), bicycle="on", car="on")
    places = reverse("places", kwargs={"number": 1})
    yield places, client.get(places).content.decode()
    yield _post(client, places, ajouter="soleil")
    yield _post(client, places, retirer="soleil")
    CarePlace.objects.update(free_places=0)
    yield _post(client, places, ajouter="soleil")


def _of_openings(person: Person) -> Pages:
    client = sign_in(person)
    yield _get(client, "watchers")
    agent = make_agent("Nadia", "Ferrand", "referente")
    link = follow(agent, person)
    old = make_agent("Omar", "Diallo", "collegue")
    today = timezone.localdate()
    follow(old, person, until=today)
    for name in ("file", "file_rights"):
        sign_in(agent).get(reverse(name, kwargs={"link": link.reference}))
    sign_in(old).get(reverse("file", kwargs={"link": link.reference}))
    yield _get(client, "watchers")


def _of_entering(person: Person, patch: pytest.MonkeyPatch) -> Pages:
    """From the letter to « Mon accès », with what is told on the way."""
    patch.setattr(settings, "JALON_DEMO", False)
    client = Client()
    yield _get(client, "doors")
    yield _get(client, "door", slug="personne")
    yield _post(client, reverse("door", kwargs={"slug": "personne"}), name="1", password="x")
    yield _get(client, "ask_for_code")
    yield _post(client, reverse("ask_for_code"), name="123456789")
    yield _post(client, reverse("enter_code"), code="1")
    example = "7K3F-92QX-B4MN"
    where, page = _get(client, "welcome")
    yield where, page.replace(example, "")
    where, page = _post(client, reverse("welcome"), code="1")
    yield where, page.replace(example, "")
    code = give_code(make_invitation(AccountKind.PERSON, person.pk, None, days=30))
    yield _post(client, reverse("welcome"), code=code)
    yield _post(client, reverse("welcome_birth"), birth_date="1 1 1990")
    yield _post(client, reverse("welcome_birth"), birth_date=f"{person.birth_date:%d/%m/%Y}")
    yield _post(client, reverse("welcome_choice"), password="x", again="y")
    yield _post(client, reverse("welcome_choice"), contact="alice@essai.fr")
    chosen = {"password": PASSWORD, "again": PASSWORD}
    yield _post(client, reverse("welcome_choice"), **chosen)
    for name in ("own_access", "change_password", "change_contact", "dispute"):
        yield _get(client, name)
    where, page = _get(client, "change_totp")
    yield where, re.sub(r'<code class="secret">.*?</code>', "", page)  # letters by chance
    yield _post(client, reverse("dispute"))


def _of_rights(person: Person, patch: pytest.MonkeyPatch) -> Pages:
    for asked in (person, *_others()):
        yield from _questions_of(asked)
    client = sign_in(person)
    HouseholdAnswers.objects.all().delete()
    yield _get(client, "rights_result")
    answer(person, usual_answers(person) | {keys.RENT: None})
    today = timezone.localdate()
    talk = conversation_of(person, today)
    estimates = [Estimate(talk, missing=keys.COUPLE), Estimate(talk, is_coming=True)]
    for estimate in (*estimates, *every_letter(talk)):
        patch.setattr(RIGHTS, lambda *_, told=estimate: told)
        yield _get(client, "rights_result")
    patch.setattr(RIGHTS, _without_timetable)
    yield _get(client, "rights_result")


def _others() -> Iterator[Person]:
    """A couple where each has an allowance, and somebody young alone: other questions."""
    couple = make_person("Priya", "priya", family_type="couple")
    make_child(couple, "Maya")
    make_child(couple, "Isaac")
    both = dict.fromkeys((keys.SITUATION, keys.PARTNER_SITUATION), "jobseeker_are")
    paid = dict.fromkeys((keys.INCOME, keys.PARTNER_INCOME), 900)
    since = {
        key: {"month": month(-3), "or_before": False}
        for key in (keys.INCOME_SINCE, keys.PARTNER_INCOME_SINCE)
    }
    more = {keys.COUPLE: "couple", keys.HOUSING: "owner", keys.LOAN: "yes"}
    year = {"year": timezone.localdate().year - 2, "eur": 30_000}
    answer(couple, usual_answers(couple, **both, **paid, **since, **more, **{keys.RESOURCES: year}))
    yield couple
    young = make_person(
        "Enzo",
        "enzo",
        family_type="single_man",
        birth_date=timezone.localdate().replace(year=timezone.localdate().year - 19, day=1),
    )
    answer(young, usual_answers(young))
    yield young


def _questions_of(person: Person) -> Pages:
    client = sign_in(person)
    yield from (_get(client, name) for name in ("rights", "rights_answers", "rights_forget"))
    for key in conversation_of(person, timezone.localdate()).every_key:
        talk = conversation_of(person, timezone.localdate())
        path = reverse("rights_question", args=[make_question(talk, key).address])
        yield path, client.get(path).content.decode()
        for wrong in ("", "beaucoup"):
            yield _post(
                client,
                path,
                answer=wrong,
                month0=wrong,
                line0_is="amount",
                line0=wrong,
                kind=wrong,
                hours_month=wrong,
            )
