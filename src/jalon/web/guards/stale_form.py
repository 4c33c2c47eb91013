"""A form that was open while its visit ended and another began: its token is the old visit's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jalon.partners.queries import find_agent_of
from jalon.people.queries import find_person_of
from jalon.web.guards.kept_form import is_form_of, is_sealed, keep_form
from jalon.web.guards.way_back import send_home


def receive_stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a form without a good token. Nothing of it is carried out.

    Who wrote it sees it again, filled in, and sends it if they mean it: now, or once they entered.
    """
    if not request.user.is_authenticated:
        return send_home(request) if is_sealed(request) else refuse_form(request)
    owner = find_person_of(request.user) or find_agent_of(request.user)
    if owner is None or not is_form_of(request, owner):
        return refuse_form(request)
    keep_form(request)
    return redirect(request.path)


def refuse_form(request: HttpRequest) -> HttpResponse:
    """The page that says that nothing was kept; with another account's form, nor shown."""
    context = {"of_another": is_sealed(request)}
    return render(request, "403_csrf.html", context, status=403)
