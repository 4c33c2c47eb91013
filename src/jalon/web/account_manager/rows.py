"""Accounts and requests as a manager reads them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from jalon.accounts.invitations import find_waiting
from jalon.accounts.models import Account, AccountKind
from jalon.partners.models import AccountManager, AccountRequest, Agent, AskedFor, RequestState
from jalon.web.words.plain import say_moment

MOST = 500


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account; `number` names it in a form, empty where nothing can be asked of it."""

    number: str
    name: str
    what: str
    mail: str
    state: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request; whether this manager may confirm it, and whether it waits."""

    pk: int
    name: str
    what: str
    mail: str
    told: str
    may_confirm: bool
    waits: bool


def list_accounts(manager: AccountManager) -> list[AccountRow]:
    """Those of managers, then those of agents; fictional ones to fictional managers alone."""
    accounts = {each.user_id: each for each in Account.objects.select_related("user")}
    ours = {"is_fictional": manager.is_fictional}
    managers = AccountManager.objects.filter(**ours).select_related("organisation", "user")
    agents = Agent.objects.filter(**ours).select_related("organisation", "user")
    rows = [_row(each, "Gestionnaire de comptes", accounts, manager) for each in managers[:MOST]]
    return rows + [_row(each, each.title, accounts, manager) for each in agents[:MOST]]


def make_request_row(request: AccountRequest, manager: AccountManager) -> RequestRow:
    """A request, and what this manager may answer."""
    waits = request.state == RequestState.WAITING
    what = [str(AskedFor(request.asked_for).label), request.title, request.organisation.name]
    return RequestRow(
        pk=request.pk,
        name=f"{request.first_name} {request.last_name}",
        what=", ".join(part for part in what if part),
        mail=request.mail,
        told=_tell(request),
        may_confirm=waits and request.asked_by_id != manager.pk,
        waits=waits,
    )


def _tell(request: AccountRequest) -> str:
    asked = _("Demandée par %(who)s le %(when)s.") % {
        "who": request.asked_by.full_name,
        "when": say_moment(timezone.localtime(request.asked_at)),
    }
    if request.answered_by is None or request.answered_at is None:
        return asked
    confirmed = request.state == RequestState.CONFIRMED
    said = (
        _("Confirmée par %(who)s le %(when)s.")
        if confirmed
        else _("Refusée par %(who)s le %(when)s.")
    )
    when = say_moment(timezone.localtime(request.answered_at))
    return f"{asked} {said % {'who': request.answered_by.full_name, 'when': when}}"


def _row(
    holder: Agent | AccountManager, what: str, accounts: dict[int, Account], manager: AccountManager
) -> AccountRow:
    account = accounts.get(holder.user_id)
    return AccountRow(
        number=account.number if account else "",
        name=holder.full_name,
        what=f"{what[:1].upper()}{what[1:]}, {holder.organisation.name}",
        mail=account.mail if account else "",
        state=_say_state(holder, account),
        is_own=isinstance(holder, AccountManager) and holder.pk == manager.pk,
    )


def _say_state(holder: Agent | AccountManager, account: Account | None) -> str:
    if account is None:
        return _("compte de démonstration")
    if not holder.user.is_active:
        return _("fermé")
    if holder.user.has_usable_password():
        return _("ouvert")
    waiting = find_waiting(AccountKind(account.kind), account.user_id)
    return _("invitation envoyée") if waiting else _("invitation passée : demandez un nouvel accès")
