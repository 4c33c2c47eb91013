"""What the worker does for this room: codes leave, and what is old goes."""

from __future__ import annotations

from uuid import UUID

from jalon.accounts.codes import forget_old_codes
from jalon.accounts.codes import send_code as send
from jalon.accounts.invitations import forget_old_mails
from jalon.accounts.limits import forget_old_limits
from jalon.accounts.sending.invitation_mails import send_invitation as invite
from jalon.accounts.sending.notices import Notice
from jalon.accounts.sending.notices import send_notice as notify
from jalon.accounts.visits import forget_old_visits
from jalon.worker import Priority, Queue, task


@task(
    "accounts.send_code",
    queue=Queue.QUICK,
    idempotent="a code sent twice is another one, and the last is good",
    priority=Priority.SOON,
)
def send_code(code: UUID) -> None:
    """Send the code that somebody waits for."""
    send(code)


@task(
    "accounts.send_invitation",
    queue=Queue.QUICK,
    idempotent="an invitation sent twice has another code, and the last is good",
)
def send_invitation(invitation: int) -> None:
    """Send the invitation to a professional account."""
    invite(invitation)


@task(
    "accounts.send_notice",
    queue=Queue.QUICK,
    idempotent="a notice read twice says the same",
)
def send_notice(user: int, notice: Notice) -> None:
    """Tell the holder of an account what happened to it."""
    notify(user, notice)


@task(
    "accounts.forget",
    queue=Queue.QUICK,
    idempotent="what is old is removed, and stays removed",
    priority=Priority.NIGHT,
    cron="29 * * * *",
)
def forget_what_is_old() -> None:
    """Remove limits and codes that are over, where invitations went, and visits of long ago."""
    forget_old_limits()
    forget_old_mails()
    forget_old_codes()
    forget_old_visits()
