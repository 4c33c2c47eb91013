"""What a worker does before its first visitor, and that nothing of it keeps the site shut."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from threading import Event
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from jalon.core.errors import NetworkError
from jalon.runtime import prepare, server


@pytest.fixture
def warm_up(monkeypatch: pytest.MonkeyPatch, settings: object) -> Callable[[], None]:
    """The worker's warm-up, with steps that a test gives; it does not wait for rights."""
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    monkeypatch.setattr(server, "_RIGHTS_S", 0.0)
    worker = SimpleNamespace(log=logging.getLogger("worker"))
    return lambda: server._warm_up("127.0.0.1", 8000)(worker)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_rights_that_take_long_do_not_keep_the_site_shut(
    warm_up: Callable[[], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    goes_on, done = Event(), Event()

    def slow() -> None:
        goes_on.wait()
        done.set()

    monkeypatch.setattr(prepare, "warm_days", lambda: None)
    monkeypatch.setattr(prepare, "warm_rights", slow)
    caplog.set_level(logging.INFO)
    warm_up()
    assert "Jalon answers at http://127.0.0.1:8000" in caplog.text
    assert not done.is_set()
    goes_on.set()
    assert done.wait(60)


@pytest.mark.django_db
def test_without_a_timetable_rights_are_warmed_all_the_same(
    warm_up: Callable[[], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    warmed = Event()

    def no_network() -> None:
        raise NetworkError("There is no network here.")

    monkeypatch.setattr(prepare, "warm_days", no_network)
    monkeypatch.setattr(prepare, "warm_rights", warmed.set)
    caplog.set_level(logging.INFO)
    warm_up()
    assert warmed.wait(60)
    assert "There is no network here." in caplog.text
    assert "Jalon answers" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_sessions_that_expired_are_gone_when_the_site_answers(
    warm_up: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("warm_days", "warm_rights"):
        monkeypatch.setattr(prepare, step, lambda: None)
    before = timezone.now() - dt.timedelta(seconds=1)
    Session.objects.create(session_key="old", session_data="", expire_date=before)
    warm_up()
    assert not Session.objects.exists()
