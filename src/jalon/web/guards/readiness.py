"""Whether the site can answer: what it lacks is told by name, and no page fails for want of it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from jalon.core.errors import JalonError, NetworkError
from jalon.reach import read_manifest

OPEN_PATHS = ("/health", "/metrics")
"""What answers whatever is missing: beginnings of addresses."""
RETRY_AFTER_S = 30

View = Callable[[HttpRequest], HttpResponse]


class Missing(StrEnum):
    """What a site may lack, as `/health` names it."""

    DATABASE = "database"
    """It does not answer."""
    TABLES = "tables"
    """They are not there, not up to date, or not the application's to read."""
    STATIC_FILES = "static_files"
    """They were not gathered since this version was installed."""
    NETWORK = "network"
    """No timetable: pages that need none answer, and the others say so."""


BLOCKING = frozenset({Missing.DATABASE, Missing.TABLES, Missing.STATIC_FILES})
"""Without any of these no page is whole."""


def list_missing() -> list[Missing]:
    """What the site lacks now, in the order in which it is mended; some milliseconds."""
    missing = [*_look_at_database()]
    if not has_static_files():
        missing.append(Missing.STATIC_FILES)
    try:
        read_manifest(settings.JALON_NETWORK_DIR)
    except NetworkError:
        missing.append(Missing.NETWORK)
    return missing


_MAY_READ = "SELECT has_table_privilege(to_regclass('django_migrations'), 'SELECT')"
_DONE = "SELECT app, name FROM django_migrations"


def _look_at_database() -> list[Missing]:
    try:
        connection.ensure_connection()
        if not connection.is_usable():
            connection.close()
            connection.ensure_connection()
    except (DatabaseError, InterfaceError, JalonError):
        return [Missing.DATABASE]
    # Straight to the driver: it is no question of the page, and no page counts it.
    ask = connection.connection.execute
    try:
        with connection.wrap_database_errors:
            (may_read,) = ask(_MAY_READ).fetchone()
            done = {*ask(_DONE).fetchall()} if may_read else set()
    except DatabaseError:
        return [Missing.DATABASE]
    return [] if _list_migrations() <= done else [Missing.TABLES]


def list_newer_tables() -> list[str]:
    """Changes of our tables that this version does not know: a newer one made them."""
    known = _list_migrations()
    rooms = {app for app, _ in known}
    done = connection.connection.execute(_DONE).fetchall()
    return sorted(f"{app} {name}" for app, name in {*done} - known if app in rooms)


@cache
def _list_migrations() -> frozenset[tuple[str, str]]:
    """Those of this version: they change with it alone."""
    return frozenset(MigrationLoader(None).disk_migrations or ())


@cache
def has_static_files() -> bool:
    """Whether every static file was gathered; asked once, as the server reads them as it starts."""
    kept: Any = staticfiles_storage
    if not isinstance(kept, ManifestStaticFilesStorage):  # straight from the sources
        return True
    wanted = (path for finder in get_finders() for path, _ in finder.list(None))
    return all(path.replace("\\", "/") in kept.hashed_files for path in wanted)


class ReadyMiddleware:
    """Answers 503, in French, until the site has what every page needs, and looks no more then."""

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response
        self._was_ready = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say that the service is being prepared."""
        if self._was_ready or request.path_info.startswith(OPEN_PATHS):
            return self._get_response(request)
        self._was_ready = not BLOCKING & set(list_missing())
        return self._get_response(request) if self._was_ready else answer_not_ready()


def answer_not_ready() -> HttpResponse:
    """A page that needs nothing: no table, no static file, no session."""
    response = HttpResponse(render_to_string("503_service.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER_S)
    response["Cache-Control"] = "no-store"
    setattr(response, "_has_been_logged", True)  # noqa: B010 - Django's, and not in its types
    return response


def answer_failure(request: HttpRequest, *_: Any) -> HttpResponse:  # noqa: ANN401 - Django's
    """Django's answer to what nobody expected: never an empty page, whatever is broken."""
    if BLOCKING & set(_look_at_database()):
        return answer_not_ready()
    try:
        return HttpResponse(render_to_string("500.html", request=request), status=500)
    except Exception:
        return answer_not_ready()
