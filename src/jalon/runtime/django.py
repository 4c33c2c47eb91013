"""Brings Django up for a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import NotSupportedError, OperationalError

from jalon.core.errors import JalonError
from jalon.runtime.postgres import DatabaseError


def setup_django() -> None:
    """Load settings and rooms; safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.runtime.settings")
    import django

    django.setup()


def reach_database() -> None:
    """Connect, starting the embedded server if needed; raises `DatabaseError`."""
    from django.db import connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        # The driver's message names the host and the user, never the password.
        cause = str(error).strip().splitlines()[0]
        raise DatabaseError(f"The database does not answer: {cause}. See DATABASE_URL.") from error
    except NotSupportedError as error:
        raise DatabaseError(f"The database server is too old: {str(error).rstrip('.')}.") from error


@contextmanager
def as_owner() -> Iterator[None]:
    """This process is whose the tables are, until the end; its connections begin anew."""
    from django.conf import settings
    from django.db import connections

    connection = connections["default"]
    own = {key: connection.settings_dict[key] for key in settings.DATABASE_OWNER}
    connection.close()
    connection.settings_dict.update(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(own)


def manage(*arguments: str) -> None:
    """Run one of Django's own commands; what it prints is progress and goes to standard error."""
    from django.core.management import ManagementUtility, call_command

    setup_django()
    try:
        if arguments[:1] in {(), ("help",)}:
            ManagementUtility(["jalon site manage", *arguments]).execute()
        else:
            call_command(*arguments, stdout=sys.stderr)
    except CommandError as error:
        raise JalonError(str(error)) from error


def stop_database() -> None:
    """Stop the embedded server, even one that outlived a killed process."""
    setup_django()
    from django.db import connection

    from jalon.runtime.postgres import embedded_server

    home = connection.settings_dict.get("HOME")
    if home is None:
        raise JalonError("DATABASE_URL names a server that Jalon does not start nor stop.")
    embedded_server(home).stop()
