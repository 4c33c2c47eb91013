"""Ten codes on paper, each good once, for the day on which the telephone is lost."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.db import transaction

from jalon.accounts.second_factor.state import wait_for_others
from jalon.accounts.secrets import read_code


@transaction.atomic
def make_recovery_codes(user: User) -> list[str]:
    """New codes, as they are shown this once; those of before open nothing any more."""
    wait_for_others(user)
    _kept(user).delete()
    codes = RecoveryCodes.activate(user).generate_codes()
    return [f"{code[:4]} {code[4:]}" for code in codes]


def use_recovery_code(user: User, typed: str) -> bool:
    """Whether it was one of them, and was not used yet; it is now."""
    kept = _kept(user).first()
    if kept is None or not RecoveryCodes(kept).validate_code(read_code(typed)):
        return False
    kept.record_usage()
    return True


def count_left(user: User) -> int:
    """How many were not used yet."""
    kept = _kept(user).first()
    return len(RecoveryCodes(kept).get_unused_codes()) if kept is not None else 0


def _kept(user: User):  # type: ignore[no-untyped-def]  # noqa: ANN202 - allauth has no types
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
