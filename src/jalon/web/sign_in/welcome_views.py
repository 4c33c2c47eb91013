"""The first entry, or a new one: the code of an invitation, a password, a second factor.

The invitation is taken at the very end: who stops on the way begins again with the same code, and
nothing opens before all is shown.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.invitations import find_invitation
from jalon.accounts.limits import LETTERS_FROM_ONE_ADDRESS, count_try, is_closed
from jalon.accounts.models import Account, AccountKind, Invitation
from jalon.accounts.opening import MailTakenError
from jalon.accounts.qr import draw_qr
from jalon.accounts.second_factor.passkeys import PasskeyError, begin_adding
from jalon.accounts.second_factor.totp import address_of as totp_address
from jalon.accounts.second_factor.totp import find_steps_off, is_near, make_secret
from jalon.accounts.secrets import space
from jalon.partners.actions.change_members import prepare_member
from jalon.web.form_page import render_form
from jalon.web.guards.access import open_to_all
from jalon.web.guards.network_address import address_of
from jalon.web.sign_in.door_views import say_wrong_code
from jalon.web.sign_in.doors import LANDINGS
from jalon.web.sign_in.entering import start_visit
from jalon.web.sign_in.forms import NewCodeForm, NewPasswordForm
from jalon.web.sign_in.joining import Joining, JoiningError, join
from jalon.web.sign_in.pending import begin_pending, read_pending, tell_pending, user_of
from jalon.web.sign_in.person_views import PERSON_INVITED, begin_again
from jalon.web.sign_in.welcome_forms import InvitationForm

INVITED, FACTOR = "invited", "factor"


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """The code of a letter or a mail; any wrong one says the same, whatever the cause."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if is_closed(LETTERS_FROM_ONE_ADDRESS, address_of(request)):
            form.add_error("code", _("Il y a eu trop d’essais ici. Attendez une heure."))
        elif found := find_invitation(form.cleaned_data["code"]):
            if found.kind == AccountKind.PERSON:
                begin_pending(request, PERSON_INVITED, None, invitation=found.pk)
                return redirect("welcome_birth")
            try:
                user = _find_invited(found)
            except MailTakenError:
                form.add_error("code", _address_taken())
            else:
                if user is not None:
                    begin_pending(request, INVITED, user, invitation=found.pk)
                    return redirect("welcome_password")
                form.add_error("code", _no_such_code())
        else:
            count_try(LETTERS_FROM_ONE_ADDRESS, address_of(request))
            form.add_error("code", _no_such_code())
    return render_form(request, "web/sign_in/welcome.html", {"form": form}, form)


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_password(request: HttpRequest) -> HttpResponse:
    """The password that one chooses; it is kept once the second factor is there too."""
    told, user = _invited(request, INVITED)
    if told is None or user is None:
        return begin_again(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if password := form.choose_for(Account.objects.get(user=user)):
        hashed, invitation = make_password(password), told["invitation"]
        begin_pending(request, FACTOR, user, invitation=invitation, password=hashed)
        tell_pending(request, secret=make_secret())
        return redirect("welcome_factor")
    return render_form(request, "web/sign_in/welcome_password.html", {"form": form}, form)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_factor(request: HttpRequest) -> HttpResponse:
    """The second factor: an application and its first code, or a passkey."""
    told, user = _invited(request, FACTOR)
    if told is None or user is None:
        return begin_again(request)
    form = NewCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code: str = form.cleaned_data["code"]
        steps = find_steps_off(told["secret"], code)
        if is_near(steps):
            return _finish(request, told, user, totp_secret=told["secret"], totp_shown=code)
        form.add_error("code", say_wrong_code(steps))
    context = {
        "form": form,
        "drawing": draw_qr(totp_address(user, told["secret"])),
        "secret": space(told["secret"], 4),
    }
    return render_form(request, "web/sign_in/welcome_factor.html", context, form)


@open_to_all
@never_cache
@require_POST
def welcome_challenge(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    _, user = _invited(request, FACTOR)
    return JsonResponse(begin_adding(user)) if user else JsonResponse({}, status=403)


@open_to_all
@never_cache
@require_POST
def welcome_passkey(request: HttpRequest) -> HttpResponse:
    """The passkey that the browser made."""
    told, user = _invited(request, FACTOR)
    if told is None or user is None:
        return begin_again(request)
    try:
        return _finish(request, told, user, passkey=request.POST.get("credential", ""))
    except PasskeyError:
        messages.warning(request, _("La clé d’accès n’a pas été gardée. Réessayez."))
        return redirect("welcome_factor")


def _finish(request: HttpRequest, told: dict[str, Any], user: User, **shown: str) -> HttpResponse:
    """The account opens, and the codes on paper are shown this once."""
    joining = Joining(told["invitation"], password=told["password"], **shown)
    try:
        account, means, codes = join(user, joining)
    except JoiningError:
        return begin_again(request)
    user.refresh_from_db()
    start_visit(request, account, user, means)
    context = {"codes": codes, "next": LANDINGS[AccountKind(account.kind)][1]}
    return render(request, "web/sign_in/recovery_codes.html", context)


def _find_invited(found: Invitation) -> User | None:
    """The professional whom an invitation is for; a firm's member has an account from now on."""
    if found.kind == AccountKind.FIRM:
        account = prepare_member(found.subject_id)
        return account.user if account else None
    return User.objects.filter(pk=found.subject_id, is_active=True).first()


def _invited(request: HttpRequest, stage: str) -> tuple[dict[str, Any] | None, User | None]:
    told = read_pending(request, stage)
    return told, user_of(told) if told else None


def _address_taken() -> str:
    return _(
        "Votre adresse mail a déjà un compte professionnel ici. Demandez une invitation à une "
        "autre adresse."
    )


def _no_such_code() -> str:
    return _(
        "Ce code n’ouvre rien. Il a peut-être servi, ou plus de temps est passé que prévu. "
        "Vérifiez-le, ou demandez une nouvelle invitation."
    )
