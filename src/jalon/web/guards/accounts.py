"""The rules of pages about accounts: one's own, and those of whoever manages accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from jalon.accounts.models import Account
from jalon.accounts.queries import find_account_of
from jalon.partners.models import AccountManager, FirmMember
from jalon.partners.queries import find_agent_of, find_manager_of, find_member_of
from jalon.web.guards.access import OpenView, P
from jalon.web.guards.way_back import RULE, send_home

AccountView = Callable[Concatenate[HttpRequest, Account, P], HttpResponse]
FirmView = Callable[Concatenate[HttpRequest, FirmMember, P], HttpResponse]
ManagerView = Callable[Concatenate[HttpRequest, AccountManager, P], HttpResponse]


def for_account(view: AccountView[P]) -> OpenView[P]:
    """Only somebody who has entered with an account of their own, and only about it.

    An account of the demo is everybody's: it has nothing to change.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return send_home(request)
        account = find_account_of(request.user)
        if account is None:
            raise PermissionDenied("Ce compte est celui d’une démonstration.")
        return _kept_by_nobody(view(request, account, *args, **kwargs))

    setattr(guarded, RULE, "for_account")
    return cast("OpenView[P]", guarded)


def for_manager(view: ManagerView[P]) -> OpenView[P]:
    """Only who manages accounts and is no agent: they read no file."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return send_home(request)
        manager = find_manager_of(request.user)
        if manager is None or find_agent_of(request.user) is not None:
            raise PermissionDenied("Ce compte ne gère pas les comptes.")
        return _kept_by_nobody(view(request, manager, *args, **kwargs))

    setattr(guarded, RULE, "for_manager")
    return cast("OpenView[P]", guarded)


def for_firm(view: FirmView[P]) -> OpenView[P]:
    """Only who enters for a company or an association that was approved, and only about it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return send_home(request)
        member = find_member_of(request.user)
        if member is None:
            raise PermissionDenied("Ce compte n’est pas celui d’une structure.")
        return _kept_by_nobody(view(request, member, *args, **kwargs))

    setattr(guarded, RULE, "for_firm")
    return cast("OpenView[P]", guarded)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
