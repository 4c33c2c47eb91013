"""An invitation is good once, for some days, and nobody reads its code in the database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from jalon.accounts.invitations import (
    MOST_WRONG,
    count_right,
    find_invitation,
    find_waiting,
    give_code,
    make_invitation,
    may_answer,
    use_invitation,
)
from jalon.accounts.models import AccountKind, Invitation
from jalon.accounts.secrets import ALPHABET, LETTER_LENGTH, space_letter_code

pytestmark = pytest.mark.django_db


def make() -> tuple[Invitation, str]:
    invitation = make_invitation(AccountKind.PERSON, 7, None, days=30)
    return invitation, give_code(invitation)


def test_a_code_is_found_however_it_is_typed() -> None:
    invitation, code = make()
    assert len(code) == LETTER_LENGTH
    assert set(code) <= set(ALPHABET)
    for typed in (code, code.lower(), space_letter_code(code), f" {code[:6]} {code[6:]} "):
        assert find_invitation(typed) == invitation
    for typed in ("", "-", code[:-1], code + "2", "2" * 12, "é" * 12):
        assert find_invitation(typed) is None


def test_no_code_is_in_the_database() -> None:
    invitation, code = make()
    invitation.refresh_from_db()
    assert code not in str(vars(invitation))


def test_it_opens_once() -> None:
    invitation, code = make()
    assert use_invitation(invitation)
    assert not use_invitation(invitation)
    assert find_invitation(code) is None


def test_a_new_one_ends_the_one_before_and_a_new_code_too() -> None:
    _, first = make()
    invitation, second = make()
    assert find_invitation(first) is None
    assert find_invitation(second) == invitation
    third = give_code(invitation)
    assert find_invitation(second) is None
    assert find_invitation(third) == invitation
    assert find_waiting(AccountKind.PERSON, 7) == invitation
    assert find_waiting(AccountKind.AGENT, 7) is None


def test_it_ends_after_its_days() -> None:
    invitation, code = make()
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert find_invitation(code) is None
    invitation.refresh_from_db()
    assert not use_invitation(invitation)


def test_five_wrong_answers_beside_the_code_end_it() -> None:
    invitation, code = make()
    for _ in range(MOST_WRONG):
        assert find_invitation(code) == invitation
        assert may_answer(invitation)
        count_right(invitation)
        assert may_answer(invitation)
    assert not may_answer(invitation)
    assert find_invitation(code) is None
    assert not use_invitation(invitation)
