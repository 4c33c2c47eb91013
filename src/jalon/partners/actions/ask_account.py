"""Asking for the account of an agent, of a manager, or for a new access: another answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.accounts.models import Account
from jalon.accounts.opening import MailTakenError
from jalon.accounts.queries import is_mail_taken, normalize_mail
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.partners.models import (
    AccountManager,
    AccountRequest,
    Agent,
    AskedFor,
    Organisation,
    RequestState,
)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Whose account is asked for; a manager has no title."""

    asked_for: AskedFor
    first_name: str
    last_name: str
    title: str
    mail: str
    organisation: Organisation


def ask_account(manager: AccountManager, asked: NewAccount) -> AccountRequest:
    """The request that waits for another manager. Raises MailTakenError."""
    mail = normalize_mail(asked.mail)
    if is_mail_taken(mail):
        raise MailTakenError("An account has this address.")
    return _save(
        manager,
        AccountRequest(
            asked_for=asked.asked_for,
            first_name=asked.first_name,
            last_name=asked.last_name,
            title=asked.title,
            mail=mail,
            organisation=asked.organisation,
        ),
    )


def ask_renewal(manager: AccountManager, holder: Agent | AccountManager) -> AccountRequest:
    """A new access for somebody who lost theirs. Raises MailTakenError where one waits already,
    and Account.DoesNotExist for a demo account.
    """
    account = Account.objects.get(user_id=holder.user_id)
    return _save(
        manager,
        AccountRequest(
            asked_for=AskedFor.RENEWAL,
            first_name=holder.first_name,
            last_name=holder.last_name,
            title=holder.title if isinstance(holder, Agent) else "",
            mail=account.mail,
            organisation=holder.organisation,
            user_id=holder.user_id,
        ),
    )


def _save(manager: AccountManager, request: AccountRequest) -> AccountRequest:
    request.asked_by, request.asked_at = manager, timezone.now()
    request.state = RequestState.WAITING
    try:
        with transaction.atomic():
            request.save()
            record(
                Verb.ASKED,
                Actor(manager.user_id, manager.label),
                subject_person_id=None,
                reason=AskedFor(request.asked_for).label,
                detail={"request": str(request.pk)},
            )
    except IntegrityError as error:
        raise MailTakenError("A request for this address waits.") from error
    return request
