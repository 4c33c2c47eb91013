"""Many at once: the pages that ask the engine wait in turn, and the others pass.

A process has so many threads. If every one could compute, a page that only reads would wait behind
them all; so a bounded number of them computes, a bounded number waits for its turn, and who comes
after is told at once to come back. The server tells how long a request waited before: one that
waited long is not begun, its reader has left or will ask again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from threading import Condition
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

View = TypeVar("View", bound=Callable[..., HttpResponse])

ASKS_ENGINE = "asks_engine"
"""Name of the attribute of views that ask the engine."""
WAITED_S = "jalon.waited_s"
"""Key of the WSGI environment: seconds that a whole request waited for a thread; the server's."""
PATIENCE_S = 8.0
"""How long a page may wait, for a thread and then for its turn."""
MOST_AT_ONCE = 2
RETRY_AFTER_S = 5
GONE = 499
"""The status of an answer that nobody reads, in the log alone."""


def asks_engine(view: View) -> View:
    """A view that computes: it waits for its turn."""
    setattr(view, ASKS_ENGINE, True)
    return view


class Turns:
    """Computations at once, and how many may wait for theirs."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free, self._may_wait = at_once, waiting
        self._changed = Condition()

    @classmethod
    def of_threads(cls, threads: int) -> Turns:
        """The turns of a process: a quarter of its threads is left to the other pages.

        No more than two at once, as they share one interpreter: more would each take longer.
        """
        at_once = max(1, min(MOST_AT_ONCE, threads // 4))
        return cls(at_once, max(0, threads - threads // 4 - at_once))

    def take(self, patience_s: float) -> bool:
        """Wait for a turn; False, at once, where too many wait, or when patience ends."""
        with self._changed:
            if self._free == 0:
                if self._may_wait == 0:
                    return False
                self._may_wait -= 1
                try:
                    self._changed.wait_for(lambda: self._free > 0, patience_s)
                finally:
                    self._may_wait += 1
                if self._free == 0:
                    return False
            self._free -= 1
            return True

    def give_back(self) -> None:
        """End a turn."""
        with self._changed:
            self._free += 1
            self._changed.notify()


class CrowdMiddleware:
    """Answers 503, with when to come back, to whom would wait too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._turns = Turns.of_threads(settings.THREADS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and give back the turn that the page took."""
        if _waited_s(request) > PATIENCE_S:
            return _come_back()
        try:
            return self._get_response(request)
        finally:
            if request.META.pop(_HAS_TURN, False):
                self._turns.give_back()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponse | None:
        """Let a page that computes wait for its turn."""
        if not getattr(view, ASKS_ENGINE, False):
            return None
        if not self._turns.take(PATIENCE_S - _waited_s(request)):
            return _come_back()
        request.META[_HAS_TURN] = True
        return HttpResponse(status=GONE) if _is_gone(request) else None


_HAS_TURN = "jalon.has_turn"


def _waited_s(request: HttpRequest) -> float:
    return float(request.META.get(WAITED_S, 0.0))


def _is_gone(request: HttpRequest) -> bool:
    return bool(request.META.get("waitress.client_disconnected", bool)())


def _come_back() -> HttpResponse:
    response = HttpResponse(_page(), status=503)
    response["Retry-After"] = str(RETRY_AFTER_S)
    # Django would write an error for each, and a rush would flood the log; the server has a line.
    setattr(response, "_has_been_logged", True)  # noqa: B010 - Django's, and not in its types
    return response


@cache
def _page() -> str:
    """The same for everybody: an answer that costs nothing."""
    return render_to_string("503.html")
