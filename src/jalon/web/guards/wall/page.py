"""A page of a caseworker, made within the wall."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse

from jalon.web.guards.wall.role import give_role_back, is_refusal, run_as_caseworker

_log = logging.getLogger("jalon.web")


class BehindWallError(PermissionDenied):
    """A page asked for what the database keeps from it: the fault is ours."""


def answer_within_wall(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What `answer` gives, whole. Raises BehindWallError where it reaches behind the wall."""
    try:
        return run_as_caseworker(_make_whole, answer)
    except ProgrammingError as error:
        if not is_refusal(error):
            raise
    name = request.resolver_match.url_name if request.resolver_match else ""
    _log.error("The database refused the page « %s »: it reaches behind the wall.", name)
    raise BehindWallError


def answer_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's answer to what is not allowed: whose the page is, or that it is our mistake."""
    ours = isinstance(exception, BehindWallError)
    return render(request, "403_wall.html" if ours else "403.html", status=403)


class _WalledPieces:
    """The pieces of an answer that is sent while it is made, each made within the wall."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = run_as_caseworker(next, self._pieces, None)
        if piece is None:
            raise StopIteration
        return piece

    def close(self) -> None:
        """After the pieces were closed: a transaction of theirs may have brought the role back."""
        give_role_back()


def _make_whole(answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer with its template rendered: Django would do it outside the wall."""
    response: HttpResponse | StreamingHttpResponse = answer()
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = _WalledPieces(response)
    return response  # type: ignore[return-value]  # as views say it, whatever they send
