"""Ends visits that lasted too long, or in which nothing was asked for too long."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jalon.accounts.visits import end_visit, is_over


class VisitEndMiddleware:
    """Whoever comes back late is nobody: the page wanted opens once they entered again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, within a visit that lasts."""
        if request.user.is_authenticated and is_over(request):
            end_visit(request)
        return self._get_response(request)
