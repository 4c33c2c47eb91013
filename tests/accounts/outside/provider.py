"""A provider of the tests that behaves like ProConnect or FranceConnect, refusals included.

It takes the parameters that they take and no other, asks for a long state and nonce, gives a code
that is good once, signs what it tells of a user, and knows whom it lets leave. It is ours, and no
package: one that signs its userinfo and refuses what is extra was not found.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_KNOWN = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "acr_values"}
_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_EC = ec.generate_private_key(ec.SECP256R1())
_OTHER = ec.generate_private_key(ec.SECP256R1())


@dataclass
class FakeProvider:
    """What it is, and how it errs in a test."""

    algorithm: str
    least_signs: int
    extra: frozenset[str]
    sub: str = "someone"
    amr: tuple[str, ...] = ("pwd",)
    errs: str = ""
    url: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    left: list[dict[str, str]] = field(default_factory=list)

    def describe(self) -> dict[str, str]:
        names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        ends = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in names.items()}
        ends["end_session_endpoint"] = f"{self.url}/session/end"
        return ends | {"issuer": self.url, "jwks_uri": f"{self.url}/jwks"}

    def keys(self) -> dict[str, Any]:
        made = {
            "RS256": jwt.algorithms.RSAAlgorithm.to_jwk(_RSA.public_key()),
            "ES256": jwt.algorithms.ECAlgorithm.to_jwk(_EC.public_key()),
        }
        return {
            "keys": [
                json.loads(key) | {"kid": name, "alg": name, "use": "sig"}
                for name, key in made.items()
            ]
        }

    def sign(self, told: dict[str, Any]) -> str:
        if self.errs == "signature":
            return jwt.encode(told, _OTHER, "ES256", {"kid": self.algorithm})
        key = _RSA if self.algorithm == "RS256" else _EC
        return jwt.encode(told, key, self.algorithm, {"kid": self.algorithm})

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back."""
        self.asked.append(asked)
        state, nonce = asked.get("state", ""), asked.get("nonce", "")
        back = asked["redirect_uri"]
        error = ""
        if set(asked) - _KNOWN - self.extra:
            error = "Y000400"
        elif min(len(state), len(nonce)) < self.least_signs or asked.get("acr_values") != "eidas1":
            error = "invalid_request"
        elif self.errs == "denied":
            error = "access_denied"
        if error:
            return f"{back}?{urlencode({'error': error, 'state': state})}"
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{back}?{urlencode({'code': code, 'state': state})}"

    def token(self, sent: dict[str, str]) -> dict[str, str] | None:
        asked = self.codes.pop(sent.get("code", ""), None)
        wanted = {"grant_type": "authorization_code", "client_secret": "secret"}
        if asked is None or any(sent.get(name) != value for name, value in wanted.items()):
            return None
        if sent.get("redirect_uri") != asked["redirect_uri"]:
            return None
        told = {
            "sub": self.sub,
            "nonce": "another" if self.errs == "nonce" else asked["nonce"],
            "amr": list(self.amr),
            "iss": self.url,
            "aud": "someone else" if self.errs == "audience" else "jalon",
            "exp": time.time() + (-3600 if self.errs == "late" else 60),
            "iat": time.time() + 30,
        }
        return {"id_token": self.sign(told), "access_token": "seconds", "token_type": "Bearer"}

    def userinfo(self) -> tuple[str, str]:
        told = {
            "sub": "another" if self.errs == "sub" else self.sub,
            "iss": self.url,
            "aud": "jalon",
        }
        if self.errs == "unsigned":
            return "application/json", json.dumps(told)
        return "application/jwt", self.sign(told)


def proconnect() -> FakeProvider:
    return FakeProvider("RS256", 32, frozenset({"claims", "prompt", "idp_hint", "login_hint"}))


def franceconnect() -> FakeProvider:
    return FakeProvider("ES256", 22, frozenset({"prompt"}))


def forge(told: dict[str, Any], algorithm: str) -> str:
    """A token that needs no secret: unsigned, or with the public key in the place of one."""
    if algorithm == "none":
        return jwt.encode(told, "", "none", {"kid": "RS256"})
    public = _RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "kid": "RS256", "typ": "JWT"}
    parts = (json.dumps(part).encode() for part in (header, told))
    signed = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    mark = base64.urlsafe_b64encode(hmac.digest(public, signed, "sha256")).rstrip(b"=")
    return f"{signed.decode()}.{mark.decode()}"


@contextmanager
def serve(provider: FakeProvider) -> Iterator[FakeProvider]:
    """Lets it answer on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if provider.errs == "down":
                self._answer(503, "text/plain", "")
            elif parts.path == "/.well-known/openid-configuration":
                self._answer(200, "application/json", json.dumps(provider.describe()))
            elif parts.path == "/jwks":
                self._answer(200, "application/json", json.dumps(provider.keys()))
            elif parts.path == "/userinfo" and self.headers["Authorization"] == "Bearer seconds":
                self._answer(200, *provider.userinfo())
            elif parts.path == "/authorize":
                self._answer(302, "text/plain", "", provider.authorize(asked))
            elif parts.path == "/session/end":
                provider.left.append(asked)
                self._answer(302, "text/plain", "", asked["post_logout_redirect_uri"])
            else:
                self._answer(401, "text/plain", "")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            self._answer(200 if told else 400, "application/json", json.dumps(told or {}))

        def _answer(self, status: int, kind: str, text: str, where: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text)))
            if where:
                self.send_header("Location", where)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
