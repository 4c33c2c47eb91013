"""`jalon site check`: what a service lacks, one line each; nothing is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jalon.core.errors import JalonError, NetworkError
from jalon.runtime.django import setup_django
from jalon.runtime.postgres.releases import tell_age

_OLDEST_MARK = dt.timedelta(hours=3)


class Verdict(StrEnum):
    """How it is with one thing."""

    OK = "ok"
    ADVICE = "advice"
    """It serves; better can be done."""
    MISSING = "missing"
    """It is not fit for a service yet."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a service needs, and how it is."""

    subject: str
    verdict: Verdict
    told: str


def check_site() -> list[Finding]:
    """Look at everything, whatever is found first."""
    setup_django()
    from django.conf import settings

    findings = [*_look_at_settings(settings), *_look_at_pages(settings)]
    try:
        findings += _look_at_database(settings)
    except JalonError as error:
        findings.append(Finding("database", Verdict.MISSING, str(error)))
    return findings


def _say(subject: str, good: bool, told: str, mend: str, worst: Verdict) -> Finding:
    return Finding(subject, Verdict.OK, told) if good else Finding(subject, worst, mend)


def _look_at_settings(settings: Any) -> Iterator[Finding]:  # noqa: ANN401 - Django's
    yield _say(
        "names",
        settings.ALLOWED_HOSTS != settings.LOOPBACK,
        f"the site answers to {', '.join(settings.ALLOWED_HOSTS)}",
        "JALON_HOSTS is not set: the site answers on this machine alone",
        Verdict.MISSING,
    )
    yield _say(
        "TLS",
        settings.BEHIND_TLS,
        "cookies and redirections are those of a site behind TLS",
        "JALON_TLS is not 1: cookies travel in clear, and there is no redirection",
        Verdict.MISSING,
    )
    yield _say(
        "demonstration",
        not (settings.JALON_DEMO or settings.DEBUG),
        "closed, and errors show no values",
        "JALON_DEMO or JALON_DEBUG is 1: never on a service",
        Verdict.MISSING,
    )
    yield _say(
        "metrics",
        bool(settings.JALON_METRICS_TOKEN),
        "/metrics answers to who has the token",
        "JALON_METRICS_TOKEN is not set: /metrics is closed",
        Verdict.ADVICE,
    )


def _look_at_pages(settings: Any) -> Iterator[Finding]:  # noqa: ANN401 - Django's
    from jalon.web.guards.readiness import has_static_files

    yield _say(
        "static files",
        has_static_files(),
        "gathered",
        "not gathered since this version was installed: run jalon site prepare",
        Verdict.MISSING,
    )
    yield _look_at_network(settings)


def _look_at_network(settings: Any) -> Finding:  # noqa: ANN401 - Django's
    from jalon.reach import load_network, read_manifest
    from jalon.runtime.upkeep.preparation import is_demo_network

    try:
        load_network(settings.JALON_NETWORK_DIR)
        last = read_manifest(settings.JALON_NETWORK_DIR)["validity"]["last_day"]
    except NetworkError as error:
        return Finding("network", Verdict.MISSING, f"{error} Run jalon site prepare --feed.")
    if is_demo_network():
        return Finding("network", Verdict.MISSING, "it is the demo territory's: give --feed")
    is_valid = dt.date.fromisoformat(last) >= dt.datetime.now(dt.UTC).date()
    return _say("network", is_valid, f"valid to {last}", f"over since {last}", Verdict.MISSING)


def _look_at_database(settings: Any) -> Iterator[Finding]:  # noqa: ANN401 - Django's
    from django.db import connection

    from jalon.runtime.django import reach_database
    from jalon.runtime.postgres.rights import owns_nothing
    from jalon.web.guards.readiness import Missing, list_missing, list_newer_tables
    from jalon.web.guards.wall.role import look_at_wall

    reach_database()
    version = connection.connection.info.server_version
    named = f"PostgreSQL {version // 10_000}.{version % 10_000}"
    yield _say(
        "database",
        "HOME" not in connection.settings_dict,
        f"{named}, a server of one's own",
        f"{named} is the embedded one, for trial: set DATABASE_URL (docs/exploitation.md)",
        Verdict.MISSING,
    )
    age = tell_age(version, dt.datetime.now(dt.UTC).date())
    yield _say("version", not age, "the corrections that are out are there", age, Verdict.ADVICE)
    if Missing.TABLES in list_missing():
        yield Finding("tables", Verdict.MISSING, "not up to date: run jalon site prepare")
        return
    newer = list_newer_tables()
    yield _say(
        "tables",
        not newer,
        "up to date",
        f"a newer Jalon made them ({', '.join(newer)}): install it, or bring back the backup made "
        "before it (docs/exploitation.md)",
        Verdict.MISSING,
    )
    yield _say(
        "account",
        owns_nothing(),
        "the application owns nothing: the audit holds against it",
        "the application owns its tables or is superuser: give migrations another account "
        "(DATABASE_OWNER_URL)",
        Verdict.MISSING,
    )
    yield _say(
        "wall",
        look_at_wall(),
        "held by the database",
        "held by the code alone: jalon site migrate says what to run",
        Verdict.MISSING,
    )
    yield from _look_at_work(settings)


def _look_at_work(settings: Any) -> Iterator[Finding]:  # noqa: ANN401 - Django's
    from jalon.audit.chain import read_head
    from jalon.worker.queries import count_workers

    workers = count_workers()
    yield _say(
        "worker",
        workers > 0,
        f"{workers} at work",
        "nobody works: start jalon site work beside the site",
        Verdict.MISSING,
    )
    path = settings.JALON_AUDIT_MARKS
    is_noted = path.exists() and (
        dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        > dt.datetime.now(dt.UTC) - _OLDEST_MARK
    )
    yield _say(
        "audit",
        is_noted or not read_head().sequence,
        "its last events are noted outside the database",
        f"nothing new in {path} for hours: fine where nobody opened a file, else see the worker",
        Verdict.ADVICE,
    )
