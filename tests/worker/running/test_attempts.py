"""After a failure: tried again, or given up; and what is said of it holds no value of anybody."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.db import OperationalError
from procrastinate.jobs import Job

from jalon.worker import Queue
from jalon.worker.rules import Rule
from jalon.worker.running.attempts import Attempts
from jalon.worker.running.sweep import LONGEST_WAIT_S
from jalon.worker.stop import GivenBackError

RULE = Rule(name="sample.rule", queue=Queue.LONG, idempotent="nothing is done", most_attempts=3)


def _wait_s(error: Exception, attempts: int) -> float | None:
    """Seconds until the next attempt; None where it is given up."""
    job = Job(queue="long", lock=None, queueing_lock="key", task_name="t", attempts=attempts)
    decision = Attempts(RULE).get_retry_decision(exception=error, job=job)
    if decision is None:
        return None
    if decision.retry_at is None:
        return 0
    return (decision.retry_at - dt.datetime.now(dt.UTC)).total_seconds()


def test_waits_grow_and_end() -> None:
    assert _wait_s(ValueError(), 0) == pytest.approx(2, abs=0.5)
    assert _wait_s(ValueError(), 1) == pytest.approx(8, abs=0.5)
    assert _wait_s(ValueError(), 2) is None


@pytest.mark.parametrize("error", [OperationalError("disk full"), OSError(28, "No space left")])
def test_a_full_disk_or_an_absent_database_loses_nothing(error: Exception) -> None:
    assert _wait_s(error, 200) == pytest.approx(LONGEST_WAIT_S, abs=0.5)


def test_what_is_given_back_waits_for_nothing() -> None:
    assert _wait_s(GivenBackError(), 200) == 0


def test_the_line_has_the_kind_and_the_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    try:
        int("Yasmina")
    except ValueError as error:
        with caplog.at_level(logging.WARNING):
            _wait_s(error, 0)
    (line,) = caplog.messages
    assert line.startswith(
        "Task key failed, and is tried again in 2 s: ValueError in test_the_line"
    )
    assert "Yasmina" not in line
