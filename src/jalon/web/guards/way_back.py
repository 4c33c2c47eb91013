"""Who has not entered goes to the first page, and after entering back to the page asked for.

The page, with its place in a list, is in a cookie that we signed: a visit without an account needs
no session for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve

from jalon.web.guards.kept_form import is_sealed, keep_form

RULE = "access_rule"
"""Name of the attribute that holds a view's rule."""
_COOKIE = "retour"
_SALT = "jalon.web.way_back"
_KEPT_S = 3600
_LONGEST = 500
"""Characters of an address: ours are a hundred at most."""

ENDED = (
    "Votre visite s’est terminée. Choisissez votre compte"
    "\N{NO-BREAK SPACE}: vous reviendrez à la page où vous étiez, et rien n’est perdu."
)
FIRST = "Pour ouvrir cette page, choisissez d’abord un compte."
ENDED_HERE = (
    "Votre visite s’est terminée. Entrez de nouveau"
    "\N{NO-BREAK SPACE}: vous reviendrez à la page où vous étiez, et rien n’est perdu."
)
FIRST_HERE = "Pour ouvrir cette page, entrez d’abord."


def send_home(request: HttpRequest, *, told: bool = False, wanted: str = "") -> HttpResponse:
    """To where one enters, with a kind sentence unless one was `told` already; the page asked for
    opens after entering, or the one `wanted`. On a demonstration one enters on the first page.
    """
    had_entered = settings.SESSION_COOKIE_NAME in request.COOKIES or is_sealed(request)
    keep_form(request)
    if not told:
        messages.info(request, _say(had_entered))
    response = redirect("home" if settings.JALON_DEMO else "doors")
    asked = wanted or request.get_full_path()
    if len(asked) <= _LONGEST:
        response.set_signed_cookie(
            _COOKIE,
            asked,
            salt=_SALT,
            max_age=_KEPT_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _say(had_entered: bool) -> str:
    if settings.JALON_DEMO:
        return ENDED if had_entered else FIRST
    return ENDED_HERE if had_entered else FIRST_HERE


def way_back(
    request: HttpRequest,
    rules: tuple[str, ...],
    default: str,
    is_open: Callable[[ResolverMatch], bool] = lambda _: True,
) -> str:
    """Where to go after entering: the page asked for before, if it is one of these rules and open.

    On a shared machine somebody else may have asked for it.
    """
    asked = str(request.get_signed_cookie(_COOKIE, "", salt=_SALT, max_age=_KEPT_S))
    try:
        found = resolve(unquote(asked.partition("?")[0]))
    except Resolver404:
        return default
    view: Any = found.func
    return asked if getattr(view, RULE, "") in rules and is_open(found) else default


def forget_way_back(response: HttpResponse) -> HttpResponse:
    """The same answer, after which the page asked for before is forgotten."""
    response.delete_cookie(_COOKIE, samesite="Lax")
    return response
