"""Who may open a page: every view declares one rule, and a test walks the addresses for it.

A page of a person shows only what belongs to the person of the session: the view receives that
person and nothing in the address can name another.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from jalon.people.models import Person
from jalon.people.queries import find_person_of
from jalon.web.kept_form import keep_form

P = ParamSpec("P")
OpenView = Callable[Concatenate[HttpRequest, P], HttpResponse]
PersonView = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]

RULE = "access_rule"
"""Name of the attribute that holds a view's rule."""
GOES_BACK = "goes_back"
"""Session key: the page that was asked for before entering."""

ENDED = (
    "Votre visite s’est terminée. Choisissez votre compte"
    "\N{NO-BREAK SPACE}: vous reviendrez à la page où vous étiez, et rien n’est perdu."
)
FIRST = "Pour ouvrir cette page, choisissez d’abord un compte."


def open_to_all(view: OpenView[P]) -> OpenView[P]:
    """Anybody may open it: nothing on it belongs to a person."""
    setattr(view, RULE, "open_to_all")
    return view


def for_person(view: PersonView[P]) -> OpenView[P]:
    """Only somebody who has entered, and only about themselves; nobody keeps a copy."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _send_home(request)
        person = find_person_of(request.user)
        if person is None:
            raise PermissionDenied("Ce compte n’est pas celui d’une personne.")
        response = view(request, person, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    setattr(guarded, RULE, "for_person")
    return cast("OpenView[P]", guarded)


def _send_home(request: HttpRequest) -> HttpResponse:
    """To the first page with a kind sentence; the page asked for opens after entering."""
    had_entered = settings.SESSION_COOKIE_NAME in request.COOKIES
    request.session[GOES_BACK] = request.path
    keep_form(request)
    messages.info(request, ENDED if had_entered else FIRST)
    return redirect("home")
