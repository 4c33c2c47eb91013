"""Accounts without a browser."""

from __future__ import annotations

import pytest

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import make_account


@pytest.fixture
def account(db: None) -> Account:
    """An agent's account that can show nothing yet."""
    return make_account(AccountKind.AGENT, "Agathe@Essai.fr ")


@pytest.fixture
def couple(db: None) -> tuple[Account, Account]:
    """Two persons who share a mail."""
    one, other = (make_account(AccountKind.PERSON, "nous@essai.fr") for _ in range(2))
    return one, other
