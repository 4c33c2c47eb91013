"""Entering with a passkey: nothing is typed, and the account is found by it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jalon.accounts.limits import FROM_ONE_ADDRESS, count_try, is_closed
from jalon.accounts.models import Account
from jalon.accounts.models.visit import Means
from jalon.accounts.second_factor.passkeys import (
    PasskeyError,
    begin_entering,
    find_user_by_passkey,
)
from jalon.accounts.visits import end_visit
from jalon.web.guards.access import open_to_all
from jalon.web.guards.network_address import address_of
from jalon.web.sign_in.entering import enter_account
from jalon.web.sign_in.pending import GOOD_S


@open_to_all
@never_cache
@require_POST
def passkey_challenge(request: HttpRequest) -> HttpResponse:
    """A challenge for the browser, good once and for this session."""
    if is_closed(FROM_ONE_ADDRESS, address_of(request)):
        return JsonResponse({}, status=429)
    options = begin_entering()
    if not request.user.is_authenticated:
        request.session.set_expiry(GOOD_S)
    return JsonResponse(options)


@open_to_all
@never_cache
@require_POST
def enter_with_passkey(request: HttpRequest) -> HttpResponse:
    """The answer of the browser; any that is not good says the same."""
    try:
        user = find_user_by_passkey(request.POST.get("credential", ""))
        Account.objects.get(user=user)
    except (PasskeyError, Account.DoesNotExist):
        count_try(FROM_ONE_ADDRESS, address_of(request))
        messages.warning(request, _("Cette clé d’accès n’ouvre aucun compte ici. Réessayez."))
        return redirect("doors")
    if request.user.is_authenticated:
        end_visit(request)
    return enter_account(request, user, Means.PASSKEY)
