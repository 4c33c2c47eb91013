"""Who enters for a firm: colleagues are invited by the first, and leave the same way."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.accounts.invitations import void_invitations
from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import MailTakenError, close_account, make_account
from jalon.accounts.queries import is_mail_taken, normalize_mail
from jalon.core.errors import JalonError
from jalon.partners.actions.answer_firm import invite_member
from jalon.partners.models import FirmMember

MOST_MEMBERS = 30


class NotFirstError(JalonError):
    """Who asked for the account invites colleagues, and nobody else."""


@transaction.atomic
def invite_colleague(first: FirmMember, first_name: str, last_name: str, mail: str) -> FirmMember:
    """Adds a colleague and sends their invitation. Raises NotFirstError or MailTakenError."""
    _check_first(first)
    address = normalize_mail(mail)
    if is_mail_taken(address) or first.firm.members.count() >= MOST_MEMBERS:
        raise MailTakenError("This address has an account.")
    try:
        with transaction.atomic():
            member = FirmMember.objects.create(
                firm=first.firm,
                first_name=first_name,
                last_name=last_name,
                mail=address,
                added_at=timezone.now(),
            )
    except IntegrityError as error:
        raise MailTakenError("This address is a member's.") from error
    invite_member(member, first.user_id)
    return member


@transaction.atomic
def remove_colleague(first: FirmMember, pk: int) -> bool:
    """Whether there was such a colleague; they enter no more. Raises NotFirstError."""
    _check_first(first)
    member = first.firm.members.filter(pk=pk, is_first=False).select_related("user").first()
    if member is None:
        return False
    void_invitations(AccountKind.FIRM, member.pk)
    if member.user is not None:
        close_account(member.user)
        Account.objects.filter(user=member.user).update(mail="")
    member.delete()
    return True


@transaction.atomic
def prepare_member(pk: int) -> Account | None:
    """The account of an invited member, made where there is none; None where they are gone.

    Raises MailTakenError where a professional account got the address meanwhile.
    """
    members = FirmMember.objects.select_for_update(of=("self",)).filter(pk=pk)
    member = members.first()
    if member is None:
        return None
    if member.user is not None:
        return Account.objects.get(user=member.user)
    account = make_account(AccountKind.FIRM, member.mail)
    FirmMember.objects.filter(pk=pk).update(user=account.user)
    return account


def _check_first(member: FirmMember) -> None:
    if not member.is_first:
        raise NotFirstError("Only the first member may.")
