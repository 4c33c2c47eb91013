"""`jalon site`: what the demo test (test_site.py) does not already run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jalon.cli import build_parser, site
from jalon.runtime import prepare
from jalon.runtime.postgres import Server

from .conftest import find_pid, start_user


def _site(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jalon.cli", "site", *arguments],
        env=os.environ | {"JALON_HOME": str(home), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def migrated(home: Path) -> Path:
    """Its tables stay from one test to the next, as all of what is lent."""
    mark = home / "migrated"
    if not mark.exists():
        assert _site(home, "migrate").returncode == 0
        mark.touch()
    return home


def test_migrate_then_again(home: Path) -> None:
    for _ in range(2):
        done = _site(home, "migrate")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_two_migrations_at_once_wait_for_each_other(home: Path) -> None:
    command = [sys.executable, "-m", "jalon.cli", "site", "migrate"]
    environment = os.environ | {"JALON_HOME": str(home), "DATABASE_URL": ""}
    both = [
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [process.communicate(timeout=120)[1] for process in both] == ["", ""]
    assert [process.returncode for process in both] == [0, 0]
    assert find_pid(home) is None


def test_stop_ends_a_server_that_outlived_its_users(home: Path) -> None:
    killed = start_user(home)
    assert killed.stdout is not None
    killed.stdout.readline()
    killed.kill()
    killed.communicate()
    assert find_pid(home) is not None
    assert _site(home, "stop").returncode == 0
    assert find_pid(home) is None
    assert _site(home, "stop").returncode == 0


def test_sessions_that_expired_are_removed_and_counted(migrated: Path) -> None:
    add = (
        "from django.contrib.sessions.models import Session as S; "
        "[S.objects.create(session_key=k, session_data='', expire_date=k + '-01-01 00:00Z') "
        "for k in ('2001', '2002', '2999')]"
    )
    assert _site(migrated, "manage", "shell", "--no-imports", "-c", add).returncode == 0
    for count in (2, 0):
        done = _site(migrated, "purge-sessions")
        assert (done.returncode, done.stdout, done.stderr) == (0, f"sessions removed {count}\n", "")


def test_manage_runs_djangos_commands_and_tells_their_failures(home: Path) -> None:
    assert _site(home, "manage", "makemigrations", "--check", "--dry-run").returncode == 0
    wrong = _site(home, "manage", "migrate", "nothing")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("jalon: No installed app with label 'nothing'")
    assert "runserver" in _site(home, "manage", "help").stdout
    assert Server(home).layout.data.exists()


def test_what_waits_wants_the_tables_first(folder: Path) -> None:
    folder.chmod(0o711)  # as the fixture `home`: under root PostgreSQL has nothing to say of it
    early = _site(folder / "new", "status")
    assert (early.returncode, early.stdout) == (1, "")
    assert early.stderr == (
        "jalon: The database has no table for tasks yet: run jalon site migrate first.\n"
    )


@pytest.mark.parametrize(
    "wrong",
    [("--queues", "quick,slow"), ("--concurrency", "0"), ("--grace", "soon")],
    ids=lambda wrong: wrong[0],
)
def test_work_refuses_what_it_does_not_know(
    wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        build_parser(["site"]).parse_args(["site", "work", *wrong])
    assert left.value.code == 2
    assert f"{wrong[1]!r} is not" in capsys.readouterr().err


def test_status_tells_in_lines_and_in_json(migrated: Path) -> None:
    """The database is lent by other tests, which may have left tasks there."""
    told, as_json = _site(migrated, "status"), _site(migrated, "status", "--json")
    assert (told.returncode, as_json.returncode) == (0, 0)
    status = json.loads(as_json.stdout)
    assert status.keys() == {"workers", "wall", "works", "tasks"}
    lines = told.stdout.splitlines()
    assert (status["workers"], lines[0]) == (0, "workers 0")
    assert (status["wall"], lines[1]) == ("database", "wall held by the database")
    assert len(lines) == 2 + len(status["works"]) + len(status["tasks"])


def test_audit_tells_the_last_event_and_refuses_another_past(migrated: Path) -> None:
    whole = _site(migrated, "audit")
    assert (whole.returncode, whole.stdout) == (0, f"events 0\nlast   0:{'0' * 64}\nmarks  0\n")
    other = _site(migrated, "audit", "--known", f"3:{'a' * 64}")
    assert other.returncode == 1
    assert other.stderr == (
        "jalon: The audit chain is cut after event 0: the mark given is event 3.\n"
    )
    wrong = _site(migrated, "audit", "--known", "3")
    assert wrong.returncode == 2
    assert "'3' is not a rank and a hash" in wrong.stderr


def test_every_simple_verb_is_a_step_of_the_preparation() -> None:
    assert [step for step in site._SIMPLE_VERBS if not callable(getattr(prepare, step, None))] == []
