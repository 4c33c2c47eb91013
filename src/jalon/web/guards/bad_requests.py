"""The page of a request that cannot be read: it keeps the way on of whoever sent it.

It may be refused before anybody has looked who that is, and it is then that it is looked for; not
where a cookie is what cannot be read.
"""

from __future__ import annotations

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

NULL = "\0"
_READERS = (SessionMiddleware, CsrfViewMiddleware, AuthenticationMiddleware)
"""Django's, in the order of the settings: whose visit it is, and the token of « Sortir »."""


def refuse_request(request: HttpRequest, template: str) -> HttpResponse:
    """400, in a sentence; what is in the session is read, and nothing is written."""
    if not hasattr(request, "user") and not any(map(_is_unreadable, request.COOKIES.items())):
        for reader in _READERS:
            reader(_never).process_request(request)
    return render(request, template, status=400)


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's answer to what it refuses to read: too many fields, a host that is not ours."""
    return refuse_request(request, "400.html")


def _is_unreadable(cookie: tuple[str, str]) -> bool:
    return any(NULL in text for text in cookie)


def _never(_: HttpRequest) -> HttpResponse:
    raise AssertionError("only what comes before the answer is asked of these")
