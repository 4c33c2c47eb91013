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
    known = normalize_name(name)
    if is_number(known):
        return accounts.filter(number=known).first()
    found = list(accounts.filter(mail=known)[:2]) if "@" in known else []
    return found[0] if len(found) == 1 else None


def normalize_name(name: str) -> str:
    """A number or an address as it is looked for, and counted: one name, however it is written."""
    number = "".join(name.split())
    return number if is_number(number) else normalize_mail(name)


def is_number(name: str) -> bool:
    """Whether it is written as the number of an account is."""
    return name.isdecimal() and len(name) == NUMBER_LENGTH


def normalize_mail(mail: str) -> str:
    """An address as it is kept and looked for."""
    return mail.strip().casefold()


def is_mail_taken(mail: str) -> bool:
    """Whether a professional account has this address: one at most may."""
    taken = Account.objects.filter(mail=normalize_mail(mail)).exclude(mail="")
    return taken.exclude(kind=AccountKind.PERSON).exists()
