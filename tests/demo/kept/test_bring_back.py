"""What visitors of the demo do by its pages in a day is gone after the night, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jalon.accounts.invitations import give_code, make_invitation
from jalon.accounts.models import AccountKind
from jalon.accounts.opening import make_account
from jalon.audit.models import Event
from jalon.demo.kept.bring_back import OF_A_USER
from jalon.demo.kept.keep import keep_drawn
from jalon.demo.kept.models import DrawnRow
from jalon.demo.kept.tasks import bring_back_at_night
from jalon.demo.population.partners import seed_partners
from jalon.partners.models import Firm
from jalon.people.models import AccessLink, CareOption, HouseholdAnswers, LawQuestion, Person
from tests.cast import alice, bob, link, nadia
from tests.factories import follow, make_child, make_person, make_place
from tests.web.conftest import sign_in
from tests.web.household_answers import answer, usual_answers
from tests.web.sign_in.enter import PASSWORD

__all__ = ["alice", "bob", "link", "nadia"]

LEFT_OUT = {"audit", "contenttypes", "worker", "procrastinate", "matching", "jobs_person"}
"""What is never taken back, what is of the worker alone, and what it computes anew."""
BORN = "02/05/1994"


def rows() -> dict[str, dict[int, dict[str, Any]]]:
    """Every row of every other table, without what moves on with each change."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in LEFT_OUT or model._meta.db_table == "accounts_limit":
            continue
        columns = [field.attname for field in model._meta.concrete_fields]
        kept = [name for name in columns if name not in {"week_revision", "last_login"}]
        found[model._meta.db_table] = {row["pk"]: row for row in model.objects.values("pk", *kept)}  # type: ignore[attr-defined]
    return found


def revisions() -> dict[int, int]:
    return dict(Person.objects.values_list("pk", "week_revision"))


@pytest.fixture(autouse=True)
def drawn(settings: object, alice: Person, bob: Person, link: AccessLink) -> None:
    """A small demo, and beside it somebody real with a visit that lasts."""
    settings.JALON_DEMO = True  # type: ignore[attr-defined]
    make_place("pres", free_places=3)
    zoe = make_person("Zoé")
    follow(link.agent, zoe)
    make_child(zoe, "Léo", place=make_place("autre"))
    for person in (alice, bob):
        answer(person, usual_answers(person))
    seed_partners()
    keep_drawn()


@pytest.fixture
def real(drawn: None) -> Client:
    account = make_account(AccountKind.PERSON)
    person = make_person("Réelle", is_fictional=False, user=account.user)
    make_invitation(AccountKind.PERSON, person.pk, None)
    answer(person, usual_answers(person))
    make_child(person, "Réel", place=make_place("reelle"))
    return sign_in(person)


def change_everything(alice: Person, bob: Person, link: AccessLink) -> None:
    """Each kind of thing that a page lets a visitor change or make."""
    Client().post(reverse("enter"), {"compte": "alice"})
    client = sign_in(alice)
    client.post(reverse("means"), {"bicycle": "on"})
    client.post(reverse("places", args=[1]), {"ajouter": "pres"})
    client.post(reverse("rights_question", args=["loyer"]), {"answer": "777"})
    ask_law_of(alice)
    sign_in(bob).post(reverse("rights_forget"))
    zoe = Person.objects.get(first_name="Zoé")
    CareOption.objects.filter(child__person=zoe).delete()
    answer(zoe, usual_answers(zoe))
    agent = sign_in(link.agent)
    for each in link.agent.access_links.all():
        agent.post(reverse("file_access", args=[each.reference]), {"lettre": "1"})
    for person in (alice, zoe):
        join(person)
    Client().post(
        reverse("ask_firm"),
        {
            **{"kind": "company", "siret": "55208131766522", "name": "Visite"},
            **{"first_name": "V", "last_name": "I", "mail": "v@exemple.fr"},
        },
    )


def ask_law_of(person: Person) -> None:
    now = timezone.now()
    LawQuestion.objects.create(person=person, kind="check", subject=b"", asked_at=now, read_at=now)


def join(person: Person) -> None:
    """By the letter, with a password."""
    code = give_code(make_invitation(AccountKind.PERSON, person.pk, None, days=30))
    client = Client()
    client.post(reverse("welcome"), {"code": code})
    client.post(reverse("welcome_birth"), {"birth_date": BORN})
    client.post(reverse("welcome_choice"), {"password": PASSWORD, "again": PASSWORD})
    client.post(reverse("means"), {"car": "on"})


