"""« Son accès à Jalon »: a letter that prints, a mail, and no password for any agent."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from jalon.accounts.invitations import find_invitation
from jalon.accounts.models import Invitation
from jalon.audit.models import Event
from jalon.partners.models import Agent
from jalon.people.actions.dispute_account import dispute_account
from jalon.people.models import AccessLink, Person
from tests.web.conftest import sign_in
from tests.web.sign_in.enter import code_in_mail, send_all, text_of

pytestmark = pytest.mark.usefixtures("no_demo")


def test_a_demonstration_sends_no_mail(nadia: Agent, path: str, settings: object) -> None:
    settings.JALON_DEMO = True  # type: ignore[attr-defined]
    assert "préparez une lettre" in text_of(sign_in(nadia).get(path))


@pytest.fixture
def path(link: AccessLink) -> str:
    return reverse("file_access", kwargs={"link": link.reference})


def code_of(page: str) -> str:
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page)
    assert found
    return found.group()


def test_a_letter_has_a_code_and_a_drawing_once(nadia: Agent, alice: Person, path: str) -> None:
    client = sign_in(nadia)
    letter = client.post(path, {"lettre": "1"})
    page = text_of(letter)
    assert letter.status_code == 200
    assert "Bonjour Alice" in page
    assert "Nadia Ferrand" in page
    assert 'class="qr"' in letter.content.decode()
    assert "no-store" in letter["Cache-Control"]
    found = find_invitation(code_of(page))
    assert found is not None
    assert (found.subject_id, found.made_by_id) == (alice.pk, nadia.user_id)
    assert (found.expires_at - timezone.now()).days == 29
    again = text_of(client.get(path))
    assert not re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-", again)
    assert "Une invitation attend" in again


def test_another_letter_ends_the_one_before(nadia: Agent, path: str) -> None:
    client = sign_in(nadia)
    first, second = (code_of(text_of(client.post(path, {"lettre": "1"}))) for _ in range(2))
    assert find_invitation(first) is None
    assert find_invitation(second) is not None


def test_the_person_reads_that_it_was_made(nadia: Agent, alice: Person, path: str) -> None:
    sign_in(nadia).post(path, {"lettre": "1"})
    verbs = [event.verb for event in Event.objects.order_by("sequence")]
    assert verbs == ["invited", "opened"]
    page = text_of(sign_in(alice).get(reverse("watchers")))
    assert "vous a préparé une invitation" in page


def test_a_mail_leaves_and_the_agent_sees_no_code(nadia: Agent, path: str) -> None:
    client = sign_in(nadia)
    page = client.post(path, {"mail": "Alice@Essai.fr"}, follow=True)
    assert "L’invitation part par mail" in text_of(page)
    assert send_all() == ["accounts.send_invitation"]
    (sent,) = mail.outbox
    assert sent.to == ["Alice@Essai.fr"]
    assert "Alice" not in f"{sent.subject} {sent.body}"
    assert find_invitation(code_in_mail()) is not None


def test_a_mail_that_did_not_leave_is_tried_again_with_another_code(
    nadia: Agent, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(nadia).post(path, {"mail": "alice@essai.fr"})
    from jalon.accounts.tasks import send_invitation

    pk = Invitation.objects.get().pk
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", _fail)
        with pytest.raises(Exception, match="did not take") as raised:
            send_invitation(pk)
        assert "alice" not in str(raised.value)
    send_invitation(pk)
    assert find_invitation(code_in_mail()) is not None


def _fail(*_: object) -> None:
    raise ConnectionRefusedError


@pytest.mark.parametrize("wrong", ["", "alice", "a@b"])
def test_what_is_no_address_is_told(wrong: str, nadia: Agent, path: str) -> None:
    answer = sign_in(nadia).post(path, {"mail": wrong})
    assert answer.status_code == 422
    assert "Écrivez une adresse mail" in text_of(answer)
    assert not Invitation.objects.exists()


def test_without_a_server_for_mails_there_is_the_letter(
    nadia: Agent, path: str, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # type: ignore[attr-defined]
    assert "préparez une lettre" in text_of(sign_in(nadia).get(path))


def test_who_says_that_it_is_not_theirs_is_heard(nadia: Agent, alice: Person, path: str) -> None:
    client = sign_in(nadia)
    client.post(path, {"lettre": "1"})
    dispute_account(alice)
    assert "ce compte n’est pas le mien" in text_of(client.get(path))
    said = "Alice\N{NO-BREAK SPACE}: quelqu’un a dit que ce compte n’est pas le sien"
    assert said in text_of(client.get(reverse("caseload")))
    assert send_all() == ["accounts.send_notice"]
    client.post(path, {"lettre": "1"})
    assert said not in text_of(client.get(reverse("caseload")))


def test_nobody_else_makes_a_letter(omar: Agent, alice: Person, path: str) -> None:
    for who in (omar, alice):
        assert sign_in(who).post(path, {"lettre": "1"}).status_code == 403
    assert not Invitation.objects.exists()
