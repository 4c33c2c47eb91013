"""A telephone that makes passkeys and shows them, and errs as a test asks."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

SITE = "testserver"
PRESENT, VERIFIED, _WITH_KEY = 0x01, 0x04, 0x40


class Key:
    """One passkey. `site`, `origin`: where it is made or shown; `flags`: what the device saw."""

    def __init__(self, number: bytes = b"") -> None:
        self._secret = ec.generate_private_key(ec.SECP256R1())
        self.number = number or os.urandom(16)

    def make(
        self,
        challenge: str,
        *,
        origin: str = f"https://{SITE}",
        site: str = SITE,
        flags: int = PRESENT | VERIFIED,
    ) -> str:
        """What a browser sends when it was made."""
        key = ES256.from_cryptography_key(self._secret.public_key())  # type: ignore[no-untyped-call]
        public = cbor.encode(dict(key))
        kept = bytes(16) + len(self.number).to_bytes(2, "big") + self.number + public
        told = {"fmt": "none", "attStmt": {}, "authData": _seen(site, flags | _WITH_KEY) + kept}
        return self._send(
            clientDataJSON=_client("webauthn.create", challenge, origin),
            attestationObject=cbor.encode(told),
        )

    def show(
        self,
        challenge: str,
        user: User,
        *,
        kind: str = "webauthn.get",
        origin: str = f"https://{SITE}",
        site: str = SITE,
        flags: int = PRESENT | VERIFIED,
        signs: bool = True,
    ) -> str:
        """What a browser sends when it is shown."""
        client, seen = _client(kind, challenge, origin), _seen(site, flags)
        signed = seen + hashlib.sha256(client).digest()
        mark = self._secret.sign(signed, ec.ECDSA(hashes.SHA256())) if signs else b"x"
        return self._send(
            clientDataJSON=client,
            authenticatorData=seen,
            signature=mark,
            userHandle=user_pk_to_url_str(user).encode(),
        )

    def _send(self, **told: bytes) -> str:
        number = websafe_encode(self.number)
        sent: dict[str, Any] = {"id": number, "rawId": number, "type": "public-key"}
        sent["response"] = {name: websafe_encode(value) for name, value in told.items()}
        return json.dumps(sent | {"clientExtensionResults": {}})


def _client(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()


def _seen(site: str, flags: int) -> bytes:
    return hashlib.sha256(site.encode()).digest() + bytes([flags]) + bytes(4)
