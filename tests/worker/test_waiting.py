"""What waits: with the caller's transaction, once, in the better place, and no change is lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from jalon.worker import Priority, run_waiting
from tests.worker import sample
from tests.worker.conftest import states, times


def _places() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queueing_lock, priority FROM procrastinate_jobs ORDER BY priority DESC, id"
        )
        return list(cursor.fetchall())


@contextmanager
def _another_session() -> Iterator[Any]:
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.close()


@pytest.mark.django_db
def test_the_same_work_waits_once_and_takes_the_better_place() -> None:
    sample.note_number.defer_as(Priority.NIGHT, 1)
    sample.note_number.defer(2)
    sample.note_number.defer_as(Priority.SOON, number=1)
    sample.note_number.defer_as(Priority.NIGHT, 2)
    assert _places() == [("sample.note(number=1)", 10), ("sample.note(number=2)", 0)]


@pytest.mark.django_db
def test_many_are_asked_for_at_once_even_with_twins() -> None:
    sample.note_number.defer_all([(2,), (1,), (2,)], Priority.NIGHT)
    sample.note_number.defer_all([])
    assert _places() == [("sample.note(number=1)", -10), ("sample.note(number=2)", -10)]


@pytest.mark.django_db
def test_what_waits_goes_with_the_transaction() -> None:
    with transaction.atomic():
        sample.note_number.defer(1)
        transaction.set_rollback(True)
    assert states() == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clean")
def test_no_worker_takes_what_a_change_under_way_asks_for_again() -> None:
    """It would read what was there before the change, which would then be told to nobody."""
    take = "SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)"
    sample.note_number.defer(1)
    with _another_session() as worker:
        with transaction.atomic():
            sample.note_number.defer(1)
            worker.execute(take)
            assert worker.fetchone() == (None,)
        worker.execute(take)
        assert worker.fetchone() != (None,)
        sample.note_number.defer(1)  # asked for while it is done: it waits once more
        assert sorted(_places()) == [("sample.note(number=1)", 0)] * 2


@pytest.mark.django_db
def test_tests_do_all_that_waits_in_its_order() -> None:
    sample.note_all.defer()
    sample.note_kind.defer(uuid.UUID(int=7), sample.Kind.HOLIDAY)
    sample.note_number.defer_as(Priority.SOON, 1)
    assert run_waiting() == [
        "sample.note",
        "sample.note_kind",
        "sample.all",
        "sample.note",
        "sample.note",
    ]
    assert times("note 1") == 2
    assert times(f"HOLIDAY {uuid.UUID(int=7)}") == 1
    assert states() == {}


@pytest.mark.django_db
def test_a_task_that_asks_for_itself_for_ever_is_found_out() -> None:
    sample.note_all.defer()
    with pytest.raises(RuntimeError, match="More than 1 tasks wait"):
        run_waiting(most=1)


def test_a_call_is_done_here_and_now(db: None) -> None:
    sample.note_number(3)
    assert times("note 3") == 1
