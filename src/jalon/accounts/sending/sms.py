"""The port by which text messages leave: a service brings its own, named by JALON_SMS."""

from __future__ import annotations

from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class SmsPort(Protocol):
    """Sends a text of at most 160 signs to a number in the form +33612345678."""

    def __call__(self, phone: str, text: str) -> None:
        """Raises OSError where it did not leave."""


def is_sms_set() -> bool:
    """Whether this site can send text messages; a demonstration sends none."""
    return bool(settings.SMS_PORT) and not settings.JALON_DEMO


def send_sms(phone: str, text: str) -> None:
    """Sends one by the port of the settings."""
    cast(SmsPort, import_string(settings.SMS_PORT))(phone, text)


def normalize_phone(typed: str) -> str:
    """`+33612345678` of a French number however it is written; empty for what is none."""
    digits = "".join(sign for sign in typed if sign in "+0123456789")
    for prefix in ("+33", "0033", "0"):
        if digits.startswith(prefix) and len(digits) == len(prefix) + 9:
            return f"+33{digits.removeprefix(prefix)}"
    return ""
