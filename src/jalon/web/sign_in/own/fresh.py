"""What opens an account is changed by who has just entered: a phone left on a table does not."""

from __future__ import annotations

from functools import wraps
from time import time
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jalon.accounts.visits import end_visit, entered_at
from jalon.web.guards.accounts import AccountView
from jalon.web.guards.way_back import send_home

FRESH_S = 15 * 60


def for_fresh_visit(view: AccountView[Any]) -> AccountView[Any]:
    """Whoever entered longer ago enters again, and comes back to this page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        if time() - entered_at(request) <= FRESH_S:
            return view(request, *args, **kwargs)
        end_visit(request)
        sentence = _("Pour changer votre accès, entrez de nouveau. Vous reviendrez à cette page.")
        messages.info(request, sentence)
        # What was sent cannot be asked for again by its address alone.
        wanted = "" if request.method == "GET" else reverse("own_access")
        return send_home(request, told=True, wanted=wanted)

    return cast("AccountView[Any]", guarded)
