"""« État du service »: who opens it, and what it says."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from jalon.partners.models import Agent
from jalon.people.models import Person
from jalon.web.words.plain import NBSP
from jalon.web.words.service_work import TASKS, WORKS, say_counts, say_left, say_share
from jalon.worker.models import WorkProgress
from jalon.worker.progress import list_works
from jalon.worker.queries import TaskState, WorkState
from jalon.worker.task import list_tasks
from jalon.worker.tasks import clear_sessions, forget_tasks
from tests.web.conftest import sign_in

ADDRESS = "/etat/"


@pytest.mark.django_db
def test_a_service_shows_it_to_its_agents_alone(
    settings: object, nadia: Agent, alice: Person, agathe: User
) -> None:
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    assert reverse("service_state") == ADDRESS
    answer = Client().get(ADDRESS)
    assert (answer.status_code, answer["Location"]) == (302, "/connexion/")
    assert sign_in(alice).get(ADDRESS).status_code == 403
    client = Client()
    client.force_login(agathe)
    assert client.get(ADDRESS).status_code == 403
    shown = sign_in(nadia).get(ADDRESS)
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    assert sign_in(nadia).post(ADDRESS).status_code == 405


@pytest.mark.django_db
def test_it_says_that_nobody_works_and_that_nothing_waits() -> None:
    page = Client().get(ADDRESS).content.decode()
    assert "Aucun programme de calcul n’est en marche." in page
    assert "Aucun long travail n’a encore commencé." in page
    assert "Rien n’attend" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "<strong>Un programme de calcul</strong> est en marche."),
        (2, "<strong>2 programmes de calcul</strong> sont en marche."),
    ],
)
def test_a_worker_is_never_taken_for_a_person(
    count: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jalon.web.anybody.service_state.count_workers", lambda *_: count)
    page = Client().get(ADDRESS).content.decode()
    assert said in page
    assert "ouvrier" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("held", "said"),
    [
        (True, "et la base de données aussi."),
        (False, "La base de données ne le garde pas encore."),
    ],
)
def test_it_says_who_holds_the_wall(
    held: bool, said: str, monkeypatch: pytest.MonkeyPatch, nadia: Agent, settings: object
) -> None:
    assert "et la base de données aussi." in Client().get(ADDRESS).content.decode()
    monkeypatch.setattr("jalon.web.anybody.service_state.look_at_wall", lambda: held)
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    assert said in sign_in(nadia).get(ADDRESS).content.decode()


@pytest.mark.django_db
def test_it_tells_works_and_tasks_in_french() -> None:
    WorkProgress.objects.create(name="other.version", done=12, total=4000)
    clear_sessions.defer()
    forget_tasks.defer()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name LIKE '%forget%'"
        )
    page = Client().get(ADDRESS).content.decode()
    assert f"12 sur 4{NBSP}000" in page
    assert "durée encore inconnue" in page
    for name in ("worker.clear_sessions", "worker.forget_tasks"):
        assert TASKS[name] in page
        assert name not in page
    for counts in (f"<td>1{NBSP}attend</td>", f"<td>1{NBSP}abandonnée</td>"):
        assert page.count(counts) == 1
    assert "Une tâche abandonnée a échoué plusieurs fois." in page


def test_every_task_and_every_work_has_its_words() -> None:
    assert {name for name in list_tasks() if not name.startswith("sample.")} == set(TASKS)
    assert {name for name in list_works() if not name.startswith("sample.")} == set(WORKS)


@pytest.mark.parametrize(
    ("done", "left_s", "words"),
    [
        (400, 0.0, "terminé"),
        (1, None, "durée encore inconnue"),
        (399, 20.0, "encore moins d’une minute"),
        (200, 700.0, f"encore 12{NBSP}min environ"),
        (2, 7200.0, f"encore 2{NBSP}h environ"),
    ],
)
def test_time_left_is_said_and_never_guessed(done: int, left_s: float | None, words: str) -> None:
    from django.utils import timezone

    assert say_left(WorkState("sample.work", done, 400, timezone.now(), left_s)) == words
    assert say_share(done, 400) == f"{done} sur 400"


def test_counts_say_what_there_is() -> None:
    assert say_counts(TaskState("sample.note", 3, 0, 2)) == (
        f"3{NBSP}attendent, 2{NBSP}abandonnées"
    )
    assert say_counts(TaskState("sample.note", 1, 4000, 0)) == (
        f"1{NBSP}attend, 4{NBSP}000{NBSP}en cours"
    )
