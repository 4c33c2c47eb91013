"""Confirming or declining an account that another manager asked for."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from jalon.accounts.invitations import make_invitation
from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import empty_account, make_account
from jalon.accounts.sending.notices import Notice
from jalon.accounts.tasks import send_invitation, send_notice
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.core.errors import JalonError
from jalon.partners.models import AccountManager, AccountRequest, Agent, AskedFor, RequestState

_KINDS = {AskedFor.AGENT: AccountKind.AGENT, AskedFor.MANAGER: AccountKind.MANAGER}


class OwnRequestError(JalonError):
    """Who asked for an account does not confirm it."""


class AnsweredError(JalonError):
    """Somebody has answered it meanwhile."""


@transaction.atomic
def confirm_account(manager: AccountManager, pk: int) -> AccountRequest:
    """Makes the account and sends its invitation: nobody sees a password, nor sets one.

    All managers are told. Raises OwnRequestError, AnsweredError, AccountRequest.DoesNotExist, or
    MailTakenError where an account got the address meanwhile.
    """
    request = _take(manager, pk, RequestState.CONFIRMED)
    if request.asked_by_id == manager.pk:
        raise OwnRequestError("Another manager has to confirm it.")
    account = _renew(request) if request.user_id else _make(request)
    request.user = account.user
    request.save()
    invitation = make_invitation(AccountKind(account.kind), account.user_id, manager.user_id)
    _note(manager, request, Verb.CONFIRMED)
    send_invitation.defer(invitation.pk)
    others = AccountManager.objects.filter(is_fictional=False)
    send_notice.defer_all(
        [(pk, Notice.CONFIRMED) for pk in others.values_list("user_id", flat=True)]
    )
    return request


@transaction.atomic
def decline_account(manager: AccountManager, pk: int) -> AccountRequest:
    """Nothing is made. Who asked may take it back so. Raises as `confirm_account`."""
    request = _take(manager, pk, RequestState.DECLINED)
    request.save()
    _note(manager, request, Verb.DECLINED)
    return request


def _take(manager: AccountManager, pk: int, state: RequestState) -> AccountRequest:
    """The row is locked: of two who answer at once, one is told that it is done."""
    rows = AccountRequest.objects.select_for_update(of=("self",))
    request = rows.select_related("organisation").get(pk=pk)
    if request.state != RequestState.WAITING:
        raise AnsweredError("It is answered.")
    request.state, request.answered_by, request.answered_at = state, manager, timezone.now()
    return request


def _make(request: AccountRequest) -> Account:
    account = make_account(_KINDS[AskedFor(request.asked_for)], request.mail)
    names = {
        "user": account.user,
        "first_name": request.first_name,
        "last_name": request.last_name,
        "organisation": request.organisation,
    }
    if account.kind == AccountKind.AGENT:
        Agent.objects.create(title=request.title, **names)
    else:
        AccountManager.objects.create(**names)
    return account


def _renew(request: AccountRequest) -> Account:
    account = Account.objects.select_related("user").get(user=request.user)
    empty_account(account)
    User.objects.filter(pk=account.user_id).update(is_active=True)
    return account


def _note(manager: AccountManager, request: AccountRequest, verb: Verb) -> None:
    record(
        verb,
        Actor(manager.user_id, manager.label),
        subject_person_id=None,
        reason=AskedFor(request.asked_for).label,
        detail={"request": str(request.pk), "account": str(request.user_id or "")},
    )
