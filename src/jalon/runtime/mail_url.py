"""From the address of a server for mails to what Django asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from jalon.core.errors import WrongInputError

_BACKENDS = "django.core.mail.backends"
_PORTS = {"smtp": 587, "smtps": 465}
_WRONG = (
    "JALON_MAIL_URL is not the address of a server for mails: "
    "write smtp://user:password@host:587, or leave it empty."
)


@dataclass(frozen=True, slots=True)
class Mails:
    """How mails leave. `folder` keeps them in files, to be looked at."""

    backend: str
    folder: str | None = None
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    begins_tls: bool = False
    in_tls: bool = False


def mail_settings(url: str) -> Mails:
    """`smtp://` begins TLS, `smtps://` is in it, `file:///folder` keeps mails in a folder; empty
    for none, and what needs one says so.
    """
    if not url:
        return Mails(f"{_BACKENDS}.dummy.EmailBackend")
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        return Mails(f"{_BACKENDS}.filebased.EmailBackend", folder=parts.path)
    if parts.scheme not in _PORTS or not parts.hostname:
        # The address has a password: no message repeats it.
        raise WrongInputError(_WRONG)
    return Mails(
        f"{_BACKENDS}.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        begins_tls=parts.scheme == "smtp",
        in_tls=parts.scheme == "smtps",
    )
