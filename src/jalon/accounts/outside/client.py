"""The conversation with a provider: where to go, what came back, and where to leave.

All that came back is checked: the state, the nonce, who signed, for whom, until when, and that the
two tokens are about one person.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jwt
import requests
from django.utils.crypto import constant_time_compare

from jalon.accounts.outside.providers import SECOND_FACTORS, Provider

_TIMEOUT_S = 10
_LEAVING_S = 2
"""Whoever leaves has left us already: a provider that is slow holds no thread of the site."""
_LEEWAY_S = 60
_LONGEST = 200_000


class OutsideError(ValueError):
    """The provider did not answer as it must, or what came back is not ours."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the session remembers of one going."""

    state: str
    nonce: str

    @classmethod
    def anew(cls) -> Asked:
        """43 signs each: ProConnect asks for 32, FranceConnect for 22."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32))


@dataclass(frozen=True, slots=True)
class Returned:
    """Who came back: by a number of the provider's, with what is needed to leave there."""

    sub: str
    has_two_factors: bool
    id_token: str


def address_to_go(provider: Provider, asked: Asked, back: str) -> str:
    """The provider's page. Parameters that it does not know would be an error (Y000400)."""
    asks = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "state": asked.state,
        "nonce": asked.nonce,
    }
    return f"{_find(provider)['authorization_endpoint']}?{urlencode(asks | provider.asks)}"


def read_return(provider: Provider, asked: Asked, back: str, code: str, state: str) -> Returned:
    """Who came back with `code`. Raises OutsideError."""
    if not constant_time_compare(state, asked.state):
        raise OutsideError("The state is another's.")
    known = _find(provider)
    tokens = _read(
        _ask(
            "POST",
            known["token_endpoint"],
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": back,
                "client_id": provider.client_id,
                "client_secret": provider.secret,
            },
        )
    )
    told = _check(provider, known, str(tokens["id_token"]))
    if not constant_time_compare(str(told.get("nonce", "")), asked.nonce):
        raise OutsideError("The nonce is another's.")
    # The access token lives for seconds: it is used at once.
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    answer = _ask("GET", known["userinfo_endpoint"], headers=bearer)
    if answer.headers.get("Content-Type", "").partition(";")[0].strip() != "application/jwt":
        raise OutsideError("What it tells of the user is not signed.")
    user = _check(provider, known, answer.text, has_end=False)
    if not told.get("sub") or user.get("sub") != told["sub"]:
        raise OutsideError("The two tokens are about two people.")
    factors = told.get("amr")
    has_two = isinstance(factors, list) and any(each in factors for each in SECOND_FACTORS)
    return Returned(str(told["sub"]), provider.tells_factors and has_two, str(tokens["id_token"]))


def address_to_leave(provider: Provider, id_token: str, back: str) -> str:
    """Where the visit at the provider ends too."""
    asks = {
        "id_token_hint": id_token,
        "state": secrets.token_urlsafe(32),
        "post_logout_redirect_uri": back,
    }
    return f"{_find(provider, _LEAVING_S)['end_session_endpoint']}?{urlencode(asks)}"


def _find(provider: Provider, within_s: int = _TIMEOUT_S) -> dict[str, Any]:
    """The provider's own description. Raises OutsideError."""
    address = f"{provider.url}/.well-known/openid-configuration"
    known = _read(_ask("GET", address, timeout=within_s))
    names = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
    if not all(isinstance(known.get(name), str) for name in (*names, "end_session_endpoint")):
        raise OutsideError("It does not describe itself.")
    return known


def _check(
    provider: Provider, known: dict[str, Any], token: str, *, has_end: bool = True
) -> dict[str, Any]:
    """What a token says, once its signature is that of a key of the provider, and it is for us."""
    try:
        header = jwt.get_unverified_header(token)
        keys = jwt.PyJWKSet.from_dict(_read(_ask("GET", known["jwks_uri"]))).keys
        key = next(each for each in keys if each.key_id == header.get("kid"))
        told: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=list(provider.algorithms),
            audience=provider.client_id,
            issuer=known["issuer"],
            leeway=_LEEWAY_S,
            # Clocks differ: when it was made is no reason to refuse it.
            options={"verify_iat": False, "require": ["exp"] if has_end else []},
        )
    except (jwt.PyJWTError, StopIteration) as error:
        raise OutsideError("A token is not good.") from error
    return told


def _read(answer: requests.Response) -> dict[str, Any]:
    """The object that it answers with. Raises OutsideError."""
    try:
        read = answer.json()
    except ValueError as error:
        raise OutsideError("It does not answer in JSON.") from error
    if not isinstance(read, dict):
        raise OutsideError("It answers with something else.")
    return read


def _ask(
    method: str,
    url: str,
    timeout: int = _TIMEOUT_S,
    **told: Any,  # noqa: ANN401 - requests'
) -> requests.Response:
    try:
        answer = requests.request(method, url, timeout=timeout, allow_redirects=False, **told)
        if answer.status_code != requests.codes.ok or len(answer.content) > _LONGEST:
            raise OutsideError("It refused.")
    except requests.RequestException as error:
        raise OutsideError("It does not answer.") from error
    return answer
