"""What happens after a failure: tried again later, or given up, and one line that says which."""

from __future__ import annotations

import datetime as dt
import logging
import traceback
from pathlib import Path

from django.db import InterfaceError, OperationalError
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

import jalon
from jalon.worker.rules import Rule
from jalon.worker.running.sweep import LONGEST_WAIT_S
from jalon.worker.stop import GivenBackError

_logger = logging.getLogger(__name__)

_HOUSE = Path(jalon.__file__).parent
_MACHINERY = Path(__file__).parents[1]
_NO_FAULT = (OperationalError, InterfaceError, OSError)
"""The database or the disk: no attempt mends that, and the work is not lost meanwhile."""


class Attempts(BaseRetryStrategy):
    """The attempts that a rule gives to a task."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None to give up."""
        if isinstance(exception, GivenBackError):
            return RetryDecision(retry_at=None)
        made = job.attempts + 1
        where = f"{type(exception).__name__} {_place(exception)}"
        if made >= self._rule.most_attempts and not isinstance(exception, _NO_FAULT):
            _logger.error(
                "Task %s failed %d times and is given up: %s.", job.queueing_lock, made, where
            )
            return None
        wait_s = min(self._rule.first_wait_s * 4 ** min(job.attempts, 10), LONGEST_WAIT_S)
        _logger.warning(
            "Task %s failed, and is tried again in %d s: %s.", job.queueing_lock, wait_s, where
        )
        return RetryDecision(retry_at=dt.datetime.now(dt.UTC) + dt.timedelta(seconds=wait_s))


def _place(error: BaseException) -> str:
    """The last line of ours that the failure went through; its message may quote somebody."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_of_a_room(Path(frame.filename))] or frames
    if not ours:
        return "nowhere"
    last = ours[-1]
    return f"in {last.name}, {Path(last.filename).name}:{last.lineno}"


def _is_of_a_room(file: Path) -> bool:
    return _HOUSE in file.parents and (_MACHINERY not in file.parents or file.name == "tasks.py")
