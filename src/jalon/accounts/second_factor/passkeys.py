"""Passkeys (WebAuthn): the telephone's own lock opens the account, and nothing is typed.

The lock of the device is asked for (user verification), so that one passkey is two factors: what
one has, and what one knows or is. Its challenge is kept in the session and good once.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from fido2.utils import websafe_encode

from jalon.accounts.second_factor.state import wait_for_others

MOST = 10
"""Passkeys of one account: more are a mistake."""
_LONGEST = 20_000
"""Characters of an answer of a browser."""
_NULL = rb"\u0000"
_NAMES = ("id", "rawId", "type")
_BYTES = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")
"""What a browser writes in base 64, of a passkey and of its answer."""
_OF_NO_PASSKEY = (ValueError, TypeError, LookupError, AttributeError, RecursionError, struct.error)
"""What a reader of bytes raises where they are not those of a passkey."""


class PasskeyError(ValueError):
    """It is not a passkey of this account and site, or its challenge was used."""


def begin_adding(user: User) -> dict[str, Any]:
    """What a browser needs to make a passkey; the challenge is in the session of this request."""
    return _plain(auth.begin_registration(user, passwordless=True))


@transaction.atomic
def add_passkey(user: User, answer: str, name: str) -> None:
    """Keeps the passkey that a browser made, once, and of one account. Raises PasskeyError."""
    wait_for_others(user)
    if list_passkeys(user).count() >= MOST:
        raise PasskeyError
    with _once():
        credential = _read(answer)
        parsed = auth.parse_registration_response(credential) and credential
        made = auth.complete_registration(parsed).credential_data
        number = websafe_encode(made.credential_id)
    kept = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    if kept.filter(data__credential__rawId=number).exists():
        raise PasskeyError
    auth.WebAuthn.add(user, name, credential | {"id": number, "rawId": number})


def begin_entering() -> dict[str, Any]:
    """What a browser needs to show a passkey of any account of this site."""
    return _plain(auth.begin_authentication(None))


def find_user_by_passkey(answer: str) -> User:
    """Whose passkey a browser has shown. Raises PasskeyError."""
    with _once():
        credential = _read(answer)
        user = auth.extract_user_from_response(credential)
        parsed = auth.parse_authentication_response(credential) and credential
        passkey = auth.complete_authentication(user, parsed)
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


@contextmanager
def _once() -> Iterator[None]:
    """What is read within is good or a PasskeyError, and the challenge is used either way."""
    try:
        yield
    except (ValidationError, *_OF_NO_PASSKEY) as error:
        raise PasskeyError from error
    finally:
        auth.clear_state()


def _read(answer: str) -> dict[str, Any]:
    """What a browser sent; ValueError for what PostgreSQL would not keep."""
    read = json.loads(answer) if len(answer) <= _LONGEST else None
    told = read.get("response") if isinstance(read, dict) else None
    if not isinstance(read, dict) or not isinstance(told, dict):
        raise TypeError
    # A number there would be read as so many bytes: a billion, if one likes.
    bytes_of = [read.get(name) for name in _NAMES] + [told.get(name) for name in _BYTES]
    if not all(value is None or isinstance(value, str) for value in bytes_of):
        raise TypeError
    if _NULL in json.dumps(read, ensure_ascii=False).encode():
        raise ValueError
    return read


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """The options as JSON says them: fido2 gives mappings of its own."""
    plain: dict[str, Any] = json.loads(json.dumps(options, default=dict))
    return plain
