"""What nobody does waits again, on the third look, and what kills its workers is given up."""

from __future__ import annotations

import pytest
from django.db import connection

from jalon.worker.running.hand import Hand
from jalon.worker.running.sweep import LONGEST_WAIT_S, LOOKS, PRESENCE, Sweep
from tests.worker import sample
from tests.worker.conftest import states

KEY = "sample.hang(number=1)"


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def sweep(db: None, hand: Hand) -> Sweep:
    """On the connection of the test: the processes have sessions of their own (test_process.py)."""
    return Sweep(connection, hand)


def _ask(sql: str, *parameters: int) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _register() -> int:
    return _ask("SELECT worker_id FROM procrastinate_register_worker_v1()")[0][0]


def _take(worker: int) -> int:
    """The next task is in the hand of `worker`; its number."""
    return _ask("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", worker)[0][0]


def _look(sweep: Sweep, times: int = LOOKS) -> None:
    for _ in range(times):
        sweep.look()


def test_what_a_dead_worker_had_waits_again_on_the_third_look(sweep: Sweep) -> None:
    sample.hang.defer(1)
    _take(_register())
    _look(sweep, LOOKS - 1)
    assert states() == {KEY: "doing"}
    sweep.look()
    assert states() == {KEY: "todo"}
    assert _ask("SELECT attempts FROM procrastinate_jobs") == [(1,)]


def test_looks_before_the_connection_was_lost_count_no_more(sweep: Sweep) -> None:
    sample.hang.defer(1)
    _take(_register())
    _look(sweep, LOOKS - 1)
    sweep.forget()
    sweep.look()
    assert states() == {KEY: "doing"}


def test_a_living_worker_keeps_what_it_has_whatever_the_clock_says(sweep: Sweep) -> None:
    sample.hang.defer(1)
    worker = _register()
    _take(worker)
    _ask("SELECT pg_advisory_lock(%s, %s)", PRESENCE, worker)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 h'")
    _look(sweep, 2 * LOOKS)
    sweep.bury()
    assert states() == {KEY: "doing"}
    _ask("SELECT pg_advisory_unlock(%s, %s)", PRESENCE, worker)
    _look(sweep)
    assert states() == {KEY: "todo"}


def test_a_worker_whose_row_was_removed_is_dead(sweep: Sweep) -> None:
    """The library's issue 1518: nothing of its own finds that task any more."""
    sample.hang.defer(1)
    _take(_register())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    _look(sweep)
    assert states() == {KEY: "todo"}


def test_what_this_process_has_in_hand_is_left_alone(sweep: Sweep, hand: Hand) -> None:
    sample.hang.defer(1)
    worker = _register()
    task = _take(worker)
    hand.enter(worker)
    hand.take(task)
    _look(sweep)
    assert states() == {KEY: "doing"}
    hand.drop(task)  # its end could not be written: no worker died of it
    _look(sweep)
    assert states() == {KEY: "todo"}
    assert _ask("SELECT attempts FROM procrastinate_jobs") == [(0,)]


def test_where_the_same_work_waits_already_it_waits_once(sweep: Sweep) -> None:
    sample.hang.defer(1)
    _take(_register())
    sample.hang.defer(1)
    _look(sweep)
    assert _ask("SELECT count(*) FROM procrastinate_jobs") == [(1,)]
    assert states() == {KEY: "todo"}


def test_what_kills_its_workers_is_given_up(sweep: Sweep) -> None:
    sample.hang.defer(1)
    for _ in range(sample.hang.rule.most_attempts):
        assert states() == {KEY: "todo"}
        _take(_register())
        _look(sweep)
    assert states() == {KEY: "failed"}


def test_a_process_that_ends_gives_back_its_hand(sweep: Sweep, hand: Hand) -> None:
    sample.hang.defer(1)
    hand.take(_take(_register()))
    sweep.give_back_hand()
    assert states() == {KEY: "todo"}
    assert _ask("SELECT attempts FROM procrastinate_jobs") == [(0,)]


def test_an_attempt_that_a_clock_set_back_put_far_away_comes_at_once(sweep: Sweep) -> None:
    sample.hang.defer_all([(1,), (2,)])
    far = "UPDATE procrastinate_jobs SET scheduled_at = now() + make_interval(secs => %s)"
    with connection.cursor() as cursor:
        cursor.execute(far + " WHERE queueing_lock = %s", [3600, KEY])
        cursor.execute(far + " WHERE queueing_lock <> %s", [LONGEST_WAIT_S - 1, KEY])
    sweep.look()
    left = _ask("SELECT id FROM procrastinate_jobs WHERE scheduled_at IS NULL")
    assert len(left) == 1
