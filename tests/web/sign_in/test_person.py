"""A person enters: a letter and a birth date, then what they like; and codes that are sent."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.accounts.invitations import MOST_WRONG, give_code, make_invitation
from jalon.accounts.models import Account, AccountKind, Invitation, SentCode, Visit
from jalon.accounts.opening import make_account, set_contact
from jalon.audit.models import Event
from jalon.people.models import Person
from tests.factories import make_person
from tests.web.sign_in.enter import PASSWORD, make_ready, send_all, text_of, totp_code, try_password

pytestmark = pytest.mark.usefixtures("no_demo")

BORN = "02/05/1994"
CODE = "/connexion/code/"


@pytest.fixture
def alice(db: None) -> Person:
    return make_person("Alice", is_fictional=False)


def letter_for(person: Person) -> str:
    return give_code(make_invitation(AccountKind.PERSON, person.pk, None, days=30))


def begin(person: Person, born: str = BORN) -> Client:
    client = Client()
    client.post(reverse("welcome"), {"code": letter_for(person)})
    client.post(reverse("welcome_birth"), {"birth_date": born})
    return client


def join_by_password(person: Person, password: str = PASSWORD) -> Client:
    client = begin(person)
    sent = {"password": password, "again": password}
    assert client.post(reverse("welcome_choice"), sent)["Location"] == reverse("own_access")
    return client


def account_of(person: Person) -> Account:
    person.refresh_from_db()
    return Account.objects.get(user=person.user)


def sent_digits() -> str:
    found = re.search(r"\d{4} \d{4}", str(mail.outbox[-1].body))
    assert found
    return found.group()


def test_letter_birth_date_password_then_number_and_password(alice: Person) -> None:
    client = join_by_password(alice)
    assert client.get(reverse("offers")).status_code in {200, 503}
    account = account_of(alice)
    assert account.spaced_number in text_of(client.get(reverse("own_access")))
    answer = try_password(Client(), account.spaced_number, PASSWORD, "personne")
    assert answer["Location"] == reverse("offers")
    assert [event.verb for event in Event.objects.all()] == ["joined"]


@pytest.mark.parametrize("typed", ["02/05/1994", "2 5 1994", "02.05.1994", "1994-05-02"])
def test_a_birth_date_is_read_however_it_is_written(typed: str, alice: Person) -> None:
    assert begin(alice, typed).get(reverse("welcome_choice")).status_code == 200


def test_a_letter_alone_is_not_enough_and_five_wrong_days_end_it(alice: Person) -> None:
    client = Client()
    code = letter_for(alice)
    client.post(reverse("welcome"), {"code": code})
    assert client.get(reverse("welcome_choice")).status_code == 302
    page = client.get(reverse("welcome_birth")).content.decode()
    assert "Alice" not in page
    for _ in range(MOST_WRONG):
        answer = client.post(reverse("welcome_birth"), {"birth_date": "01/01/1990"})
        assert "Ce n’est pas la date" in text_of(answer)
    answer = client.post(reverse("welcome_birth"), {"birth_date": BORN})
    assert answer["Location"] == reverse("welcome")
    assert "n’ouvre rien" in text_of(Client().post(reverse("welcome"), {"code": code}))
    alice.refresh_from_db()
    assert alice.user is None


def test_no_step_opens_without_the_one_before(alice: Person) -> None:
    steps = ("welcome_birth", "welcome_choice", "welcome_code")
    for name in steps:
        for send in (Client().get, Client().post):
            assert send(reverse(name))["Location"] == reverse("welcome")
    assert Client().post(reverse("own_first_challenge")).status_code == 403
    assert Client().post(reverse("own_first_passkey"))["Location"] == reverse("welcome")
    client = begin(alice)
    assert client.get(reverse("welcome_code"))["Location"] == reverse("welcome")
    page = client.post(reverse("own_first_passkey"), {"credential": ""}, follow=True)
    assert "n’a pas été gardée" in text_of(page)


def test_an_account_that_nothing_opens_is_not_entered(alice: Person) -> None:
    client = begin(alice)
    assert client.post(reverse("welcome_choice"), {}).status_code == 200
    assert not Visit.objects.exists()
    assert Invitation.objects.get().used_at is None


def test_lost_access_is_a_new_letter_and_all_that_opened_before_is_gone(alice: Person) -> None:
    before = join_by_password(alice)
    number = account_of(alice).number
    join_by_password(alice, "un tout autre mot de passe")
    assert account_of(alice).number == number
    assert before.get(reverse("profile")).status_code == 302
    assert "aucun compte" in text_of(try_password(Client(), number, PASSWORD, "personne"))


def test_the_holder_is_told_that_a_new_letter_opened_the_account(
    alice: Person, account: Account
) -> None:
    join_by_password(alice)
    assert send_all() == []
    join_by_password(alice)
    assert send_all() == ["accounts.send_notice"]
    assert mail.outbox[-1].to == ["nous@essai.fr"]
    assert "Alice" not in mail.outbox[-1].body


def test_codes_are_chosen_by_who_reads_there(alice: Person) -> None:
    client = begin(alice)
    client.post(reverse("welcome_choice"), {"contact": "Alice@Essai.fr"})
    assert send_all() == ["accounts.send_code"]
    assert client.post(reverse("welcome_code"), {"code": "00000000"}).status_code == 422
    assert not account_of(alice).codes_by_mail
    client.post(reverse("welcome_code"), {"code": sent_digits()})
    account = account_of(alice)
    assert (account.mail, account.codes_by_mail) == ("alice@essai.fr", True)
    assert client.get(reverse("profile")).status_code == 200


def enter_by_code(name: str) -> Client:
    client = Client()
    assert client.post(CODE, {"name": name})["Location"] == reverse("enter_code")
    return client


@pytest.fixture
def account(alice: Person) -> Account:
    account = make_account(AccountKind.PERSON)
    set_contact(account, "nous@essai.fr")
    Person.objects.filter(pk=alice.pk).update(user=account.user)
    return account


def test_a_code_by_mail_opens_once(account: Account) -> None:
    client = enter_by_code(account.spaced_number)
    send_all()
    code = sent_digits()
    assert client.post(reverse("enter_code"), {"code": code})["Location"] == reverse("offers")
    assert Visit.objects.get().means == "sent_code"
    again = Client()
    again.post(CODE, {"name": account.number})
    assert again.post(reverse("enter_code"), {"code": code}).status_code == 422


def test_an_application_that_a_person_set_is_asked_for_after_a_code(account: Account) -> None:
    make_ready(account)
    client = enter_by_code(account.number)
    send_all()
    answer = client.post(reverse("enter_code"), {"code": sent_digits()})
    assert answer["Location"] == reverse("second_factor")
    assert client.get(reverse("profile")).status_code == 302
    client.post(reverse("second_factor"), {"code": totp_code()})
    assert client.get(reverse("profile")).status_code == 200


def test_who_exists_and_who_does_not_are_answered_alike(account: Account) -> None:
    """The same page, the same rows, the same statements: neither words nor time tell."""
    told = []
    for name in (account.number, "123456789", "nous@essai.fr", "personne@essai.fr"):
        client = Client()
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(CODE, {"name": name}, follow=True)
        page = re.sub(r'value="[^"]+"', "", answer.content.decode())
        told.append((len(asked), answer.redirect_chain, page))
    assert told[0] == told[1]
    assert told[2] == told[3]
    assert SentCode.objects.count() == 4
    send_all()
    assert len(mail.outbox) == 2


def test_of_a_couple_each_has_a_number_and_the_mail_alone_opens_neither(account: Account) -> None:
    other = make_account(AccountKind.PERSON)
    set_contact(other, "nous@essai.fr")
    enter_by_code("nous@essai.fr")
    send_all()
    assert mail.outbox == []
    enter_by_code(other.number)
    send_all()
    assert len(mail.outbox) == 1


def test_a_code_is_tried_five_times(account: Account) -> None:
    client = enter_by_code(account.number)
    send_all()
    for _ in range(5):
        assert client.post(reverse("enter_code"), {"code": "00000000"}).status_code == 422
    assert client.post(reverse("enter_code"), {"code": sent_digits()}).status_code == 422


def test_nobody_is_flooded_and_nobody_asks_for_a_thousand(account: Account) -> None:
    client = Client()
    for _ in range(5):
        assert client.post(CODE, {"name": account.number}).status_code == 302
    assert "Trop de codes" in text_of(client.post(CODE, {"name": account.number}))
    asked = [client.post(CODE, {"name": f"{at:09}"}).status_code for at in range(30)]
    assert asked.count(302) == 14
    assert SentCode.objects.count() == 19


def test_a_code_that_did_not_leave_is_tried_again_and_later_given_up(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_by_code(account.number)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", _fail)
        with pytest.raises(Exception, match="did not take"):
            send_all()
    from jalon.accounts.codes import send_code

    sent = SentCode.objects.get()
    send_code(sent.pk)
    assert len(mail.outbox) == 1
    SentCode.objects.update(asked_at="2026-01-01 12:00Z")
    send_code(sent.pk)
    assert len(mail.outbox) == 1


def _fail(*_: object) -> None:
    raise TimeoutError


SENT: list[tuple[str, str]] = []


def keep_sms(phone: str, text: str) -> None:
    """A port of a service, for the tests."""
    SENT.append((phone, text))


def test_a_code_by_sms_goes_by_the_port_of_the_service(alice: Person, settings: object) -> None:
    settings.SMS_PORT = f"{__name__}.keep_sms"  # type: ignore[attr-defined]
    client = begin(alice)
    for wrong in ("06 12", "bonjour", "+44 7700 900123"):
        page = client.post(reverse("welcome_choice"), {"contact": wrong})
        assert "numéro de téléphone français" in text_of(page)
    client.post(reverse("welcome_choice"), {"contact": "06 12 34 56 78"})
    send_all()
    phone, text = SENT.pop()
    assert phone == "+33612345678"
    assert len(text) <= 160
    found = re.search(r"\d{4} \d{4}", text)
    assert found
    client.post(reverse("welcome_code"), {"code": found.group()})
    Client().post(CODE, {"name": account_of(alice).number, "by": "mail"})
    Client().post(CODE, {"name": account_of(alice).number, "by": "sms"})
    send_all()
    assert [to for to, _ in SENT] == ["+33612345678"]


def test_this_account_is_not_mine_before_it_is_opened(alice: Person) -> None:
    code = letter_for(alice)
    client = Client()
    client.post(reverse("welcome"), {"code": code})
    page = client.post(reverse("welcome_birth"), {"pas-moi": "1"})
    assert "Ce compte est fermé" in text_of(page)
    assert "n’ouvre rien" in text_of(Client().post(reverse("welcome"), {"code": code}))
    assert Invitation.objects.get().disputed_at is not None
    assert [event.verb for event in Event.objects.all()] == ["disputed"]


def test_this_account_is_not_mine_after_it_was_opened_and_a_letter_opens_it_again(
    alice: Person,
) -> None:
    client = join_by_password(alice)
    assert client.get(reverse("dispute")).status_code == 200
    client.post(reverse("dispute"))
    assert client.get(reverse("profile")).status_code == 302
    number = account_of(alice).number
    assert "aucun compte" in text_of(try_password(Client(), number, PASSWORD, "personne"))
    join_by_password(alice)
    assert try_password(Client(), number, PASSWORD, "personne").status_code == 302


def test_a_contact_is_changed_once_a_code_has_arrived_there(alice: Person) -> None:
    client = join_by_password(alice)
    assert client.get(reverse("prove_own_contact")).status_code == 302
    assert client.post(reverse("change_contact"), {"contact": "x"}).status_code == 422
    client.post(reverse("change_contact"), {"contact": "alice@essai.fr"})
    send_all()
    assert client.post(reverse("prove_own_contact"), {"code": "1"}).status_code == 422
    client.post(reverse("prove_own_contact"), {"code": sent_digits()})
    assert account_of(alice).codes_by_mail
    assert "alice@essai.fr" in text_of(client.get(reverse("own_access")))
