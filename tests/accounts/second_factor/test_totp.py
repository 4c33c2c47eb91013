"""Codes that change every thirty seconds: RFC 6238's own, and clocks that are wrong."""

from __future__ import annotations

import base64
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from jalon.accounts.models import Account
from jalon.accounts.second_factor.recovery import (
    count_left,
    make_recovery_codes,
    use_recovery_code,
)
from jalon.accounts.second_factor.state import forget_second_factors, has_second_factor
from jalon.accounts.second_factor.totp import (
    check_totp,
    find_steps_off,
    is_near,
    make_secret,
    set_totp,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC = {1234567890: "005924", 1111111109: "081804", 1111111111: "050471", 20000000000: "353130"}
"""Appendix B: the last six of its eight digits."""


def code_at(secret: str, at_s: float) -> str:
    return str(format_hotp_value(hotp_value(secret, int(at_s // 30))))


@pytest.mark.parametrize(("at_s", "code"), RFC.items())
def test_the_codes_are_those_of_the_standard(at_s: int, code: str) -> None:
    assert find_steps_off(SECRET, code, at_s) == 0


@pytest.mark.parametrize(
    ("off_s", "near", "found"),
    [(0, True, 0), (30, True, 1), (-30, True, -1), (300, False, 10), (-300, False, -10)],
)
def test_a_clock_that_is_wrong_by_five_minutes_is_told_and_not_let_in(
    off_s: int, near: bool, found: int
) -> None:
    now = 1_800_000_000
    steps = find_steps_off(SECRET, code_at(SECRET, now + off_s), now)
    assert (steps, is_near(steps)) == (found, near)


def test_a_code_of_an_hour_ago_is_none() -> None:
    assert find_steps_off(SECRET, code_at(SECRET, 1_800_000_000 - 3600), 1_800_000_000) is None
    assert not is_near(None)


def test_a_code_is_good_once(account: Account) -> None:
    secret = make_secret()
    set_totp(account.user, secret)
    code = code_at(secret, time.time())
    assert is_near(check_totp(account.user, f"{code[:3]} {code[3:]}"))
    assert check_totp(account.user, code) is None
    assert Authenticator.objects.get().last_used_at is not None


def test_a_secret_is_sealed_in_the_database(account: Account) -> None:
    secret = make_secret()
    set_totp(account.user, secret)
    assert secret not in str(Authenticator.objects.get().data)
    set_totp(account.user, SECRET)
    assert Authenticator.objects.count() == 1


def test_codes_on_paper_are_good_once_and_alone_are_no_second_factor(account: Account) -> None:
    codes = make_recovery_codes(account.user)
    assert len(set(codes)) == 10
    assert not has_second_factor(account.user)
    assert use_recovery_code(account.user, codes[3])
    assert not use_recovery_code(account.user, codes[3])
    assert not use_recovery_code(account.user, "0000 0000")
    assert count_left(account.user) == 9
    again = make_recovery_codes(account.user)
    assert not use_recovery_code(account.user, codes[4])
    assert use_recovery_code(account.user, again[4].replace(" ", ""))


def test_all_of_it_is_forgotten_at_once(account: Account) -> None:
    set_totp(account.user, make_secret())
    make_recovery_codes(account.user)
    assert has_second_factor(account.user)
    forget_second_factors(account.user)
    assert not Authenticator.objects.exists()
    assert not use_recovery_code(account.user, "1234 5678")
