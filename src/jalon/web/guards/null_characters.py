"""One guard for all requests: a null character is told in a sentence, and goes no further.

PostgreSQL keeps no such text, and neither people nor browsers write any: whoever asks whether a
form, an address, a cookie or a document of JSON can break a page gets the same answer everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError

from jalon.web.guards.bad_requests import NULL, refuse_request

# An even number of backslashes before it: `\\u0000` is a backslash and five letters.
_NULL_IN_JSON = re.compile(rb"\x00|(?<!\\)(?:\\\\)*\\u0000")


class NullCharacterMiddleware:
    """Answers 400 where any text of a request has a null character; files may have them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say what is wrong."""
        # A visitor chooses no other way to read what they send: some give halves of characters.
        request.encoding = settings.DEFAULT_CHARSET
        if any(NULL in text for text in _texts(request)) or _is_in_json(request):
            return refuse_request(request, "web/null_character.html")
        return self._get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    """Every text that a view may read of a request."""
    yield request.path_info
    yield from _flatten(request.GET)
    yield from request.COOKIES
    yield from request.COOKIES.values()
    yield from (value for name, value in request.META.items() if name.startswith("HTTP_"))
    try:
        yield from _flatten(request.POST)
    except UnreadablePostError:
        return  # whoever sent it is gone


def _flatten(query: QueryDict) -> Iterator[str]:
    for name, values in query.lists():
        yield name
        yield from values


def _is_in_json(request: HttpRequest) -> bool:
    if "json" not in (request.content_type or ""):
        return False
    try:
        return _NULL_IN_JSON.search(request.body) is not None
    except UnreadablePostError:
        return False
