"""One clear sentence when PostgreSQL cannot start."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator

from jalon.runtime.postgres.layout import Layout
from jalon.runtime.postgres.programs import DatabaseError

_REFUSALS = ("password", "does not exist", "pg_hba.conf")
"""In what a server says to whom it does not know; one on its way up or down says other things."""


@contextlib.contextmanager
def clear_sentence(layout: Layout) -> Iterator[None]:
    """Turn what the system refuses into a `DatabaseError` that says what to do."""
    try:
        yield
    except PermissionError as error:
        raise DatabaseError(
            f"PostgreSQL cannot start: this user may not use {error.filename or layout.home}. "
            "Run Jalon as the user who made it, or set JALON_HOME to another folder."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise DatabaseError(
            f"PostgreSQL cannot start: it takes too long; see {layout.log}."
        ) from error
    except OSError as error:
        raise DatabaseError(
            f"PostgreSQL cannot start in {layout.home}: {error.strerror or error}. "
            "Mend that, set JALON_HOME to another folder, or set DATABASE_URL to a server."
        ) from error


def last_words(layout: Layout, said: str) -> str:
    """Return the sentence for a server that ended while it started, from its log."""
    try:
        lines = layout.log.read_text(errors="replace").splitlines()
    except FileNotFoundError:
        lines = []
    fatal = [line.split(":  ", 1)[-1] for line in lines if "FATAL:" in line or "PANIC:" in line]
    cause = (fatal or said.strip().splitlines() or ["it said nothing"])[-1]
    return f"PostgreSQL cannot start in {layout.data}: {cause}. The whole story is in {layout.log}."


def refusal(layout: Layout, said: str) -> str:
    """Return the sentence for a server that runs and does not know us; empty for any other."""
    cause = (said.strip().splitlines() or [""])[-1].split("FATAL:  ")[-1]
    if not any(words in cause for words in _REFUSALS):
        return ""
    return (
        f"PostgreSQL runs in {layout.data} and refuses this Jalon: {cause}. Another version of "
        f"Jalon started it, or {layout.passwords} has changed. End what still uses it, run "
        "jalon site stop, then start again: nothing is lost."
    )
