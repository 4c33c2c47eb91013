"""Who is found by what they type."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import MailTakenError, make_account
from jalon.accounts.passwords import is_password, list_mistakes, set_password
from jalon.accounts.queries import find_account_by_name

PERSON, AGENT = (AccountKind.PERSON,), (AccountKind.AGENT,)


def test_a_professional_is_found_by_mail_or_number_and_by_their_door_alone(
    account: Account,
) -> None:
    for name in ("agathe@essai.fr", " AGATHE@essai.FR ", account.number, account.spaced_number):
        assert find_account_by_name(AGENT, name) == account
        assert find_account_by_name(PERSON, name) is None
    for name in ("", "agathe", "12345678", "1234567890", "autre@essai.fr"):
        assert find_account_by_name(AGENT, name) is None


def test_a_couple_shares_a_mail_and_each_has_a_number(couple: tuple[Account, Account]) -> None:
    assert find_account_by_name(PERSON, "nous@essai.fr") is None
    for account in couple:
        assert find_account_by_name(PERSON, account.number) == account


def test_professionals_share_no_mail(account: Account) -> None:
    with pytest.raises(MailTakenError):
        make_account(AccountKind.MANAGER, f" {account.mail.upper()}")
    other = make_account(AccountKind.MANAGER, "autre@essai.fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=other.pk).update(mail=account.mail)


def test_a_closed_account_is_not_found(account: Account) -> None:
    User.objects.update(is_active=False)
    assert find_account_by_name(AGENT, account.number) is None


def test_a_password_is_asked_for_length_and_not_to_be_everybodys(account: Account) -> None:
    assert list_mistakes("le chat dort sur le toit", account) == []
    assert list_mistakes("court", account) == ["password_too_short"]
    assert list_mistakes("1" * 129, account) == ["password_too_long"]
    assert "password_too_common" in list_mistakes("password1234", account)
    assert list_mistakes("730184629357", account) == ["password_entirely_numeric"]
    assert list_mistakes("agathe et la lune", account) == ["password_too_similar"]


def test_nobodys_password_takes_a_hash_as_somebodys_does(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("jalon.accounts.passwords.make_password", hashed.append)
    assert not is_password(None, "x")
    assert not is_password(account, "x")
    assert hashed == ["x", "x"]
    set_password(account.user, "le chat dort sur le toit")
    assert is_password(account, "le chat dort sur le toit")
    assert not is_password(account, "le chat dort sur le lit")
    assert not is_password(account, "x" * 100_000)