def test_a_day_of_visits_is_gone_after_the_night(
    alice: Person, bob: Person, link: AccessLink, real: Client
) -> None:
    before, moved = rows(), revisions()
    change_everything(alice, bob, link)
    after = rows()
    changed = {table for table in before if before[table] != after[table]}
    assert {
        *("auth_user", "people_person", "people_careoption", "people_householdanswers"),
        *("accounts_account", "accounts_invitation", "accounts_visit", "people_lawquestion"),
        *("partners_firm", "partners_firmmember", "django_session"),
    } <= changed
    events = Event.objects.count()
    assert events
    bring_back_at_night()
    assert rows() == before
    assert Event.objects.count() == events
    assert real.get(reverse("profile")).status_code == 200
    unmoved = {bob.pk, Person.objects.get(first_name="Réelle").pk}
    assert {pk for pk, revision in revisions().items() if moved[pk] == revision} == unmoved


def test_the_second_night_writes_nothing(alice: Person, bob: Person, link: AccessLink) -> None:
    change_everything(alice, bob, link)
    bring_back_at_night()
    before, moved = rows(), revisions()
    bring_back_at_night()
    assert (rows(), revisions()) == (before, moved)


def test_a_night_that_is_killed_changes_nothing(
    alice: Person, bob: Person, link: AccessLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_everything(alice, bob, link)
    before = rows()

    def die(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jalon.demo.kept.bring_back._remove_accounts", die)
    with pytest.raises(KeyboardInterrupt):
        bring_back_at_night()
    assert rows() == before


def test_a_service_is_left_alone(
    alice: Person, bob: Person, link: AccessLink, settings: object
) -> None:
    change_everything(alice, bob, link)
    before = rows()
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    bring_back_at_night()
    assert rows() == before


def test_a_visitor_is_out_and_enters_anew(alice: Person) -> None:
    client = sign_in(alice)
    bring_back_at_night()
    assert client.get(reverse("profile")).status_code == 302
    assert not Session.objects.exists()
    client.post(reverse("enter"), {"compte": "alice"})
    assert client.get(reverse("profile")).status_code == 200


def test_a_demo_of_which_nothing_is_kept_is_kept_as_it_is(alice: Person) -> None:
    DrawnRow.objects.all().delete()
    sign_in(alice).post(reverse("means"), {"bicycle": "on"})
    bring_back_at_night()
    alice.refresh_from_db()
    assert "bicycle" in alice.means
    sign_in(alice).post(reverse("means"), {})
    bring_back_at_night()
    alice.refresh_from_db()
    assert "bicycle" in alice.means


def test_nothing_is_kept_of_anybody_real(real: Client) -> None:
    keep_drawn()
    person = Person.objects.get(first_name="Réelle")
    kept = DrawnRow.objects.filter(table="people_person")
    assert person.pk not in kept.values_list("key", flat=True)
    assert {str(row.values["person_id"]) for row in DrawnRow.objects.filter(table="people_child")}
    assert not DrawnRow.objects.filter(values__person_id=person.pk).exists()
    users = DrawnRow.objects.filter(table="auth_user").values_list("key", flat=True)
    assert person.user_id not in users


def test_a_column_of_a_later_version_keeps_what_it_has(alice: Person) -> None:
    """Kept before it was there: brought back with the rest, it would be empty."""
    for row in DrawnRow.objects.filter(table="people_person"):
        row.values.pop("booked_rides")
        row.values["of_before"] = 1
        row.save()
    answers = HouseholdAnswers.objects.get(person=alice)
    number = answers.pk
    Person.objects.filter(pk=alice.pk).update(max_walk_min=59, booked_rides=False)
    answers.delete()
    bring_back_at_night()
    alice.refresh_from_db()
    assert (alice.max_walk_min, alice.booked_rides) == (15, False)
    assert HouseholdAnswers.objects.get(pk=number).answers == answers.answers


def test_all_that_opens_an_account_is_taken_away() -> None:
    """A new table of what one enters with has its place here, or an account of the demo stays."""
    leaning = {
        relation.related_model
        for relation in User._meta.related_objects
        if isinstance(relation, models.OneToOneRel | models.ManyToOneRel)
        and relation.on_delete is models.CASCADE
    }
    assert leaning - {Person} == set(OF_A_USER)


def test_a_request_of_a_firm_on_a_service_is_no_fiction(settings: object) -> None:
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    sent = {"kind": "company", "siret": "55208131766522", "name": "Vraie"}
    who = {"first_name": "V", "last_name": "I", "mail": "v@exemple.fr"}
    Client().post(reverse("ask_firm"), sent | who)
    settings.JALON_DEMO = True  # type: ignore[attr-defined]
    bring_back_at_night()
    assert Firm.objects.filter(name="Vraie").exists()
