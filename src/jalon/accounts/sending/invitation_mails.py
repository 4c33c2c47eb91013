"""Invitations that leave by mail: to professional accounts, and to persons who chose it."""

from __future__ import annotations

from jalon.accounts.invitations import give_code, is_open
from jalon.accounts.models import Account, AccountKind, Invitation
from jalon.accounts.secrets import space_letter_code
from jalon.accounts.sending.mail import send_mail


def send_invitation(pk: int) -> None:
    """Makes its code and sends it to the account's address, or to the one it was made with."""
    invitation = Invitation.objects.filter(pk=pk).first()
    if invitation is None or not is_open(invitation):
        return
    to = invitation.mail or _mail_of(invitation)
    if not to:
        return
    told = {"code": space_letter_code(give_code(invitation)), "until": invitation.expires_at}
    is_person = invitation.kind == AccountKind.PERSON
    send_mail(to, "invitation_person" if is_person else "invitation", told)


def _mail_of(invitation: Invitation) -> str:
    """Professionals are known by their user."""
    account = Account.objects.filter(user_id=invitation.subject_id).first()
    return account.mail if account and invitation.kind != AccountKind.PERSON else ""
