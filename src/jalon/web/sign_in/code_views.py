"""Entering with a code by mail or SMS: who exists and who does not see the same, as soon."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.accounts.codes import ask_code, use_code
from jalon.accounts.models import Account
from jalon.accounts.models.visit import Means
from jalon.accounts.queries import find_account_by_name
from jalon.accounts.tasks import send_code
from jalon.web.form_page import render_form
from jalon.web.guards.access import open_to_all
from jalon.web.sign_in.door_views import SECOND, shows_second_factor, too_many
from jalon.web.sign_in.doors import PERSON
from jalon.web.sign_in.entering import enter_account
from jalon.web.sign_in.pending import begin_pending, read_pending
from jalon.web.sign_in.person_forms import AskCodeForm, SentCodeForm, can_send_codes
from jalon.web.sign_in.tries import forgive_try, may_ask_code, may_enter, tell_failure

CODE = "code"


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """A code is on its way, if there is such an account: the page never tells which."""
    if not can_send_codes():
        raise Http404
    form = AskCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        account = find_account_by_name(PERSON.kinds, form.cleaned_data["name"])
        if may_ask_code(request, account, form.cleaned_data["name"]):
            sent = ask_code(account, by_phone=form.by_phone)
            send_code.defer(sent.pk)
            begin_pending(request, CODE, None, code=str(sent.pk))
            return redirect("enter_code")
        form.add_error(None, _("Trop de codes sont partis. Attendez une heure, puis réessayez."))
    return render_form(request, "web/sign_in/ask_code.html", {"form": form, "door": PERSON}, form)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code that came; five tries, and then another is asked for."""
    told = read_pending(request, CODE)
    if told is None:
        messages.info(request, _("Le temps est passé. Demandez un autre code."))
        return redirect("ask_for_code")
    form = SentCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = use_code(UUID(told["code"]), form.cleaned_data["code"])
        account = Account.objects.filter(user=user).first() if user else None
        if user is None or account is None:
            tell_failure(request, None, told["code"])
            form.add_error("code", _wrong())
        elif not may_enter(request, account, ""):
            form.add_error(None, too_many())
        else:
            return _go_on(request, account, user)
    return render_form(request, "web/sign_in/enter_code.html", {"form": form}, form)


def _go_on(request: HttpRequest, account: Account, user: User) -> HttpResponse:
    if not shows_second_factor(account):
        return enter_account(request, user, Means.SENT_CODE)
    forgive_try(account)
    begin_pending(request, SECOND, user, first=Means.SENT_CODE.value)
    return redirect("second_factor")


def _wrong() -> str:
    return _(
        "Ce code n’est pas bon, ou son temps est passé. Après cinq essais, demandez-en un autre."
    )
