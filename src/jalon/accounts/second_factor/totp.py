"""Codes that change every thirty seconds (RFC 6238), by an application on a telephone."""

from __future__ import annotations

import datetime as dt
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import constant_time_compare

from jalon.accounts.limits import take_once
from jalon.accounts.second_factor.state import wait_for_others
from jalon.accounts.secrets import read_code

STEP_S = 30
NEAR_STEPS = 1
"""Clocks of telephones may be half a minute off."""
FAR_STEPS = 20
"""Up to ten minutes one is told that the clock is wrong: « le code est faux » would be no help."""
_ONCE = dt.timedelta(seconds=STEP_S * (2 * NEAR_STEPS + 2))
_UNTIL_FAR = dt.timedelta(seconds=STEP_S * (FAR_STEPS + NEAR_STEPS + 2))
"""Until the latest of the codes that are told to be early is no good one any more."""


def make_secret() -> str:
    """A new secret of 160 bits, in base 32."""
    return str(generate_totp_secret())


def address_of(user: User, secret: str) -> str:
    """What an application reads from the drawing."""
    return str(get_adapter().build_totp_url(user, secret))


def find_steps_off(secret: str, typed: str, at_s: float | None = None) -> int | None:
    """By how many steps a code is early (above zero) or late; None where it is none of them."""
    now = int((time.time() if at_s is None else at_s) // STEP_S)
    code = read_code(typed)
    found = None
    for off in sorted(range(-FAR_STEPS, FAR_STEPS + 1), key=abs, reverse=True):
        # Every one is compared: how long it takes tells nothing.
        if constant_time_compare(format_hotp_value(hotp_value(secret, now + off)), code):
            found = off
    return found


def is_near(steps: int | None) -> bool:
    """Whether a code so many steps off is good."""
    return steps is not None and abs(steps) <= NEAR_STEPS


@transaction.atomic
def set_totp(user: User, secret: str, shown: str = "") -> None:
    """From now on `user` shows the codes of `secret`, and of no other; the one that was `shown` to
    set it is used.
    """
    wait_for_others(user)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(user, secret)
    if shown:
        _take(user, shown, _ONCE)


def check_totp(user: User, typed: str) -> int | None:
    """By how many steps the code of `user` is off; None where it is none, or was used already."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if kept is None:
        return None
    steps = find_steps_off(get_adapter().decrypt(kept.data["secret"]), typed)
    if steps is not None and steps > NEAR_STEPS:
        # Told to be early: whoever guessed it would only have to wait.
        _take(user, typed, _UNTIL_FAR)
    if not is_near(steps):
        return steps
    if not _take(user, typed, _ONCE):
        return None
    kept.record_usage()
    return steps


def _take(user: User, typed: str, within: dt.timedelta) -> bool:
    return take_once("totp", f"{user.pk} {read_code(typed)}", within)


def has_totp(user: User) -> bool:
    """Whether `user` has an application that makes codes."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())
