"""How many answers were given and how long they took, for all processes together.

Counts are in memory that the processes of a site share: it is made before they are forked. Nothing
of a request is kept but its status and its time.
"""

from __future__ import annotations

import mmap
import os
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
from django.http import HttpRequest, HttpResponse

BOUNDS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the classes of time; a last class has what took longer."""
STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
_SLOTS = 64
"""A process counts in the slot of its number: two that share one may lose a count, no more."""
_WIDTH = len(STATUSES) + len(BOUNDS_S) + 2
_counts = np.frombuffer(mmap.mmap(-1, _SLOTS * _WIDTH * 8), np.float64).reshape(_SLOTS, _WIDTH)
_guard = threading.Lock()
NOT_COUNTED = ("/health", "/metrics", "/static/")
"""Beginnings of addresses that only machines ask."""


class MeasureMiddleware:
    """Counts each answer with its time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count it."""
        began = time.monotonic()
        response = self._get_response(request)
        if not request.path_info.startswith(NOT_COUNTED):
            count_answer(response.status_code, time.monotonic() - began)
        return response


def count_answer(status: int, took_s: float) -> None:
    """Count one answer."""
    row = _counts[os.getpid() % _SLOTS]
    time_class = next((n for n, bound in enumerate(BOUNDS_S) if took_s <= bound), len(BOUNDS_S))
    with _guard:
        row[min(max(status // 100, 1), 5) - 1] += 1
        row[len(STATUSES) + time_class] += 1
        row[-1] += took_s


def read_measures() -> Iterator[str]:
    """Lines in the form that Prometheus reads."""
    total = _counts.sum(axis=0)
    yield "# TYPE jalon_answers_total counter"
    for name, count in zip(STATUSES, total, strict=False):
        yield f'jalon_answers_total{{status="{name}"}} {count:.0f}'
    yield "# TYPE jalon_answer_seconds histogram"
    running = np.cumsum(total[len(STATUSES) : -1])
    for bound, count in zip((*BOUNDS_S, "+Inf"), running, strict=True):
        yield f'jalon_answer_seconds_bucket{{le="{bound}"}} {count:.0f}'
    yield f"jalon_answer_seconds_sum {total[-1]:.3f}"
    yield f"jalon_answer_seconds_count {running[-1]:.0f}"
