"""What all tests share: a database of their own on a real server, static files from source."""

from __future__ import annotations

import contextlib
import fcntl
import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.database import become_application, enter_as_superuser, run
from tests.examples import load_profile

load_profile()


def pytest_configure(config: pytest.Config) -> None:
    """Serve static files from their source: no test depends on what was collected before."""
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    # A hundred thousand times as quick; nobody steals the passwords of tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_collection_finish() -> None:
    """Never look for garbage among the modules and the tests themselves: they stay to the end."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Give each process of each run its own database, so that many may run at once."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with _free_slot(settings.HOME) as slot:
        enter_as_superuser()
        test = connection.settings_dict["TEST"]
        test["NAME"] = f"test_{connection.settings_dict['NAME']}_{slot}"
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Be the application, which owns nothing; `tests/audit` turns the audit's refusal on again.

    Tests that commit empty all tables after them, which an application may nowhere else.
    """
    with django_db_blocker.unblock():
        run("ALTER TABLE audit_event DISABLE TRIGGER audit_event_not_emptied")
        become_application()


@contextlib.contextmanager
def _free_slot(folder: Path) -> Iterator[int]:
    for slot in count():
        with (folder / f"tests-{slot}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield slot
            return
