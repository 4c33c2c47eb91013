"""« Mon accès »: what opens the account, and every visit, which one can end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.outside.identities import list_joined
from jalon.accounts.outside.providers import providers_for
from jalon.accounts.second_factor.passkeys import list_passkeys
from jalon.accounts.second_factor.recovery import count_left
from jalon.accounts.second_factor.totp import has_totp
from jalon.accounts.visits import close_visits, list_visits
from jalon.web.form_page import read_row
from jalon.web.guards.accounts import for_account
from jalon.web.sign_in.own.fresh import for_fresh_visit
from jalon.web.sign_in.own.visit_rows import make_rows
from jalon.web.sign_in.person_forms import can_send_codes

MOST_SHOWN = 20
"""Visits: who looks for an older one asks the service."""


@for_account
@require_safe
def own_access(request: HttpRequest, account: Account) -> HttpResponse:
    """All of it on one page."""
    visits = list(list_visits(account.user)[:MOST_SHOWN])
    context = {
        "account": account,
        "needs_two": AccountKind(account.kind).needs_second_factor,
        "passkeys": list_passkeys(account.user),
        "has_password": account.user.has_usable_password(),
        "has_totp": has_totp(account.user),
        "codes_left": count_left(account.user),
        "providers": providers_for((AccountKind(account.kind),)),
        "joined": list_joined(account.user),
        "can_send_codes": can_send_codes(),
        "visits": make_rows(visits, request.session.session_key or ""),
        "others": sum(1 for each in visits if each.ended_at is None) - 1,
    }
    return render(request, "web/sign_in/own_access.html", context)


@for_account
@for_fresh_visit
@require_POST
def close_own_visits(request: HttpRequest, account: Account) -> HttpResponse:
    """Ends one visit, or all but this one."""
    one = request.POST.get("visite", "")
    only = read_row(one) or None
    if only is None and one != "autres":
        messages.warning(request, _("Cette visite n’existe plus. Rien n’a changé."))
        return redirect("own_access")
    close_visits(account.user, but=request.session.session_key or "", only=only)
    messages.success(request, _("C’est fermé : plus rien ne s’ouvre de là-bas."))
    return redirect("own_access")
