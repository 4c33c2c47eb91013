"""DATABASE_URL names a server of one's own: here a second one, reached by TCP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from jalon.runtime.postgres import Server
from jalon.runtime.postgres.programs import Programs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def url(home: Path) -> Iterator[str]:
    """The address of a server that Jalon did not start."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = Server(home).layout.data
    programs = Programs(data)
    programs.open_ways()
    options = f"-k {data} -p {port} -c listen_addresses=127.0.0.1"
    start = ("start", "-D", ".", "-l", "server.log", "-w", "-o", options)
    assert programs.run("pg_ctl", *start, cwd=data).returncode == 0
    yield f"postgresql://jalon:hunter2@127.0.0.1:{port}/jalon"
    programs.run("pg_ctl", "stop", "-D", ".", "-m", "immediate", cwd=data)


def _run(home: Path, url: str, *module: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *module],
        env=os.environ | {"JALON_HOME": str(home), "DATABASE_URL": url},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_tables_are_made_there_and_nothing_is_started_here(folder: Path, url: str) -> None:
    done = _run(folder / "app", url, "jalon.cli", "site", "migrate")
    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
    assert [file.name for file in (folder / "app").iterdir()] == ["secret_key"]
    stop = _run(folder / "app", url, "jalon.cli", "site", "stop")
    assert stop.returncode == 1
    assert stop.stderr == (
        "jalon: DATABASE_URL names a server that Jalon does not start nor stop.\n"
    )


def test_the_tests_run_there_too(folder: Path, url: str) -> None:
    done = _run(folder / "app", url, "pytest", "-q", "tests/runtime/test_database.py")
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
