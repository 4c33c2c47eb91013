"""Making an account, and making it anew: the same for everybody."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from jalon.accounts.codes import forget_codes
from jalon.accounts.models import Account, AccountKind
from jalon.accounts.outside.identities import forget_identities
from jalon.accounts.queries import is_mail_taken, normalize_mail
from jalon.accounts.second_factor.state import forget_second_factors
from jalon.accounts.secrets import NUMBER_LENGTH, make_digits
from jalon.accounts.visits import close_visits
from jalon.core.errors import JalonError


class MailTakenError(JalonError):
    """An account has this address already, or a request for it waits."""


@transaction.atomic
def make_account(kind: AccountKind, mail: str = "") -> Account:
    """A user who can show nothing yet, with a number of their own. Raises MailTakenError."""
    if kind != AccountKind.PERSON and is_mail_taken(mail):
        raise MailTakenError("An account has this address.")
    user = User.objects.create(username=f"compte-{secrets.token_hex(8)}")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return add_account(user, kind, mail)


def add_account(user: User, kind: AccountKind, mail: str = "") -> Account:
    """The account of a user who has none."""
    return Account.objects.create(
        user=user, kind=kind, number=_free_number(), mail=normalize_mail(mail)
    )


@transaction.atomic
def empty_account(account: Account) -> None:
    """Takes away all by which one entered, and ends the visits: the account begins anew."""
    forget_second_factors(account.user)
    forget_identities(account.user)
    account.user.set_unusable_password()
    account.user.save(update_fields=["password"])
    account.codes_by_mail = account.codes_by_phone = False
    account.save(update_fields=["codes_by_mail", "codes_by_phone"])
    forget_codes(account.user)
    close_visits(account.user)


@transaction.atomic
def set_contact(account: Account, contact: str) -> None:
    """Where codes go from now on: a mail, or a phone. Those that went elsewhere open nothing."""
    if "@" in contact:
        # The first one of several: it was the holder's for longest.
        account.former_mail = account.former_mail or account.mail
        account.mail, account.codes_by_mail = normalize_mail(contact), True
    else:
        account.phone, account.codes_by_phone = contact, True
    fields = ["mail", "former_mail", "codes_by_mail", "phone", "codes_by_phone"]
    account.save(update_fields=fields)
    forget_codes(account.user)


@transaction.atomic
def close_account(user: User) -> None:
    """Nobody enters with it any more, and who is there is out at the next page."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    close_visits(user)


def _free_number() -> str:
    while True:
        number = make_digits(NUMBER_LENGTH)
        if not Account.objects.filter(number=number).exists():
            return number
