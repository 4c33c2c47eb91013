"""`/metrics`: how the service is, as Prometheus reads it. Nothing on it is of anybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.audit.chain import read_head
from jalon.web.guards.measures import read_measures
from jalon.web.guards.readiness import BLOCKING, Missing, list_missing
from jalon.web.guards.service_page import for_watcher
from jalon.worker.queries import count_workers, list_progress, list_task_states

KIND = "text/plain; version=0.0.4; charset=utf-8"


@for_watcher
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What is counted in all processes of the site, and what the worker is at."""
    return HttpResponse("\n".join(_lines()) + "\n", content_type=KIND)


def _lines() -> Iterator[str]:
    missing = set(list_missing())
    yield "# TYPE jalon_missing gauge"
    for each in Missing:
        yield f'jalon_missing{{what="{each.value}"}} {int(each in missing)}'
    yield from read_measures()
    if not (BLOCKING - {Missing.STATIC_FILES}) & missing:
        yield from _work_lines()


def _work_lines() -> Iterator[str]:
    yield "# TYPE jalon_workers gauge"
    yield f"jalon_workers {count_workers()}"
    yield "# TYPE jalon_tasks gauge"
    for task in list_task_states():
        for state in ("waiting", "in_hand", "given_up"):
            yield f'jalon_tasks{{task="{task.name}",state="{state}"}} {getattr(task, state)}'
    yield "# TYPE jalon_work_left gauge"
    works = list_progress()
    for work in works:
        yield f'jalon_work_left{{work="{work.name}"}} {work.total - work.done}'
    yield "# TYPE jalon_work_age_seconds gauge"
    now = timezone.now()
    for work in works:
        age_s = (now - work.updated_at).total_seconds()
        yield f'jalon_work_age_seconds{{work="{work.name}"}} {age_s:.0f}'
    yield "# TYPE jalon_audit_events_total counter"
    yield f"jalon_audit_events_total {read_head().sequence}"
