"""What the holder of an account is told by mail when something happens to it."""

from __future__ import annotations

from enum import Enum

from jalon.accounts.models import Account
from jalon.accounts.sending.mail import is_mail_set, send_mail


class Notice(Enum):
    """What happened."""

    LOCKED = "locked"
    """Ten wrong passwords or codes."""
    SECOND = "second"
    """Some wrong second factors, after what is shown first was right."""
    CHANGED = "changed"
    """A password, a passkey, an application, or where codes go is another one."""
    RENEWED = "renewed"
    """A new invitation has opened an account that had been opened before."""
    DISPUTED = "disputed"
    """To who invited: somebody says that the account is not theirs."""
    CONFIRMED = "confirmed"
    """To those who manage accounts: one was confirmed."""


_OF_CONTACTS = frozenset({Notice.CHANGED, Notice.RENEWED})
"""What may have changed the address: it is told at the one before too, which is forgotten then."""


def send_notice(user_id: int, notice: Notice) -> None:
    """Sends it to the address of the account, if it has one."""
    account = Account.objects.filter(user_id=user_id).first()
    if account is None:
        return
    former = account.former_mail if notice in _OF_CONTACTS else ""
    if is_mail_set():
        for to in dict.fromkeys(filter(None, (account.mail, former))):
            send_mail(to, f"notice_{notice.value}", {})
    if former:
        Account.objects.filter(pk=account.pk, former_mail=former).update(former_mail="")
