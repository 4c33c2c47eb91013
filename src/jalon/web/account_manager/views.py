"""Accounts: who has one, who asks for one, and who confirms it. Never the same person."""

from __future__ import annotations

from functools import wraps
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.models import Account
from jalon.accounts.opening import MailTakenError
from jalon.accounts.sending.mail import is_mail_set
from jalon.partners.actions.answer_account import (
    AnsweredError,
    OwnRequestError,
    confirm_account,
    decline_account,
)
from jalon.partners.actions.ask_account import ask_account, ask_renewal
from jalon.partners.actions.close_access import close_access
from jalon.partners.models import AccountManager, AccountRequest, Agent
from jalon.partners.queries import find_agent_of, find_manager_of, list_requests
from jalon.web.account_manager.forms import AskForm
from jalon.web.account_manager.rows import list_accounts, make_request_row
from jalon.web.form_page import render_form
from jalon.web.guards.access import P
from jalon.web.guards.accounts import ManagerView, for_manager

MOST_REQUESTS = 50


def _only_looks_on_a_demo(view: ManagerView[P]) -> ManagerView[P]:
    """An account of the demonstration, which is everybody's, makes, closes and changes none."""

    @wraps(view)
    def looked(
        request: HttpRequest, manager: AccountManager, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if request.method == "POST" and manager.is_fictional:
            messages.warning(request, _("Un compte de démonstration ne change aucun compte."))
            return redirect("accounts")
        return view(request, manager, *args, **kwargs)

    return cast("ManagerView[P]", looked)


@for_manager
@require_safe
def accounts(request: HttpRequest, manager: AccountManager) -> HttpResponse:
    """What waits, who has an account, and what was answered."""
    asked = list_requests().filter(asked_by__is_fictional=manager.is_fictional)
    rows = [make_request_row(each, manager) for each in asked[:MOST_REQUESTS]]
    context = {
        "manager": manager,
        "waiting": [row for row in rows if row.waits],
        "answered": [row for row in rows if not row.waits],
        "accounts": list_accounts(manager),
        "mail_is_set": is_mail_set(),
    }
    return render(request, "web/account_manager/accounts.html", context)


@for_manager
@_only_looks_on_a_demo
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, manager: AccountManager) -> HttpResponse:
    """Asks for the account of somebody."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            ask_account(manager, form.asked())
        except MailTakenError:
            form.add_error("mail", _("Un compte ou une demande a déjà cette adresse."))
        else:
            messages.success(request, _("C’est demandé. Un autre gestionnaire doit confirmer."))
            return redirect("accounts")
    return render_form(request, "web/account_manager/ask.html", {"form": form}, form)


@for_manager
@_only_looks_on_a_demo
@require_POST
def answer(request: HttpRequest, manager: AccountManager, pk: int) -> HttpResponse:
    """Confirms or declines a request; what was answered meanwhile stays."""
    try:
        if "confirmer" in request.POST:
            confirm_account(manager, pk)
            messages.success(request, _("C’est confirmé. L’invitation part par mail."))
        else:
            decline_account(manager, pk)
            messages.success(request, _("C’est refusé. Aucun compte n’est ouvert."))
    except AccountRequest.DoesNotExist as error:
        raise Http404 from error
    except OwnRequestError:
        messages.warning(request, _("Vous l’avez demandé : un autre gestionnaire confirme."))
    except AnsweredError:
        messages.warning(request, _("Quelqu’un a déjà répondu. Rien n’a changé."))
    except MailTakenError:
        messages.warning(request, _("Un compte a pris cette adresse depuis : refusez la demande."))
    return redirect("accounts")


@for_manager
@_only_looks_on_a_demo
@require_POST
def change_access(request: HttpRequest, manager: AccountManager) -> HttpResponse:
    """Closes the account of somebody, or asks for a new access for them."""
    holder = _find_holder(request.POST.get("compte", ""))
    if holder is None:
        raise Http404
    if "fermer" in request.POST:
        return _close(request, manager, holder)
    try:
        ask_renewal(manager, holder)
        messages.success(request, _("C’est demandé. Un autre gestionnaire doit confirmer."))
    except MailTakenError:
        messages.warning(request, _("Une demande attend déjà pour cette personne."))
    return redirect("accounts")


def _close(
    request: HttpRequest, manager: AccountManager, holder: Agent | AccountManager
) -> HttpResponse:
    try:
        close_access(manager, holder.user)
        messages.success(request, _("L’accès est fermé, et ses visites aussi."))
    except Account.DoesNotExist:
        messages.warning(request, _("Vous ne pouvez pas fermer votre propre accès."))
    return redirect("accounts")


def _find_holder(number: str) -> Agent | AccountManager | None:
    account = Account.objects.select_related("user").filter(number=number).first()
    if account is None:
        return None
    return find_agent_of(account.user) or find_manager_of(account.user)
