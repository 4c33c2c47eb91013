"""Passkeys (WebAuthn): the telephone's own lock opens the account, and nothing is typed.

The lock of the device is asked for (user verification), so that one passkey is two factors: what
one has, and what one knows or is. Its challenge is kept in the session and good once.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

MOST = 10
"""Passkeys of one account: more are a mistake."""
_LONGEST = 20_000
"""Characters of an answer of a browser."""


class PasskeyError(ValueError):
    """It is not a passkey of this account and site, or its challenge was used."""


def begin_adding(user: User) -> dict[str, Any]:
    """What a browser needs to make a passkey; the challenge is in the session of this request."""
    return _plain(auth.begin_registration(user, passwordless=True))


def add_passkey(user: User, answer: str, name: str) -> None:
    """Keeps the passkey that a browser made. Raises PasskeyError."""
    if list_passkeys(user).count() >= MOST:
        raise PasskeyError
    credential = _read(answer)
    try:
        auth.complete_registration(auth.parse_registration_response(credential) and credential)
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise PasskeyError from error
    auth.WebAuthn.add(user, name, credential)


def begin_entering() -> dict[str, Any]:
    """What a browser needs to show a passkey of any account of this site."""
    return _plain(auth.begin_authentication(None))


def find_user_by_passkey(answer: str) -> User:
    """Whose passkey a browser has shown. Raises PasskeyError."""
    credential = _read(answer)
    try:
        user = auth.extract_user_from_response(credential)
        parsed = auth.parse_authentication_response(credential) and credential
        passkey = auth.complete_authentication(user, parsed)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise PasskeyError from error
    if not user.is_active:
        raise PasskeyError
    passkey.record_usage()
    return user  # type: ignore[no-any-return]  # allauth has no types


def list_passkeys(user: User) -> QuerySet[Any]:
    """The passkeys of `user`, the oldest first."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return kept.order_by("pk")  # type: ignore[no-any-return]


def remove_passkey(user: User, pk: int) -> bool:
    """Whether there was such a passkey of `user`; it opens nothing any more."""
    return bool(list_passkeys(user).filter(pk=pk).delete()[0])


def _read(answer: str) -> dict[str, Any]:
    try:
        read = json.loads(answer) if len(answer) <= _LONGEST else None
    except ValueError as error:
        raise PasskeyError from error
    if not isinstance(read, dict):
        raise PasskeyError
    return read


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """The options as JSON says them: fido2 gives mappings of its own."""
    plain: dict[str, Any] = json.loads(json.dumps(options, default=dict))
    return plain
