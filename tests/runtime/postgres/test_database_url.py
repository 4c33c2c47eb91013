"""DATABASE_URL names a server of one's own: here a second one, reached by TCP."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import NotSupportedError

from jalon.core.errors import WrongInputError
from jalon.runtime.django import reach_database
from jalon.runtime.postgres import DatabaseError, Server
from jalon.runtime.postgres.layout import APPLICATION, OWNER, SUPERUSER
from jalon.runtime.postgres.passwords import read_password
from jalon.runtime.postgres.programs import Programs
from jalon.runtime.upkeep.source import source_of_url
from tests.database import refusing_connection

ROOT = Path(__file__).resolve().parents[3]


Address = Callable[[str], str]


@pytest.fixture
def address(home: Path) -> Iterator[Address]:
    """The address, for a role, of a server that Jalon did not start; it has roles as ours."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = Server(home).layout.data
    programs = Programs(data)
    programs.open_ways()
    door = data / "pg_hba.conf"
    local = door.read_text()
    door.write_text(local + "host all all 127.0.0.1/32 scram-sha-256\n")
    options = f"-k {data} -p {port} -c listen_addresses=127.0.0.1"
    start = ("start", "-D", ".", "-l", "server.log", "-w", "-o", options)
    assert programs.run("pg_ctl", *start, cwd=data).returncode == 0
    layout = Server(home).layout
    yield lambda role: f"postgresql://{role}:{read_password(layout, role)}@127.0.0.1:{port}/jalon"
    programs.run("pg_ctl", "stop", "-D", ".", "-m", "immediate", cwd=data)
    door.write_text(local)


def _run(home: Path, url: str, *module: str, owner: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *module],
        env=os.environ
        | {"JALON_HOME": str(home), "DATABASE_URL": url, "DATABASE_OWNER_URL": owner},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_tables_are_made_there_and_nothing_is_started_here(
    folder: Path, address: Address
) -> None:
    # Of its own: the other one is lent, and has the tables of the tests before.
    with psycopg.connect(address(SUPERUSER), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS new")
        connection.execute(f"CREATE DATABASE new OWNER {OWNER}")
    url, owner = (re.sub("jalon$", "new", address(role)) for role in (APPLICATION, OWNER))
    done = _run(folder / "app", url, "jalon.cli", "site", "migrate", owner=owner)
    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
    assert [file.name for file in (folder / "app").iterdir()] == ["secret_key"]
    stop = _run(folder / "app", url, "jalon.cli", "site", "stop")
    assert stop.returncode == 1
    assert stop.stderr == (
        "jalon: DATABASE_URL names a server that Jalon does not start nor stop.\n"
    )


def test_the_tests_run_there_too(folder: Path, address: Address) -> None:
    module = ("pytest", "-q", "tests/runtime/postgres/test_database.py")
    done = _run(folder / "app", address(SUPERUSER), *module)
    assert done.returncode == 0, done.stdout
    assert not (folder / "app" / "postgres").exists()


def test_a_server_that_does_not_answer_is_told_in_one_sentence(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"postgresql://jalon:hunter2@127.0.0.1:{port}/jalon"
    done = _run(folder / "app", address, "jalon.cli", "site", "migrate")
    assert done.returncode == 1
    assert done.stderr.startswith("jalon: The database does not answer: ")
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.stderr


def test_a_server_that_is_too_old_is_told_in_one_sentence() -> None:
    told = r"server is too old: PostgreSQL 14 or later is required \(found 13.9\)\.$"
    too_old = NotSupportedError("PostgreSQL 14 or later is required (found 13.9).")
    with refusing_connection(too_old), pytest.raises(DatabaseError, match=told):
        reach_database()


def test_an_address_that_is_none_is_told_by_where_it_was_given() -> None:
    for url in ("nonsense", "postgres//x", "mysql://u@h/n"):
        with pytest.raises(WrongInputError, match=r"^--from-url is not the address"):
            source_of_url(url)
