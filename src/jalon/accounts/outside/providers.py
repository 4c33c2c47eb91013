"""Which providers this site has, and what each asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings

from jalon.accounts.models import AccountKind

_AMR = json.dumps({"id_token": {"amr": {"essential": True}}}, separators=(",", ":"))
SECOND_FACTORS = frozenset({"mfa", "pop"})
"""Words of `amr` by which a provider says that two factors were shown."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider. `asks` are the parameters that it takes beside those of everybody."""

    slug: str
    name: str
    url: str
    client_id: str
    secret: str
    algorithms: tuple[str, ...]
    kinds: tuple[AccountKind, ...]
    asks: dict[str, str]
    tells_factors: bool


def list_providers() -> dict[str, Provider]:
    """Those that the settings name, by slug."""
    found = (_proconnect(), _franceconnect())
    return {each.slug: each for each in found if each.url and each.client_id}


def providers_for(kinds: tuple[AccountKind, ...]) -> list[Provider]:
    """Those by which accounts of one of these kinds may enter."""
    return [each for each in list_providers().values() if set(kinds) & set(each.kinds)]


def _proconnect() -> Provider:
    url, client_id, secret = settings.PROCONNECT
    return Provider(
        slug="proconnect",
        name="ProConnect",
        url=url,
        client_id=client_id,
        secret=secret,
        algorithms=("RS256", "ES256"),
        kinds=(AccountKind.AGENT, AccountKind.MANAGER),
        asks={"scope": "openid", "acr_values": "eidas1", "claims": _AMR},
        tells_factors=True,
    )


def _franceconnect() -> Provider:
    """The least that enters: who one is there, as a number; no name, no date of birth."""
    url, client_id, secret = settings.FRANCECONNECT
    return Provider(
        slug="franceconnect",
        name="FranceConnect",
        url=url,
        client_id=client_id,
        secret=secret,
        algorithms=("ES256",),
        kinds=(AccountKind.PERSON,),
        asks={"scope": "openid", "acr_values": "eidas1"},
        tells_factors=False,
    )
