"""Who entered by a provider leaves there too: both require it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from jalon.accounts.outside.client import OutsideError, address_to_leave
from jalon.accounts.outside.providers import Provider, list_providers

KEY = "outside_leaving"
"""Its place in the session."""


def remember_leaving(request: HttpRequest, provider: Provider, id_token: str) -> None:
    """Keeps, in the session, what the provider wants at the end."""
    request.session[KEY] = {"slug": provider.slug, "id_token": id_token}


def find_leaving(request: HttpRequest) -> str:
    """Where one leaves the provider; empty where one did not come by one, or it does not answer."""
    told = request.session.get(KEY)
    provider = list_providers().get(told["slug"]) if told else None
    if told is None or provider is None:
        return ""
    try:
        return address_to_leave(provider, told["id_token"], f"{settings.SITE_ADDRESS}/")
    except (OutsideError, ValueError):
        return ""
