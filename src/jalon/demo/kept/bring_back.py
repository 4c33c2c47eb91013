"""Bringing the demo back to what was drawn: all at once, and nothing of anybody real."""

from __future__ import annotations

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction

from jalon.accounts.models import (
    Account,
    AccountKind,
    Invitation,
    OutsideIdentity,
    SentCode,
    Visit,
)
from jalon.demo.kept.keep import is_kept, keep_drawn
from jalon.demo.kept.models import DrawnRow
from jalon.demo.kept.parts import PARTS
from jalon.demo.kept.rows import add_missing, change_back, list_changed, remove_added
from jalon.partners.models import FirmMember
from jalon.people.models import Child, HouseholdAnswers, LawKind, LawQuestion, Person

OF_A_USER = (Account, Authenticator, EmailAddress, OutsideIdentity, SentCode, Visit)
"""What an account is opened with: nobody was drawn with any, who opens a letter has some."""


@transaction.atomic
def bring_back() -> None:
    """What visitors changed is as it was drawn; what they made is gone, and their visits are over.

    A row that did not change is not written. A demo of which nothing is kept yet, of an earlier
    version, is kept as it is. The audit stays: what was read was read.
    """
    if not is_kept():
        keep_drawn()
        return
    _wait_for_pages()
    users = {*_users_of_the_demo()}
    _end_visits(users)
    _remove_invitations()
    _forget_law()
    for part in reversed(PARTS):
        remove_added(part)
    for part in PARTS:
        add_missing(part)
        change_back(part)
    _remove_accounts(users)


def _wait_for_pages() -> None:
    """Pages that write now end before; they take the same locks, children before persons."""
    fictional = Person.objects.filter(is_fictional=True)
    children = Child.objects.filter(person__is_fictional=True)
    list(children.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    list(fictional.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _users_of_the_demo() -> Collection[int]:
    """Who was drawn, and who was made for a fictional person or firm since."""
    return PARTS[0].rows().values_list("pk", flat=True)


def _end_visits(users: Collection[int]) -> None:
    """Those of the demo; and those of nobody, who may be in the middle of opening a letter."""
    over = [
        session.pk
        for session in Session.objects.iterator()
        if int(session.get_decoded().get(SESSION_KEY) or 0) in {0, *users}
    ]
    Session.objects.filter(pk__in=over).delete()


def _remove_invitations() -> None:
    people = Person.objects.filter(is_fictional=True).values("pk")
    members = FirmMember.objects.filter(firm__is_fictional=True).values("pk")
    Invitation.objects.filter(kind=AccountKind.PERSON, subject_id__in=people).delete()
    Invitation.objects.filter(kind=AccountKind.FIRM, subject_id__in=members).delete()


def _forget_law() -> None:
    """What the law was asked of answers that a visitor gave, and of jobs that one typed."""
    answers = next(part for part in PARTS if part.model is HouseholdAnswers)
    changed = list_changed(answers, "person_id")
    LawQuestion.objects.filter(person__in=changed).delete()
    typed = LawQuestion.objects.filter(kind=LawKind.SIMULATION)
    typed.filter(person__is_fictional=True).delete()


def _remove_accounts(users: Collection[int]) -> None:
    """Nothing opens the account of anybody who was drawn but the door of the demo."""
    for model in OF_A_USER:
        model._default_manager.filter(user__in=users).delete()
    drawn = DrawnRow.objects.filter(table=User._meta.db_table).values("key")
    nobodys = User.objects.filter(agent=None, accountmanager=None, person=None, firmmember=None)
    nobodys.filter(pk__in=users).exclude(pk__in=drawn).delete()
