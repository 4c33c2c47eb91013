"""Entering with a demo account, and leaving."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from jalon.people.actions.enter_demo_account import enter_demo_account
from jalon.people.models import Person
from jalon.web.access import open_to_all, way_back

BACKEND = "django.contrib.auth.backends.ModelBackend"


@open_to_all
def enter(request: HttpRequest) -> HttpResponse:
    """Opens a demo account, and goes to the page that was asked for before."""
    if not settings.JALON_DEMO:
        raise Http404
    if request.method != "POST":
        return redirect("home")
    try:
        user = enter_demo_account(request.POST.get("compte", ""))
    except Person.DoesNotExist as error:
        raise Http404 from error
    target = way_back(request, ("for_person",), "offers")
    login(request, user, backend=BACKEND)
    return redirect(target)


@open_to_all
def leave(request: HttpRequest) -> HttpResponse:
    """Closes the visit."""
    if request.method == "POST":
        logout(request)
        messages.success(request, "Votre visite est fermée. À bientôt.")
    return redirect("home")
