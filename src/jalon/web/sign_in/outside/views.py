"""Going to a provider, coming back to enter or to join an account, and leaving there too."""

from __future__ import annotations

from dataclasses import asdict
from time import time

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalon.accounts.limits import FROM_ONE_ADDRESS, count_try, is_closed
from jalon.accounts.models import Account, AccountKind
from jalon.accounts.models.visit import Means
from jalon.accounts.outside.client import (
    Asked,
    OutsideError,
    Returned,
    address_to_go,
    read_return,
)
from jalon.accounts.outside.identities import TakenError, find_user, join_identity
from jalon.accounts.outside.providers import Provider, list_providers
from jalon.accounts.queries import find_account_of
from jalon.accounts.visits import entered_at
from jalon.web.guards.access import open_to_all
from jalon.web.guards.accounts import for_account
from jalon.web.guards.network_address import address_of
from jalon.web.sign_in.door_views import SECOND, shows_second_factor
from jalon.web.sign_in.entering import enter_account
from jalon.web.sign_in.outside.leaving import remember_leaving
from jalon.web.sign_in.own.changed import finish_change
from jalon.web.sign_in.own.fresh import for_fresh_visit
from jalon.web.sign_in.pending import GOOD_S, begin_pending

_KEY = "outside"


@open_to_all
@never_cache
@require_safe
def go_outside(request: HttpRequest, slug: str) -> HttpResponse:
    """To the provider's page, to enter; whoever is here already goes to their access."""
    if request.user.is_authenticated:
        return redirect("own_access")
    if is_closed(FROM_ONE_ADDRESS, address_of(request)):
        return _tell(request, _("Il y a eu trop d’essais. Attendez une heure."))
    return _go(request, _provider(slug), joins=False)


@for_account
@for_fresh_visit
@require_POST
def join_outside(request: HttpRequest, account: Account, slug: str) -> HttpResponse:
    """To the provider's page, to join it to one's account: the only way to join it."""
    provider = _provider(slug)
    if account.kind not in provider.kinds:
        raise Http404
    return _go(request, provider, joins=True)


@open_to_all
@never_cache
@require_safe
def come_back(request: HttpRequest, slug: str) -> HttpResponse:
    """What the provider sent back; a refusal there is no failure of ours."""
    provider = _provider(slug)
    told = request.session.pop(_KEY, None)
    if told is None or told["slug"] != slug or told.get("until", 0) < time():
        return _tell(request, _("Le temps est passé. Recommencez."))
    if "error" in request.GET:
        return _tell(
            request, _("%s n’a pas ouvert. Réessayez, ou entrez autrement.") % provider.name
        )
    code, state = request.GET.get("code", ""), request.GET.get("state", "")
    try:
        asked = Asked(told["state"], told["nonce"])
        returned = read_return(provider, asked, _back(provider), code, state)
    except (OutsideError, ValueError, KeyError, TypeError):
        count_try(FROM_ONE_ADDRESS, address_of(request))
        return _tell(request, _("%s n’a pas répondu comme prévu. Réessayez.") % provider.name)
    return (_join if told["joins"] else _enter)(request, provider, returned)


def _enter(request: HttpRequest, provider: Provider, returned: Returned) -> HttpResponse:
    user = find_user(provider, returned.sub)
    if user is None:
        said = _(
            "Aucun compte n’est relié à %s. Entrez autrement une première fois, puis reliez-le "
            "dans « Mon accès »."
        )
        return _tell(request, said % provider.name)
    account = Account.objects.get(user=user)
    due = AccountKind(account.kind).needs_second_factor or shows_second_factor(account)
    if due and not returned.has_two_factors:
        begin_pending(request, SECOND, user, first=Means.OUTSIDE.value)
        remember_leaving(request, provider, returned.id_token)
        return redirect("second_factor")
    answer = enter_account(request, user, Means.OUTSIDE)
    remember_leaving(request, provider, returned.id_token)
    return answer


def _join(request: HttpRequest, provider: Provider, returned: Returned) -> HttpResponse:
    account = find_account_of(request.user) if request.user.is_authenticated else None
    if account is None or not entered_at(request):
        return _tell(request, _("Votre visite s’est terminée. Recommencez."))
    try:
        join_identity(provider, returned.sub, account.user)
    except TakenError:
        messages.warning(request, _("Un autre compte est déjà relié. Rien n’a changé."))
        return redirect("own_access")
    remember_leaving(request, provider, returned.id_token)
    sentence = _("C’est relié. Vous pouvez entrer avec %s.")
    return finish_change(request, account, sentence % provider.name)


def _go(request: HttpRequest, provider: Provider, *, joins: bool) -> HttpResponse:
    asked = Asked.anew()
    try:
        address = address_to_go(provider, asked, _back(provider))
    except (OutsideError, ValueError):
        return _tell(request, _("%s ne répond pas. Entrez autrement.") % provider.name)
    request.session[_KEY] = asdict(asked) | {
        "slug": provider.slug,
        "joins": joins,
        "until": time() + GOOD_S,
    }
    if not request.user.is_authenticated:
        request.session.set_expiry(GOOD_S)
    return redirect(address)


def _provider(slug: str) -> Provider:
    found = list_providers().get(slug)
    if found is None:
        raise Http404
    return found


def _back(provider: Provider) -> str:
    """As it is registered there: the settings' address of the site, never the request's."""
    return f"{settings.SITE_ADDRESS}{reverse('come_back', kwargs={'slug': provider.slug})}"


def _tell(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.warning(request, sentence)
    return redirect("own_access" if request.user.is_authenticated else "doors")
