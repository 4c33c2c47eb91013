"""Whether an account has what it must show, and taking all of it away."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User


def wait_for_others(user: User) -> None:
    """Until the end of the transaction nobody else changes what `user` shows second: who sends a
    form twice would have two of what is one.
    """
    User.objects.select_for_update().get(pk=user.pk)


def has_second_factor(user: User) -> bool:
    """Whether there is a passkey or an application; codes on paper alone are none."""
    kept = Authenticator.objects.filter(user=user)
    return bool(kept.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def forget_second_factors(user: User) -> None:
    """Takes all of them away: an invitation that is used begins anew."""
    Authenticator.objects.filter(user=user).delete()
