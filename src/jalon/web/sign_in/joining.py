"""An invitation is taken, and all by which one enters from then on is set at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from jalon.accounts.invitations import use_invitation
from jalon.accounts.models import Account, AccountKind, Invitation, Visit
from jalon.accounts.models.visit import Means
from jalon.accounts.opening import empty_account, set_contact
from jalon.accounts.second_factor.passkeys import add_passkey
from jalon.accounts.second_factor.recovery import make_recovery_codes
from jalon.accounts.second_factor.state import has_second_factor
from jalon.accounts.second_factor.totp import set_totp
from jalon.accounts.sending.notices import Notice
from jalon.accounts.tasks import send_notice
from jalon.audit.models import Verb
from jalon.core.errors import JalonError
from jalon.web.sign_in.entering import note

FIRST_NAME = "Clé 1"
"""What a first passkey is called, until one has several."""


class JoiningError(JalonError):
    """The invitation was taken meanwhile, or is void."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody has shown of theirs; `password` is hashed already, empty for none.

    `totp_shown` is the first code of the application, which is used. `contact` is a mail or a phone
    where a code has arrived.
    """

    invitation: int
    password: str = ""
    totp_secret: str = ""
    totp_shown: str = ""
    passkey: str | None = None
    contact: str = ""


@transaction.atomic
def join(user: User, joining: Joining) -> tuple[Account, Means, list[str]]:
    """Sets them; the account, by what one enters now, and the codes on paper where there are some.

    All that opened the account before is gone, and its visits with it. Raises JoiningError, and
    PasskeyError for a passkey that is none: nothing has changed then.
    """
    if not use_invitation(Invitation.objects.get(pk=joining.invitation)):
        raise JoiningError("The invitation was taken.")
    account = Account.objects.select_related("user").get(user=user)
    # Visits are forgotten after a year.
    was_open = account.user.has_usable_password() or Visit.objects.filter(user=user).exists()
    empty_account(account)
    if was_open:
        # Whoever it is that entered: the holder is told where they were told before.
        send_notice.defer(account.user_id, Notice.RENEWED)
    if joining.password:
        account.user.password = joining.password
        account.user.save(update_fields=["password"])
    if joining.totp_secret:
        set_totp(account.user, joining.totp_secret, joining.totp_shown)
    if joining.passkey is not None:
        add_passkey(account.user, joining.passkey, FIRST_NAME)
    if joining.contact:
        set_contact(account, joining.contact)
    _open(account, joining)
    due = AccountKind(account.kind).needs_second_factor
    if due and not has_second_factor(account.user):
        raise JoiningError("A second factor is due.")
    if due:
        note(account, Verb.JOINED, Means.INVITATION.label)
    return account, Means.INVITATION, make_recovery_codes(account.user) if due else []


def _open(account: Account, joining: Joining) -> None:
    """A person's account that was disputed opens again; what nothing would open stays shut."""
    if account.kind != AccountKind.PERSON:
        return
    if not (joining.password or joining.contact or joining.passkey):
        raise JoiningError("Nothing would open it.")
    User.objects.filter(pk=account.user_id).update(is_active=True)
