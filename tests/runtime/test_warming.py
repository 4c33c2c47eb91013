"""What the master does before the first visitor, and that nothing of it keeps the site shut; what a
worker prepares beside its tasks."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import threading
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from jalon.core.errors import NetworkError
from jalon.matching.actions import refresh_shard
from jalon.runtime import prepare, server, work
from jalon.runtime.logs import DiscreetFormatter


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """What is set apart from the collector for the forks is given back to it."""
    yield
    gc.unfreeze()


@pytest.mark.django_db
def test_without_a_timetable_the_site_opens_all_the_same_and_builds_no_law(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_network() -> None:
        raise NetworkError("There is no network here.")

    monkeypatch.setattr(prepare, "warm_days", no_network)
    monkeypatch.setattr(prepare, "warm_rights", lambda: pytest.fail("a page has no law"))
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    caplog.set_level(logging.INFO)
    server.warm_up()
    assert "There is no network here." in caplog.text


@pytest.mark.django_db(transaction=True)
def test_sessions_that_expired_are_gone_when_the_site_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prepare, "warm_days", lambda: None)
    before = timezone.now() - dt.timedelta(seconds=1)
    Session.objects.create(session_key="old", session_data="", expire_date=before)
    server.warm_up()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_nothing_that_a_fork_must_not_share_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    def ask() -> None:
        connection.ensure_connection()

    closed: list[str] = []
    monkeypatch.setattr(prepare, "warm_days", ask)
    monkeypatch.setattr("django.db.connections.close_all", lambda: closed.append("connections"))
    threads = threading.active_count()
    server.warm_up()
    assert closed == ["connections"]
    assert threading.active_count() == threads
    assert gc.get_freeze_count() > 0


def test_what_cannot_be_prepared_keeps_nothing_else_and_quotes_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("Alix, 12 rue des Lilas")

    done: list[str] = []
    monkeypatch.setattr(prepare, "warm_rights", fail)
    monkeypatch.setattr(refresh_shard, "prepare_ahead", lambda: done.append("days"))
    caplog.set_level(logging.INFO)
    work._warm()
    assert done == ["days"]
    (record,) = caplog.records
    said = DiscreetFormatter("{message}", style="{").format(record)
    assert "ValueError" in said
    assert "Alix" not in said


@pytest.mark.django_db
def test_without_anybody_there_is_nothing_to_warm() -> None:
    prepare.warm_days()
