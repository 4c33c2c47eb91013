"""A letter that somebody else has, and an account that another takes over: who is told, and what
opens nothing any more.
"""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jalon.accounts.invitations import MOST_WRONG, give_code, make_invitation, use_invitation
from jalon.accounts.models import Account, AccountKind, Invitation, Visit
from jalon.accounts.opening import make_account, set_contact
from jalon.accounts.tasks import forget_what_is_old
from jalon.partners.models import Firm, FirmMember
from jalon.people.actions.open_own_account import find_invited
from jalon.people.models import Person
from tests.factories import make_person
from tests.web.sign_in.enter import PASSWORD, send_all, text_of, try_password
from tests.web.sign_in.test_person import (
    BORN,
    CODE,
    account_of,
    begin,
    join_by_password,
    letter_for,
    sent_digits,
)

pytestmark = pytest.mark.usefixtures("no_demo")


@pytest.fixture
def alice(db: None) -> Person:
    person = make_person("Alice", is_fictional=False)
    account = make_account(AccountKind.PERSON)
    set_contact(account, "alice@essai.fr")
    Person.objects.filter(pk=person.pk).update(user=account.user)
    return person


def told() -> list[str]:
    """Whom the mails that wait now go to."""
    mail.outbox.clear()
    send_all()
    return sorted(to for sent in mail.outbox for to in sent.to)


def test_a_letter_that_another_uses_is_told_where_the_holder_reads(alice: Person) -> None:
    """Not at the address that whoever used it has just given."""
    join_by_password(alice)
    client = begin(alice)
    client.post(reverse("welcome_choice"), {"contact": "autre@essai.fr"})
    send_all()
    client.post(reverse("welcome_code"), {"code": sent_digits()})
    assert account_of(alice).mail == "autre@essai.fr"
    assert told() == ["alice@essai.fr", "autre@essai.fr"]
    assert account_of(alice).former_mail == ""


def test_a_letter_is_told_to_who_has_not_entered_for_years(alice: Person) -> None:
    join_by_password(alice)
    Visit.objects.all().delete()
    join_by_password(alice, "un tout autre mot de passe")
    assert told() == ["alice@essai.fr"]


def test_another_contact_ends_other_visits_and_is_told_at_the_first(alice: Person) -> None:
    client, there = join_by_password(alice), Client()
    try_password(there, account_of(alice).number, PASSWORD, "personne")
    assert there.get(reverse("profile")).status_code == 200
    for contact in ("un@essai.fr", "deux@essai.fr"):
        client.post(reverse("change_contact"), {"contact": contact})
        account = account_of(alice)
        mail.outbox.clear()
        send_codes_alone()
        client.post(reverse("prove_own_contact"), {"code": sent_digits()})
        account.refresh_from_db()
        assert account.mail == contact
    assert there.get(reverse("profile")).status_code == 302
    assert client.get(reverse("profile")).status_code == 200
    assert told() == ["alice@essai.fr", "deux@essai.fr"]


def send_codes_alone() -> None:
    """A worker that is late with what it tells."""
    from jalon.accounts.codes import send_code
    from jalon.accounts.models import SentCode

    send_code(SentCode.objects.latest("asked_at").pk)


def test_a_code_asked_for_before_a_new_letter_opens_nothing(alice: Person) -> None:
    """Who shares the mail has asked in time: the letter takes away all that opened before."""
    thief = Client()
    thief.post(CODE, {"name": account_of(alice).number})
    send_all()
    code = sent_digits()
    join_by_password(alice)
    assert thief.post(reverse("enter_code"), {"code": code}).status_code == 422


def test_a_letter_that_was_used_disputes_nothing(alice: Person) -> None:
    """Who found it, and stopped before the birth date, does not close what another opened."""
    code = letter_for(alice)
    finder, holder = Client(), Client()
    for client in (finder, holder):
        client.post(reverse("welcome"), {"code": code})
    holder.post(reverse("welcome_birth"), {"birth_date": BORN})
    holder.post(reverse("welcome_choice"), {"password": PASSWORD, "again": PASSWORD})
    answer = finder.post(reverse("welcome_birth"), {"pas-moi": "1"})
    assert answer["Location"] == reverse("welcome")
    assert holder.get(reverse("profile")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_birth_dates_tried_at_once_five_are_looked_at() -> None:
    person = make_person("Alice", is_fictional=False)
    invitation = make_invitation(AccountKind.PERSON, person.pk, None)
    for _ in range(MOST_WRONG - 1):
        find_invited(invitation, dt.date(1990, 1, 1))

    def attempt(year: int) -> Person | None:
        try:
            return find_invited(invitation, dt.date(year, 5, 2))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(attempt, range(1960, 1968)))
    assert find_invited(invitation, person.birth_date) is None
    invitation.refresh_from_db()
    assert invitation.wrong == MOST_WRONG


def test_a_firm_invited_at_the_address_of_another_account_is_told(db: None) -> None:
    """One accountant of two firms, an agent who is a member of an association."""
    make_account(AccountKind.AGENT, "agathe@essai.fr")
    now = timezone.now()
    firm = Firm.objects.create(siret="1", kind="company", name="x", state="approved", asked_at=now)
    member = FirmMember.objects.create(
        firm=firm, first_name="A", last_name="B", mail="agathe@essai.fr", added_at=now
    )
    code = give_code(make_invitation(AccountKind.FIRM, member.pk, None))
    page = Client().post(reverse("welcome"), {"code": code})
    assert page.status_code == 422
    assert "déjà un compte professionnel" in text_of(page)
    assert Account.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_letters_made_at_once_one_is_good() -> None:
    person = make_person("Alice", is_fictional=False)

    def make(_: int) -> None:
        try:
            make_invitation(AccountKind.PERSON, person.pk, None)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(make, range(5)))
    assert Invitation.objects.filter(void_at=None).count() == 1


def test_where_an_invitation_went_is_kept_until_it_ends(alice: Person) -> None:
    for end in (void_it, use_it, let_it_end):
        made = make_invitation(AccountKind.PERSON, alice.pk, None, mail="alice@essai.fr")
        end(made)
        forget_what_is_old()
        made.refresh_from_db()
        assert made.mail == ""
    made = make_invitation(AccountKind.PERSON, alice.pk, None, mail="alice@essai.fr")
    forget_what_is_old()
    made.refresh_from_db()
    assert made.mail == "alice@essai.fr"


def void_it(made: Invitation) -> None:
    make_invitation(AccountKind.PERSON, made.subject_id, None)


def use_it(made: Invitation) -> None:
    assert use_invitation(made)


def let_it_end(made: Invitation) -> None:
    Invitation.objects.filter(pk=made.pk).update(expires_at=timezone.now())
