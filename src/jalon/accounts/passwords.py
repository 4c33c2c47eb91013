"""Passwords: what is asked of one, and the one check of all doors."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jalon.accounts.models import Account

LEAST = 12
MOST = 128
"""Signs: longer ones cost time to whoever checks them."""
_TELLING = 4
"""Signs of an address or number that are found in a password by more than chance."""


def is_password(account: Account | None, typed: str) -> bool:
    """Whether it is the password of `account`; nobody's takes as long as somebody's."""
    if len(typed) > MOST:
        typed = ""
    if account is None or not account.user.has_usable_password():
        make_password(typed)
        return False
    return check_password(typed, account.user.password)


def list_mistakes(typed: str, account: Account) -> list[str]:
    """Why it cannot be a password of `account`, by the codes of Django's validators; none for a
    good one.
    """
    if len(typed) > MOST:
        return ["password_too_long"]
    try:
        validate_password(typed, account.user)
    except ValidationError as error:
        return [str(each.code) for each in error.error_list]
    own = {account.number, account.mail.partition("@")[0], account.mail}
    told = any(len(each) >= _TELLING and each in typed.casefold() for each in own)
    return ["password_too_similar"] if told else []


def set_password(user: User, typed: str) -> None:
    """The password of `user` from now on; visits under the one before are over."""
    user.set_password(typed)
    user.save(update_fields=["password"])
