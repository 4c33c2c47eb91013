"""A page of a caseworker, made within the wall."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from django.db import ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from jalon.web.guards.wall.role import give_role_back, is_refusal, run_as_caseworker

_log = logging.getLogger("jalon.web")


def answer_within_wall(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What `answer` gives, whole; where it reaches behind the wall, a page that says so kindly."""
    try:
        return run_as_caseworker(_make_whole, answer)
    except ProgrammingError as error:
        if not is_refusal(error):
            raise
    match = request.resolver_match
    _log.error(
        "The database refused the page %s: it reaches behind the wall.",
        match.url_name if match else "of no name",
    )
    if connection.in_atomic_block:
        transaction.set_rollback(True)
    return render(request, "403_wall.html", status=403)


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
    response: HttpResponseBase = answer()
    if getattr(response, "is_rendered", True) is False:
        response.render()
    if response.streaming:
        response.streaming_content = _WalledPieces(response.streaming_content)
    return response
