"""Where a person's codes go, and « Ce compte n'est pas le mien »."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jalon.accounts.codes import prove_contact, use_code
from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import set_contact
from jalon.accounts.tasks import send_code
from jalon.people.actions.dispute_account import dispute_account
from jalon.people.models import Person
from jalon.web.form_page import render_form
from jalon.web.guards.accounts import for_account
from jalon.web.sign_in.own.changed import finish_change
from jalon.web.sign_in.own.fresh import for_fresh_visit
from jalon.web.sign_in.person_forms import ContactForm, SentCodeForm
from jalon.web.sign_in.tries import may_prove_contact

_KEY = "new_contact"


@for_account
@for_fresh_visit
@require_http_methods(["GET", "HEAD", "POST"])
def change_contact(request: HttpRequest, account: Account) -> HttpResponse:
    """Another mail or phone: a code goes there first."""
    _check_person(account)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if may_prove_contact(request, account.user_id):
            to = form.cleaned_data["contact"]
            sent = prove_contact(account, to, by_phone=form.by_phone)
            send_code.defer(sent.pk)
            request.session[_KEY] = {"code": str(sent.pk), "to": to}
            return redirect("prove_own_contact")
        form.add_error("contact", _("Trop de codes sont partis. Attendez une heure."))
    return render_form(request, "web/sign_in/own_contact.html", {"form": form}, form)


@for_account
@for_fresh_visit
@require_http_methods(["GET", "HEAD", "POST"])
def prove_own_contact(request: HttpRequest, account: Account) -> HttpResponse:
    """The code that arrived there: from now on codes go there."""
    told = request.session.get(_KEY)
    if told is None:
        return redirect("change_contact")
    form = SentCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if use_code(UUID(told["code"]), form.cleaned_data["code"]) == account.user:
            del request.session[_KEY]
            set_contact(account, told["to"])
            return finish_change(request, account, _("C’est noté. Vos codes arriveront là."))
        form.add_error("code", _("Ce code n’est pas bon, ou son temps est passé."))
    return render_form(request, "web/sign_in/own_contact_code.html", {"form": form}, form)


@for_account
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, account: Account) -> HttpResponse:
    """Closes an account that somebody was led into and that is not theirs."""
    _check_person(account)
    if request.method == "POST":
        dispute_account(Person.objects.get(user=account.user))
        request.session.flush()
        return render(request, "web/sign_in/disputed.html")
    return render(request, "web/sign_in/dispute.html")


def _check_person(account: Account) -> None:
    """The others have an address that their service gave, and a manager to tell."""
    if account.kind != AccountKind.PERSON:
        raise PermissionDenied("Ce compte est professionnel.")
