"""« État du service »: what the worker is at, who holds the wall. Nothing on it is of anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.web.guards.service_page import for_agent_or_demo
from jalon.web.guards.wall.role import look_at_wall
from jalon.web.words.service_work import say_counts, say_left, say_share, say_task, say_work
from jalon.worker.queries import WorkState, count_workers, list_progress, list_task_states


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A long work as it is shown."""

    name: str
    share: str
    left: str
    updated_at: dt.datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it is shown."""

    name: str
    counts: str


@for_agent_or_demo
@require_safe
def service_state(request: HttpRequest) -> HttpResponse:
    """How many workers there are, how far long works are, what waits, and who holds the wall."""
    tasks = list_task_states()
    context = {
        "now": timezone.localtime(),
        "workers": count_workers(),
        "works": [_make_work_row(state) for state in list_progress()],
        "tasks": [TaskRow(say_task(state.name), say_counts(state)) for state in tasks],
        "has_given_up": any(state.given_up for state in tasks),
        "database_holds_wall": look_at_wall(),
    }
    return render(request, "web/anybody/service_state.html", context)


def _make_work_row(state: WorkState) -> WorkRow:
    return WorkRow(
        say_work(state.name),
        say_share(state.done, state.total),
        say_left(state),
        timezone.localtime(state.updated_at),
        state.done >= state.total,
    )
