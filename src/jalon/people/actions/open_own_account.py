"""The account of a person: made when the code of a letter and a birth date agree."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction

from jalon.accounts.invitations import count_right, may_answer
from jalon.accounts.models import Account, AccountKind, Invitation
from jalon.accounts.opening import add_account, make_account
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.people.models import Person

SELF = "Vous"
"""Who a person is in the audit of their own file."""


def find_invited(invitation: Invitation, birth_date: dt.date) -> Person | None:
    """Whom it is for, if they were born that day; a wrong day is counted, and five end it."""
    person = Person.objects.filter(pk=invitation.subject_id).first()
    if not may_answer(invitation) or person is None or person.birth_date != birth_date:
        return None
    count_right(invitation)
    return person


@transaction.atomic
def prepare_account(person: Person) -> Account:
    """The account of `person`, made where there is none; it opens nothing before it is joined."""
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.user is None:
        account = make_account(AccountKind.PERSON)
        Person.objects.filter(pk=person.pk).update(user=account.user)
        return account
    account_of_user = Account.objects.filter(user=locked.user).first()
    return account_of_user or add_account(locked.user, AccountKind.PERSON)


def note_joined(user: User) -> None:
    """The person has opened their account: they read it among the events of their file."""
    _note(user, Verb.JOINED)


def note_disputed(person: Person) -> None:
    """Somebody says that the account is not theirs."""
    _record(person, Verb.DISPUTED)


def _note(user: User, verb: Verb) -> None:
    person = Person.objects.filter(user=user).first()
    if person is not None:
        _record(person, verb)


def _record(person: Person, verb: Verb) -> None:
    record(
        verb,
        Actor(person.user_id, SELF),
        subject_person_id=person.pk,
        reason="Votre compte",
        detail={},
    )
