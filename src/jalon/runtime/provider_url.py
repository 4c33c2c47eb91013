"""Who we are at a provider of identities, checked when the site starts."""

from __future__ import annotations

from urllib.parse import urlsplit

from jalon.core.errors import WrongInputError

_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def provider_settings(name: str, url: str, client_id: str, secret: str) -> tuple[str, str, str]:
    """The three together, or three empty ones for none.

    Raises WrongInputError where one is missing, or where a secret would travel in the open.
    """
    given = (url.rstrip("/"), client_id, secret)
    if not any(given):
        return given
    if not all(given):
        raise WrongInputError(f"{name} wants its URL, its ID and its SECRET, or none of them.")
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _THIS_MACHINE:
        raise WrongInputError(f"{name}_URL is not an address that begins with https://.")
    return given
