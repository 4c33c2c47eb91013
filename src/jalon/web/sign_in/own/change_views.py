"""Changing what opens one's account: a password, passkeys, an application, codes on paper."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.passwords import set_password
from jalon.accounts.qr import draw_qr
from jalon.accounts.second_factor.passkeys import (
    PasskeyError,
    add_passkey,
    begin_adding,
    list_passkeys,
    remove_passkey,
)
from jalon.accounts.second_factor.recovery import make_recovery_codes
from jalon.accounts.second_factor.state import has_second_factor
from jalon.accounts.second_factor.totp import (
    address_of,
    find_steps_off,
    has_totp,
    is_near,
    make_secret,
    set_totp,
)
from jalon.accounts.secrets import space
from jalon.accounts.visits import keep_key
from jalon.web.form_page import read_row, render_form
from jalon.web.guards.accounts import for_account
from jalon.web.sign_in.door_views import say_wrong_code
from jalon.web.sign_in.forms import NewCodeForm, NewPasswordForm
from jalon.web.sign_in.own.changed import finish_change, tell_change
from jalon.web.sign_in.own.fresh import for_fresh_visit

_SECRET = "new_totp"  # noqa: S105 - the name of a place


@for_account
@for_fresh_visit
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest, account: Account) -> HttpResponse:
    """Another password; every other visit is over."""
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if password := form.choose_for(account):
        set_password(account.user, password)
        update_session_auth_hash(request, account.user)
        keep_key(request)
        return finish_change(request, account, _("Votre mot de passe est changé."))
    return render_form(request, "web/sign_in/own_password.html", {"form": form}, form)


@for_account
@for_fresh_visit
@require_http_methods(["GET", "HEAD", "POST"])
def change_totp(request: HttpRequest, account: Account) -> HttpResponse:
    """Another application; the one before makes no good code any more."""
    secret: str = request.session.get(_SECRET) or make_secret()
    request.session[_SECRET] = secret
    form = NewCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        steps = find_steps_off(secret, form.cleaned_data["code"])
        if is_near(steps):
            del request.session[_SECRET]
            set_totp(account.user, secret, form.cleaned_data["code"])
            return finish_change(request, account, _("Votre application est changée."))
        form.add_error("code", say_wrong_code(steps))
    context = {
        "form": form,
        "drawing": draw_qr(address_of(account.user, secret)),
        "secret": space(secret, 4),
    }
    return render_form(request, "web/sign_in/own_totp.html", context, form)


@for_account
@for_fresh_visit
@require_POST
def own_challenge(request: HttpRequest, account: Account) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(begin_adding(account.user))


@for_account
@for_fresh_visit
@require_POST
def change_passkeys(request: HttpRequest, account: Account) -> HttpResponse:
    """Adds the passkey that the browser made, or removes one; the last thing due stays."""
    if removed := request.POST.get("retirer", ""):
        return _remove(request, account, read_row(removed))
    number = list_passkeys(account.user).count() + 1
    try:
        add_passkey(account.user, request.POST.get("credential", ""), f"Clé {number}")
    except PasskeyError:
        messages.warning(request, _("La clé d’accès n’a pas été gardée. Réessayez."))
        return redirect("own_access")
    return finish_change(request, account, _("Votre clé d’accès est gardée."))


@for_account
@for_fresh_visit
@require_POST
def renew_codes(request: HttpRequest, account: Account) -> HttpResponse:
    """Ten new codes, shown this once."""
    if not has_second_factor(account.user):
        return redirect("own_access")
    codes = make_recovery_codes(account.user)
    tell_change(account)
    context = {"codes": codes, "next": "own_access"}
    return render(request, "web/sign_in/recovery_codes.html", context)


@transaction.atomic
def _remove(request: HttpRequest, account: Account, pk: int) -> HttpResponse:
    # Two that are removed at once would each be the other's « something else ».
    Account.objects.select_for_update().get(pk=account.pk)
    if not _may_remove(account, pk):
        messages.warning(request, _("C’est votre seule clé : ajoutez d’abord autre chose."))
        return redirect("own_access")
    if not remove_passkey(account.user, pk):
        messages.warning(request, _("Cette clé n’est plus là. Rien n’a changé."))
        return redirect("own_access")
    return finish_change(request, account, _("Votre clé d’accès est retirée."))


def _may_remove(account: Account, pk: int) -> bool:
    """Whether something else opens the account: an application alone does not."""
    if list_passkeys(account.user).exclude(pk=pk).exists():
        return True
    due = AccountKind(account.kind).needs_second_factor
    return account.user.has_usable_password() and (not due or has_totp(account.user))
