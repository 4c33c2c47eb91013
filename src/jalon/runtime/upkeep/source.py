"""Which database is saved or filled, as whose the tables are, and the programs that do it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from jalon.core.errors import JalonError
from jalon.runtime.postgres.config import database_settings
from jalon.runtime.postgres.layout import DATABASE, OWNER, PORT
from jalon.runtime.postgres.passwords import read_password
from jalon.runtime.postgres.programs import DatabaseError, program_folder
from jalon.runtime.postgres.server import Server, embedded_server

_LIBPQ = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A database by the words of libpq; a password is told to no command line."""

    words: Mapping[str, str]

    def connect(self) -> psycopg.Connection[Any]:
        """Connect; raises DatabaseError."""
        try:
            return psycopg.connect(**self.words, connect_timeout=10)  # type: ignore[arg-type]
        except psycopg.OperationalError as error:
            cause = str(error).strip().splitlines()[0]
            raise DatabaseError(f"The database does not answer: {cause}.") from error

    def run(self, program: str, *arguments: str) -> None:
        """Run a client of PostgreSQL on it; raises JalonError with its first words."""
        given = {_LIBPQ[word]: value for word, value in self.words.items() if value}
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [_find_program(program), "--no-password", *arguments],
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", **given},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if "error" in line.lower()]
            cause = (said or done.stderr.splitlines() or ["it said nothing"])[0]
            raise JalonError(f"{program} failed: {cause.strip()}.")


def own_source() -> Source:
    """The database of the settings, by its owner; the embedded server is started where needed."""
    from django.conf import settings
    from django.db import connections

    own = connections["default"].settings_dict | settings.DATABASE_OWNER
    if "HOME" in own:
        return _embedded(embedded_server(own["HOME"]))
    return _of_settings(own)


def source_of_url(url: str) -> Source:
    """Another server's database; raises WrongInputError for an address that is none."""
    return _of_settings(database_settings(Path(), url, "--from-url"))


def source_of_home(home: Path) -> Source:
    """The embedded database of another JALON_HOME."""
    if not (home / "postgres").is_dir():
        raise DatabaseError(f"{home} has no database: name the JALON_HOME of a Jalon.")
    return _embedded(Server(home))


def _embedded(server: Server) -> Source:
    server.start()
    layout = server.layout
    words = {"host": str(layout.socket_folder), "port": PORT, "dbname": DATABASE, "user": OWNER}
    return Source(words | {"password": read_password(layout, OWNER)})


def _of_settings(settings: Mapping[str, Any]) -> Source:
    words = {
        "host": settings.get("HOST"),
        "port": settings.get("PORT"),
        "user": settings.get("USER"),
        "password": settings.get("PASSWORD"),
        "dbname": settings["NAME"],
    }
    ssl = {word: value for word, value in settings["OPTIONS"].items() if word.startswith("ssl")}
    return Source({word: str(value) for word, value in (words | ssl).items() if value})


def _find_program(name: str) -> str:
    """The wheel's, whose version knows all older servers; else the system's."""
    try:
        return str(program_folder() / name)
    except DatabaseError:
        found = shutil.which(name)
    if found is None:
        raise JalonError(f"There is no {name}: install PostgreSQL's clients (postgresql-client).")
    return found
