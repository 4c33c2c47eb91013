"""`/metrics`: for who has the token, and about nobody."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jalon.people.models import Person
from jalon.web.guards.measures import count_answer, read_measures
from jalon.worker.tasks import clear_sessions

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-these-tests"
LINE = re.compile(r'[a-z_]+(\{([a-z]+="[A-Za-z0-9_.+]+",?)+\})? [0-9.]+')


@pytest.fixture
def watcher(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(settings, "JALON_METRICS_TOKEN", TOKEN)
    return Client(headers={"Authorization": f"Bearer {TOKEN}"})


def test_without_a_token_of_the_settings_nobody_reads_it() -> None:
    assert Client(headers={"Authorization": "Bearer "}).get(reverse("metrics")).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer another", "Basic x", "é"])
def test_another_token_is_refused(watcher: Client, given: str) -> None:
    answer = Client(headers={"Authorization": given}).get("/metrics")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_it_is_as_prometheus_reads_it_and_says_nothing_of_anybody(
    watcher: Client, alice: Person
) -> None:
    clear_sessions.defer()
    answer = watcher.get("/metrics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.content.decode().splitlines()
    assert [line for line in lines if not (line[0] == "#" or LINE.fullmatch(line))] == []
    assert 'jalon_tasks{task="worker.clear_sessions",state="waiting"} 1' in lines
    assert "jalon_workers 0" in lines
    assert alice.first_name not in answer.content.decode()


def test_answers_are_counted_by_status_and_time() -> None:
    def read() -> dict[str, float]:
        lines = (line.rpartition(" ") for line in read_measures() if line[0] != "#")
        return {name: float(value) for name, _, value in lines}

    before = read()
    count_answer(503, 0.3)
    count_answer(200, 99.0)
    more = {name: value - before[name] for name, value in read().items() if value != before[name]}
    assert more.pop("jalon_answer_seconds_sum") == pytest.approx(99.3, abs=0.01)
    assert more == {
        'jalon_answers_total{status="2xx"}': 1,
        'jalon_answers_total{status="5xx"}': 1,
        **{
            f'jalon_answer_seconds_bucket{{le="{bound}"}}': 1
            for bound in (0.5, 1.0, 2.5, 5.0, 10.0)
        },
        'jalon_answer_seconds_bucket{le="+Inf"}': 2,
        "jalon_answer_seconds_count": 2,
    }


def test_pages_are_counted_and_what_machines_ask_is_not() -> None:
    def count() -> float:
        return sum(float(line.split()[-1]) for line in read_measures() if "answers_total{" in line)

    before = count()
    Client().get("/")
    Client().get("/health")
    assert count() == before + 1
