"""What the holder of an account is told by mail when something happens to it."""

from __future__ import annotations

from enum import Enum

from jalon.accounts.models import Account
from jalon.accounts.sending.mail import is_mail_set, send_mail


class Notice(Enum):
    """What happened."""

    LOCKED = "locked"
    """Ten wrong passwords or codes."""
    CHANGED = "changed"
    """A password, a passkey or an application is another one."""
    RENEWED = "renewed"
    """A new invitation has opened an account that had been opened before."""
    DISPUTED = "disputed"
    """To who invited: somebody says that the account is not theirs."""
    CONFIRMED = "confirmed"
    """To those who manage accounts: one was confirmed."""


def send_notice(user_id: int, notice: Notice) -> None:
    """Sends it to the address of the account; who has none reads it at the next visit."""
    account = Account.objects.filter(user_id=user_id).exclude(mail="").first()
    if account is not None and is_mail_set():
        send_mail(account.mail, f"notice_{notice.value}", {})
