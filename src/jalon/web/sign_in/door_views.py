"""The doors: a password, then what is due second."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.models.visit import Means
from jalon.accounts.outside.providers import providers_for
from jalon.accounts.passwords import is_password
from jalon.accounts.queries import find_account_by_name
from jalon.accounts.second_factor.recovery import count_left, use_recovery_code
from jalon.accounts.second_factor.state import has_second_factor
from jalon.accounts.second_factor.totp import STEP_S, check_totp, has_totp, is_near
from jalon.accounts.secrets import DIGITS_LENGTH, read_code
from jalon.web.form_page import render_form
from jalon.web.guards.access import open_to_all
from jalon.web.sign_in.doors import DOORS, door_of
from jalon.web.sign_in.entering import enter_account
from jalon.web.sign_in.forms import CodeForm, PasswordForm
from jalon.web.sign_in.pending import begin_pending, read_pending, user_of
from jalon.web.sign_in.person_forms import can_send_codes
from jalon.web.sign_in.tries import forgive_try, may_enter, tell_failure, tell_wrong_second

SECOND = "second"


@open_to_all
@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    """Which door is whose."""
    return render(request, "web/sign_in/doors.html")


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """One door: name and password, or a passkey."""
    if slug not in DOORS:
        raise Http404
    form = PasswordForm(DOORS[slug], request.POST if request.method == "POST" else None)
    if form.is_valid():
        name, password = form.cleaned_data["name"], form.cleaned_data["password"]
        account = find_account_by_name(DOORS[slug].kinds, name)
        if not may_enter(request, account, name):
            form.add_error(None, too_many())
        elif is_password(account, password) and account is not None:
            if _may_go_on(account):
                return _go_on(request, account)
            form.add_error(None, _not_finished())
        else:
            tell_failure(request, account, name)
            form.add_error(None, _wrong())
    context = {
        "form": form,
        "door": DOORS[slug],
        "can_send_codes": can_send_codes(),
        "providers": providers_for(DOORS[slug].kinds),
    }
    return render_form(request, "web/sign_in/door.html", context, form)


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of an application, or one on paper; nothing of the account is shown before."""
    told = read_pending(request, SECOND)
    user = user_of(told) if told else None
    if told is None or user is None:
        messages.info(request, _("Le temps est passé. Recommencez, rien n’est perdu."))
        return redirect("doors")
    account = Account.objects.get(user=user)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not may_enter(request, account, ""):
            form.add_error(None, too_many())
        elif means := _check(request, user, form):
            # What was shown first, where it was no password.
            return enter_account(
                request, user, Means(told["first"]) if told.get("first") else means
            )
        else:
            tell_failure(request, account, "")
            tell_wrong_second(account)
    context = {"form": form, "door": door_of(account.kind), "has_totp": has_totp(user)}
    return render_form(request, "web/sign_in/second_factor.html", context, form)


def _may_go_on(account: Account) -> bool:
    due = AccountKind(account.kind).needs_second_factor
    return not due or has_second_factor(account.user)


def _go_on(request: HttpRequest, account: Account) -> HttpResponse:
    """To the second factor of whoever shows one."""
    if not shows_second_factor(account):
        return enter_account(request, account.user, Means.PASSWORD)
    forgive_try(account)
    begin_pending(request, SECOND, account.user, first="")
    return redirect("second_factor")


def shows_second_factor(account: Account) -> bool:
    """Whether a password or a code that came is not enough: for professionals, and for a person who
    has set an application. A passkey is another way in.
    """
    return AccountKind(account.kind).needs_second_factor or has_totp(account.user)


def _check(request: HttpRequest, user: User, form: CodeForm) -> Means | None:
    """By what the user entered; None where the code is wrong, with the sentence in the form."""
    code = read_code(form.cleaned_data["code"])
    if len(code) == DIGITS_LENGTH:
        if use_recovery_code(user, code):
            left = count_left(user)
            messages.warning(request, _("Ce code ne servira plus. Il vous en reste %d.") % left)
            return Means.PASSWORD_RECOVERY
        form.add_error("code", _("Ce code de secours n’est pas bon, ou il a déjà servi."))
        return None
    steps = check_totp(user, code)
    if is_near(steps):
        return Means.PASSWORD_CODE
    form.add_error("code", say_wrong_code(steps))
    return None


def say_wrong_code(steps: int | None) -> str:
    """Why a code of an application is not taken; a clock that is wrong is said."""
    if steps is None:
        return _("Ce code n’est pas bon, ou il a déjà servi. Attendez le suivant.")
    minutes = max(1, round(abs(steps) * STEP_S / 60))
    told = {"minutes": minutes}
    if steps > 0:
        return (
            _(
                "L’heure de votre téléphone avance d’environ %(minutes)d min. "
                "Réglez-la sur automatique, puis réessayez."
            )
            % told
        )
    return (
        _(
            "L’heure de votre téléphone retarde d’environ %(minutes)d min. "
            "Réglez-la sur automatique, puis réessayez."
        )
        % told
    )


def _wrong() -> str:
    return _(
        "Ce nom et ce mot de passe n’ouvrent aucun compte. Vérifiez les deux. "
        "Si deux personnes ont la même adresse, écrivez votre numéro Jalon."
    )


def too_many() -> str:
    """Why nothing is looked at any more."""
    return _(
        "Il y a eu trop d’essais. Attendez une heure, ou entrez avec une clé d’accès. "
        "Votre mot de passe n’a pas changé."
    )


def _not_finished() -> str:
    return _("Ce compte n’est pas prêt. Demandez une nouvelle invitation.")
