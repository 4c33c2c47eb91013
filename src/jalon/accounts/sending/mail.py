"""The one way by which mails leave, until the outbox: Django's backend.

A mail names nobody and holds nothing of anybody: who gets it knows what it is about.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from jalon.core.errors import JalonError


class MailNotSentError(JalonError):
    """No mail can leave here, or it did not."""


def is_mail_set() -> bool:
    """Whether this site can send mails; a demonstration, where anybody enters, sends none."""
    return settings.EMAIL_BACKEND != NO_MAIL and not settings.JALON_DEMO


NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def send_mail(to: str, name: str, context: Mapping[str, object]) -> None:
    """Sends the mail `mails/<name>.txt`, whose first line is its subject, to one address.

    Raises MailNotSentError without telling to whom: what is raised ends in logs.
    """
    if not is_mail_set():
        raise MailNotSentError("No server for mails is set: see JALON_MAIL_URL.")
    site = {"site": settings.SITE_ADDRESS}
    subject, _, body = render_to_string(f"mails/{name}.txt", site | dict(context)).partition("\n")
    try:
        EmailMessage(subject.strip(), body.strip() + "\n", to=[to]).send()
    except OSError as error:
        raise MailNotSentError("The server for mails did not take a mail.") from error
