"""Real processes on the real database: killed, stopped, cut off."""

from __future__ import annotations

import os

import psutil
from django.db import connection

from jalon.worker.models import WorkProgress
from tests.worker import sample
from tests.worker.conftest import Start, states, times, wait_until


def test_what_a_killed_worker_had_in_hand_is_done_by_another_one(start: Start) -> None:
    both = {worker.process.pid: worker for worker in (start(), start())}
    sample.hang.defer(1)
    wait_until(lambda: times("hang 1") == 1)
    killed = both.pop(WorkProgress.objects.get(name="hang 1").total)
    killed.kill()
    (other,) = both.values()
    wait_until(lambda: times("hang 1") == 2)
    wait_until(lambda: not states())
    assert "Task sample.hang(number=1) waits again: its worker had gone." in other.stop()
    assert other.process.returncode == 0


def test_a_worker_that_is_asked_to_end_gives_back_what_looks_and_ends(start: Start) -> None:
    worker = start()
    with connection.cursor() as cursor:  # a newer version of Jalon asks for what this one ignores
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock) "
            "VALUES ('long', 'sample.newer', 'newer')"
        )
    sample.step.defer(1)
    wait_until(lambda: times("step 1") == 1)
    said = worker.stop()
    assert worker.process.returncode == 0
    assert "Task sample.step(number=1) is given back: its worker ends." in said
    assert "Task sample.newer is of another version of Jalon: left to others." in said
    assert states() == {"newer": "todo", "sample.step(number=1)": "todo"}


def test_a_worker_ends_in_its_time_even_with_what_looks_at_nothing(start: Start) -> None:
    worker = start("--grace", "0", "--queues", "long", "--concurrency", "2")
    sample.hang.defer(1)
    sample.note_number.defer(1)
    wait_until(lambda: times("hang 1") == 1)
    said = worker.stop()
    assert worker.process.returncode == 0
    assert "is given back: its worker ends." in said
    assert states() == {"sample.hang(number=1)": "todo", "sample.note(number=1)": "todo"}


def test_a_worker_whose_sessions_are_cut_goes_on(start: Start) -> None:
    worker = start()
    sample.note_number.defer(1)
    wait_until(lambda: times("note 1"))
    assert psutil.Process(worker.process.pid).nice() == min(os.nice(0) + 10, 19)  # pages come first
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'jalon worker' AND datname = current_database()"
        )
    sample.fail.defer(1)
    sample.note_number.defer(1)
    wait_until(lambda: times("fail 1") == 2 and times("note 1") == 2 and not states())
    said = worker.stop()
    assert worker.process.returncode == 0
    assert "ValueError in fail, sample.py:" in said
    assert "Yasmina" not in said
    assert "Traceback" not in said


def test_a_worker_ends_with_its_parent(start: Start) -> None:
    """The process that started it is killed, and could tell nobody."""
    worker = start("--with-parent", under_a_shell=True)
    worker.read_until("The worker is ready")
    worker.process.kill()
    assert "The worker has ended." in worker.process.communicate(timeout=20)[1]


def test_a_worker_that_nothing_else_looks_after_is_started_again(start: Start) -> None:
    worker = start("--restart", "--grace", "1")
    worker.read_until("The worker is ready")
    (killed,) = psutil.Process(worker.process.pid).children()
    killed.kill()
    said = worker.read_until("The worker is ready")
    assert "The worker died and is started again." in said
    assert "The worker has ended." in worker.stop()
    assert worker.process.returncode == 0
