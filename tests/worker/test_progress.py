"""How far a long work is: told anew each time, with the time left where it is known."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from jalon.worker import Work
from jalon.worker.models import WorkProgress
from jalon.worker.queries import WorkState, count_workers, list_progress, list_task_states
from jalon.worker.rules import UndeclaredError
from tests.worker import sample

pytestmark = pytest.mark.django_db


def _state() -> WorkState:
    (state,) = list_progress()
    return state


def _began(ago: dt.timedelta) -> None:
    WorkProgress.objects.update(started_at=timezone.now() - ago)


def test_the_pace_so_far_gives_the_time_left() -> None:
    sample.WORK.tell(100, 400)
    assert (_state().done, _state().total, _state().left_s) == (100, 400, None)
    sample.WORK.tell(200, 400)
    WorkProgress.objects.update(
        started_at=timezone.now() - dt.timedelta(seconds=60), updated_at=timezone.now()
    )
    # A hundred were there before: the other hundred took a minute.
    assert _state().left_s == pytest.approx(120, abs=2)
    sample.WORK.tell(400, 400)
    assert _state().left_s == 0.0


def test_parts_that_are_done_twice_are_told_once() -> None:
    for done in (1, 2, 2, 3, 9):
        sample.WORK.tell(done, 3)
    assert (_state().done, _state().total) == (3, 3)


def test_after_the_end_or_with_less_a_new_run_begins() -> None:
    sample.WORK.tell(3, 3)
    _began(dt.timedelta(hours=1))
    sample.WORK.tell(1, 3)
    row = WorkProgress.objects.get()
    assert (row.done, row.started_done) == (1, 1)
    assert timezone.now() - row.started_at < dt.timedelta(minutes=1)
    sample.WORK.tell(2, 3)
    _began(dt.timedelta(hours=1))
    sample.WORK.tell(0, 3)
    row = WorkProgress.objects.get()
    assert (row.done, row.started_done) == (0, 0)
    assert timezone.now() - row.started_at < dt.timedelta(minutes=1)


def test_a_clock_set_back_an_hour_makes_the_time_left_unknown() -> None:
    sample.WORK.tell(1, 3)
    sample.WORK.tell(2, 3)
    _began(dt.timedelta(hours=-1))
    assert _state().left_s is None


def test_a_work_is_declared_once() -> None:
    with pytest.raises(UndeclaredError, match="declared twice"):
        Work("sample.work")


def test_tasks_are_counted_and_nobody_works_here() -> None:
    sample.note_number.defer_all([(1,), (2,)])
    (state,) = list_task_states()
    assert (state.name, state.waiting, state.in_hand, state.given_up) == ("sample.note", 2, 0, 0)
    assert count_workers() == 0
