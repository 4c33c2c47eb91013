"""Settings are read by a fresh process, with an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_PRINT = """
import json, sys
from jalon.runtime import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def _read(home: Path, *names: str, **environment: str) -> dict[str, Any]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("JALON_")}
    kept.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", _PRINT, *names],
        env=kept | {"JALON_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def _jalon(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jalon.cli", *arguments],
        env=os.environ | {"JALON_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_any_choice_the_site_is_safe_and_closed(tmp_path: Path) -> None:
    read = _read(tmp_path, "DEBUG", "JALON_DEMO", "ALLOWED_HOSTS", "SESSION_COOKIE_HTTPONLY")
    assert read == {
        "DEBUG": False,
        "JALON_DEMO": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "SESSION_COOKIE_HTTPONLY": True,
    }


def test_reading_settings_starts_no_database(tmp_path: Path) -> None:
    read = _read(tmp_path, "DATABASES")
    assert read["DATABASES"]["default"]["ENGINE"] == "jalon.runtime.postgres"
    assert read["DATABASES"]["default"]["CONN_HEALTH_CHECKS"] is True
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_hsts_and_safe_cookies_come_with_tls_alone(tmp_path: Path) -> None:
    names = ("SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    without = _read(tmp_path, *names, "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER")
    assert list(without.values()) == [0, False, False, False, None]
    behind = _read(tmp_path, *names, "SECURE_SSL_REDIRECT", JALON_TLS="1")
    assert list(behind.values()) == [31_536_000, True, True, True]


def test_a_key_of_the_environment_writes_no_file(tmp_path: Path) -> None:
    assert _read(tmp_path, "SECRET_KEY", JALON_SECRET_KEY="k" * 60) == {"SECRET_KEY": "k" * 60}
    assert list(tmp_path.iterdir()) == []


def test_a_server_of_ones_own(tmp_path: Path) -> None:
    url = "postgresql://jalon:mot%20de%20passe@db.example.fr:5433/insertion"
    database = _read(tmp_path, "DATABASES", DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"]) == ("db.example.fr", 5433)
    assert (database["NAME"], database["PASSWORD"]) == ("insertion", "mot de passe")
    assert "statement_timeout" in database["OPTIONS"]["options"]
    assert database["OPTIONS"]["connect_timeout"] == 10


def test_options_of_the_address_win(tmp_path: Path) -> None:
    url = "postgresql://u@h/n?sslmode=require&connect_timeout=3"
    options = _read(tmp_path, "DATABASES", DATABASE_URL=url)["DATABASES"]["default"]["OPTIONS"]
    assert options["sslmode"] == "require"
    assert str(options["connect_timeout"]) == "3"


@pytest.mark.parametrize(
    "url", ["sqlite:///x", "mysql://root:hunter2@h/n", "hunter2", "postgresql://u:hunter2@h/"]
)
def test_an_address_that_is_not_postgresql_is_refused_without_its_password(
    tmp_path: Path, url: str
) -> None:
    done = _jalon(tmp_path, "site", "migrate", DATABASE_URL=url)
    assert done.returncode == 2
    assert done.stderr.startswith("jalon: DATABASE_URL is not the address of a PostgreSQL database")
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.stderr


def test_a_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    done = _jalon(tmp_path, "site", "migrate", JALON_THREADS="beaucoup")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "jalon: JALON_THREADS is 'beaucoup': write a whole number from 1 to 256.\n"
    )


def test_django_finds_nothing_to_say_in_production(tmp_path: Path) -> None:
    done = _jalon(
        tmp_path, "site", "manage", "check", "--deploy", "--fail-level", "WARNING", JALON_TLS="1"
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (1 silenced)" in done.stderr
