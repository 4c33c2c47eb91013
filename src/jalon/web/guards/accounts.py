"""The rules of pages about accounts: one's own, and those of whoever manages accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate

from django.http import HttpRequest, HttpResponse

from jalon.accounts.models import Account
from jalon.accounts.queries import find_account_of
from jalon.partners.models import AccountManager, FirmMember
from jalon.partners.queries import find_agent_of, find_manager_of, find_member_of
from jalon.web.guards.access import OpenView, P, Visitor, entered_as

AccountView = Callable[Concatenate[HttpRequest, Account, P], HttpResponse]
FirmView = Callable[Concatenate[HttpRequest, FirmMember, P], HttpResponse]
ManagerView = Callable[Concatenate[HttpRequest, AccountManager, P], HttpResponse]


def for_account(view: AccountView[P]) -> OpenView[P]:
    """Only somebody who has entered with an account of their own, and only about it.

    An account of the demo is everybody's: it has nothing to change.
    """
    refusal = "Ce compte est celui d’une démonstration."
    return entered_as(view, "for_account", find_account_of, refusal)


def for_manager(view: ManagerView[P]) -> OpenView[P]:
    """Only who manages accounts and is no agent: they read no file."""
    return entered_as(view, "for_manager", _manager_alone, "Ce compte ne gère pas les comptes.")


def for_firm(view: FirmView[P]) -> OpenView[P]:
    """Only who enters for a company or an association that was approved, and only about it."""
    refusal = "Ce compte n’est pas celui d’une structure."
    return entered_as(view, "for_firm", find_member_of, refusal)


def _manager_alone(user: Visitor) -> AccountManager | None:
    manager = find_manager_of(user)
    return None if manager is None or find_agent_of(user) is not None else manager
