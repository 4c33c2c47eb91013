"""What the worker is at: how far long works are, what waits, and what was given up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jalon.worker.models import WorkProgress

_LEAST_LOOK_S = 3
"""Before that a pace says nothing."""


@dataclass(frozen=True, slots=True)
class WorkState:
    """How far a long work is."""

    name: str
    done: int
    total: int
    updated_at: dt.datetime
    left_s: float | None
    """Seconds left if it goes on like this; None where nobody knows."""


def list_progress() -> list[WorkState]:
    """How far each work is that has begun, by its name."""
    return [
        WorkState(row.name, row.done, row.total, row.updated_at, _left_s(row))
        for row in WorkProgress.objects.all()
    ]


def _left_s(row: WorkProgress) -> float | None:
    lasted_s = (row.updated_at - row.started_at).total_seconds()
    made = row.done - row.started_done
    if row.done >= row.total:
        return 0.0
    if made <= 0 or lasted_s < _LEAST_LOOK_S:  # a clock that was set back too
        return None
    return lasted_s / made * (row.total - row.done)
