"""The first entry of a person: a birth date, then how they will enter. Or it is not theirs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.codes import prove_contact, use_code
from jalon.accounts.invitations import is_open
from jalon.accounts.models import Account, Invitation
from jalon.accounts.second_factor.passkeys import PasskeyError, begin_adding
from jalon.accounts.tasks import send_code
from jalon.people.actions.dispute_account import dispute_account
from jalon.people.actions.open_own_account import find_invited, note_joined, prepare_account
from jalon.people.models import Person
from jalon.web.form_page import render_form
from jalon.web.guards.access import open_to_all
from jalon.web.sign_in.entering import start_visit
from jalon.web.sign_in.forms import NewPasswordForm
from jalon.web.sign_in.joining import Joining, JoiningError, join
from jalon.web.sign_in.pending import begin_pending, read_pending, tell_pending, user_of
from jalon.web.sign_in.person_forms import BirthForm, ContactForm, SentCodeForm, can_send_codes
from jalon.web.sign_in.tries import may_prove_contact

PERSON_INVITED, CHOICE = "person_invited", "choice"


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_birth(request: HttpRequest) -> HttpResponse:
    """The birth date of the file: a letter that was found in a mail box is not enough."""
    told = read_pending(request, PERSON_INVITED)
    if told is None:
        return begin_again(request)
    invitation = Invitation.objects.get(pk=told["invitation"])
    if not is_open(invitation):  # it disputes nothing either: somebody has entered with it
        return begin_again(request)
    if "pas-moi" in request.POST:
        return _dispute(request, invitation)
    form = BirthForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        person = find_invited(invitation, form.born)
        if person is not None:
            user = prepare_account(person).user
            begin_pending(request, CHOICE, user, invitation=invitation.pk)
            return redirect("welcome_choice")
        form.add_error("birth_date", _not_that_day())
    return render_form(request, "web/sign_in/welcome_birth.html", {"form": form}, form)


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_choice(request: HttpRequest) -> HttpResponse:
    """A passkey, a password, or codes by mail or SMS: what one has and likes."""
    told, user = _chosen(request)
    if told is None or user is None:
        return begin_again(request)
    by_password, by_code = "password" in request.POST, "contact" in request.POST
    account = Account.objects.get(user=user)
    password = NewPasswordForm(request.POST if by_password else None)
    contact = ContactForm(request.POST if by_code else None)
    if chosen := password.choose_for(account):
        return _finish(request, told, user, password=make_password(chosen))
    if contact.is_valid():
        if may_prove_contact(request, user.pk):
            return _prove(request, account, contact)
        contact.add_error("contact", _("Trop de codes sont partis. Attendez une heure."))
    context = {
        "password": password,
        "contact": contact,
        "can_send_codes": can_send_codes(),
        "number": account.spaced_number,
    }
    return render_form(request, "web/sign_in/welcome_choice.html", context, password, contact)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_code(request: HttpRequest) -> HttpResponse:
    """The code that was sent there: the person does read what arrives."""
    told, user = _chosen(request)
    if told is None or user is None or "code" not in told:
        return begin_again(request)
    form = SentCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if use_code(UUID(told["code"]), form.cleaned_data["code"]) == user:
            return _finish(request, told, user, contact=told["contact"])
        form.add_error("code", _("Ce code n’est pas bon, ou son temps est passé."))
    return render_form(request, "web/sign_in/welcome_code.html", {"form": form}, form)


@open_to_all
@never_cache
@require_POST
def welcome_own_challenge(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    _, user = _chosen(request)
    return JsonResponse(begin_adding(user)) if user else JsonResponse({}, status=403)


@open_to_all
@never_cache
@require_POST
def welcome_own_passkey(request: HttpRequest) -> HttpResponse:
    """The passkey that the browser made."""
    told, user = _chosen(request)
    if told is None or user is None:
        return begin_again(request)
    try:
        return _finish(request, told, user, passkey=request.POST.get("credential", ""))
    except PasskeyError:
        messages.warning(request, _("La clé d’accès n’a pas été gardée. Réessayez."))
        return redirect("welcome_choice")


def begin_again(request: HttpRequest) -> HttpResponse:
    """To the first step: the same code is still good where it was not used."""
    messages.info(request, _("Le temps est passé, ou ce code a servi. Écrivez-le de nouveau."))
    return redirect("welcome")


def _prove(request: HttpRequest, account: Account, form: ContactForm) -> HttpResponse:
    to = form.cleaned_data["contact"]
    sent = prove_contact(account, to, by_phone=form.by_phone)
    send_code.defer(sent.pk)
    tell_pending(request, code=str(sent.pk), contact=to)
    return redirect("welcome_code")


def _finish(request: HttpRequest, told: dict[str, Any], user: User, **shown: str) -> HttpResponse:
    try:
        account, means, _codes = join(user, Joining(told["invitation"], **shown))
    except JoiningError:
        return begin_again(request)
    note_joined(user)
    user.refresh_from_db()
    start_visit(request, account, user, means)
    messages.success(request, _("Votre compte est ouvert. Bienvenue."))
    return redirect("own_access")


def _dispute(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    person = Person.objects.filter(pk=invitation.subject_id).first()
    if person is not None:
        dispute_account(person)
    request.session.flush()
    return render(request, "web/sign_in/disputed.html")


def _chosen(request: HttpRequest) -> tuple[dict[str, Any] | None, User | None]:
    """Who has said the right code and day; a disputed account is closed until it is joined."""
    told = read_pending(request, CHOICE)
    return told, user_of(told, even_closed=True) if told else None


def _not_that_day() -> str:
    return _(
        "Ce n’est pas la date que le service connaît. Vérifiez-la. "
        "Après cinq essais, il faudra une nouvelle lettre."
    )
