"""What opens an account is another one: its holder is told, and other visits end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jalon.accounts.models import Account
from jalon.accounts.sending.notices import Notice
from jalon.accounts.tasks import send_notice
from jalon.accounts.visits import close_visits
from jalon.audit.models import Verb
from jalon.web.sign_in.entering import note


def finish_change(request: HttpRequest, account: Account, sentence: str) -> HttpResponse:
    """Says it, to the holder's address too, and ends the other visits."""
    close_visits(account.user, but=request.session.session_key or "")
    tell_change(account)
    messages.success(request, sentence)
    return redirect("own_access")


def tell_change(account: Account) -> None:
    """An event, and a mail to the holder: to the address before too, where that is what changed."""
    note(account, Verb.CHANGED, "Accès changé")
    send_notice.defer(account.user_id, Notice.CHANGED)
