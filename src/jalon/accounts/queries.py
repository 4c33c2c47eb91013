"""Questions about accounts."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.secrets import NUMBER_LENGTH


def find_account_of(user: AbstractBaseUser | AnonymousUser) -> Account | None:
    """The account of `user`; None for nobody's and for the demo's."""
    return Account.objects.filter(user_id=user.pk).first() if user.pk is not None else None


def find_account_by_name(kinds: Collection[AccountKind], name: str) -> Account | None:
    """The open account of these kinds that `name` is the number or the mail of.

    None too where a mail is of several: which of a couple it is, the number says.
    """
    accounts = Account.objects.select_related("user").filter(kind__in=kinds, user__is_active=True)
    digits = "".join(name.split())
    if digits.isdecimal() and len(digits) == NUMBER_LENGTH:
        return accounts.filter(number=digits).first()
    found = list(accounts.filter(mail=normalize_mail(name))[:2]) if "@" in name else []
    return found[0] if len(found) == 1 else None


def normalize_mail(mail: str) -> str:
    """An address as it is kept and looked for."""
    return mail.strip().casefold()
