"""« État du service »: what the worker is at. Nothing on it is of anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.web.guards.service_page import for_agent_or_demo
from jalon.web.words.service_work import say_left, say_share, say_task, say_work
from jalon.worker.queries import (
    TaskState,
    WorkState,
    count_workers,
    list_progress,
    list_task_states,
)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A long work as it is shown."""

    name: str
    share: str
    left: str
    done: int
    total: int
    updated_at: dt.datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it is shown."""

    name: str
    waiting: int
    in_hand: int
    given_up: int


@for_agent_or_demo
@require_safe
def service_state(request: HttpRequest) -> HttpResponse:
    """How many workers there are, how far long works are, and what waits."""
    tasks = [_make_task_row(state) for state in list_task_states()]
    context = {
        "now": timezone.localtime(),
        "workers": count_workers(),
        "works": [_make_work_row(state) for state in list_progress()],
        "tasks": tasks,
        "given_up": sum(row.given_up for row in tasks),
    }
    return render(request, "web/anybody/service_state.html", context)


def _make_work_row(state: WorkState) -> WorkRow:
    return WorkRow(
        say_work(state.name),
        say_share(state.done, state.total),
        say_left(state),
        state.done,
        state.total,
        timezone.localtime(state.updated_at),
        state.done >= state.total,
    )


def _make_task_row(state: TaskState) -> TaskRow:
    return TaskRow(say_task(state.name), state.waiting, state.in_hand, state.given_up)
