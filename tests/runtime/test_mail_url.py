"""The address of a server for mails is read, and never repeated where it is wrong."""

from __future__ import annotations

import pytest

from jalon.core.errors import WrongInputError
from jalon.runtime.mail_url import mail_settings


def test_without_an_address_no_mail_leaves() -> None:
    assert mail_settings("").backend == "django.core.mail.backends.dummy.EmailBackend"


def test_a_folder_keeps_mails_to_be_read() -> None:
    mails = mail_settings("file:///var/mails")
    assert (mails.backend.rsplit(".", 2)[1], mails.folder) == ("filebased", "/var/mails")


@pytest.mark.parametrize(
    ("url", "port", "begins", "within"),
    [
        ("smtp://jalon:mot%20de%20passe@mail.exemple.fr", 587, True, False),
        ("smtps://jalon:mot%20de%20passe@mail.exemple.fr", 465, False, True),
        ("smtp://jalon:mot%20de%20passe@mail.exemple.fr:25", 25, True, False),
    ],
)
def test_a_server_is_talked_to_in_tls(url: str, port: int, begins: bool, within: bool) -> None:
    mails = mail_settings(url)
    assert (mails.host, mails.port) == ("mail.exemple.fr", port)
    assert (mails.user, mails.password) == ("jalon", "mot de passe")
    assert (mails.begins_tls, mails.in_tls) == (begins, within)


@pytest.mark.parametrize(
    "url", ["mail.exemple.fr", "http://jalon:secret@mail.fr", "smtp://", "file:"]
)
def test_what_is_no_address_is_one_sentence_without_it(url: str) -> None:
    with pytest.raises(WrongInputError, match="JALON_MAIL_URL") as raised:
        mail_settings(url)
    assert "secret" not in str(raised.value)
