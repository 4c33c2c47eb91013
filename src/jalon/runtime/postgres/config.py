"""From the environment to Django's DATABASES."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

from jalon.core.errors import WrongInputError
from jalon.runtime.postgres.layout import APPLICATION, DATABASE, OWNER, PORT, Layout

CONNECT_TIMEOUT_S = 10
# A page that waits longer than this has lost its reader; `jalon site migrate` lifts the first.
_SESSION = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"


def database_settings(home: Path, url: str, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Return one entry of DATABASES: the server of `url`, or the embedded one when it is empty.

    `name` is where the address came from; raises WrongInputError, which says so.
    """
    settings = _from_url(url, name) if url else _embedded(home)
    options = {"connect_timeout": CONNECT_TIMEOUT_S, "options": _SESSION}
    return settings | {
        "OPTIONS": options | settings.get("OPTIONS", {}),
        # Threads keep their connection for a minute; a dead one is seen before it is used.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def owner_settings(settings: dict[str, Any], url: str) -> dict[str, Any]:
    """What of `settings` is another for whose the tables are: migrations and backups.

    `url` is DATABASE_OWNER_URL; where it is empty, a server has one account for both.
    """
    if "HOME" in settings:
        return {"USER": OWNER}
    return _from_url(url, "DATABASE_OWNER_URL") if url else {}


def _embedded(home: Path) -> dict[str, Any]:
    layout = Layout(home.resolve())
    return {
        "ENGINE": "jalon.runtime.postgres",
        "NAME": DATABASE,
        "USER": APPLICATION,
        "HOST": str(layout.socket_folder),
        "PORT": PORT,
        "HOME": str(home),
    }


def _from_url(url: str, name: str) -> dict[str, Any]:
    # The address has a password: no message repeats it.
    try:
        settings = dict(dj_database_url.parse(url))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
        settings = {}
    if settings.get("ENGINE") != "django.db.backends.postgresql" or not settings.get("NAME"):
        raise WrongInputError(
            f"{name} is not the address of a PostgreSQL database: "
            "write postgresql://user:password@host:5432/name."
        )
    return settings
