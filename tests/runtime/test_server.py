"""The embedded server lives as long as one of our processes uses it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from jalon.runtime.postgres import Server
from jalon.runtime.postgres.layout import SUPERUSER

from .conftest import User, find_pid, start_user


def _connect(home: Path) -> psycopg.Connection[tuple[object, ...]]:
    """Connect as the site does."""
    connection = Server(home).connect(SUPERUSER)
    connection.autocommit = True
    return connection


def _ask(home: Path) -> object:
    with _connect(home) as connection:
        row = connection.execute("SELECT 6 * 7").fetchone()
    return row[0] if row else None


def test_it_is_made_from_nothing_and_stopped_at_the_end(folder: Path) -> None:
    server = Server(folder / "new" / "home")
    server.start()
    assert _ask(folder / "new" / "home") == 42
    server.release()
    assert find_pid(folder / "new" / "home") is None


def test_the_last_of_several_users_stops_it(home: Path, user: User) -> None:
    first, second = user(home), user(home)
    pid = find_pid(home)
    first.communicate(timeout=30)
    assert find_pid(home) == pid
    second.communicate(timeout=30)
    assert find_pid(home) is None


def test_users_that_start_together_on_nothing_share_one_server(folder: Path) -> None:
    users = [start_user(folder / "home") for _ in range(4)]
    for process in users:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
    sockets = str(folder / "home" / "postgres")
    lines = {p.pid: p.info["cmdline"] or [] for p in psutil.process_iter(["cmdline"])}
    mains = [pid for pid, line in lines.items() if "-k" in line and sockets in line]
    assert mains == [find_pid(folder / "home")]
    for process in users:
        process.communicate(timeout=30)
    assert find_pid(folder / "home") is None


def test_a_user_killed_leaves_it_to_the_next_one(home: Path, user: User) -> None:
    killed = user(home)
    pid = find_pid(home)
    killed.kill()
    killed.communicate()
    assert find_pid(home) == pid
    user(home).communicate(timeout=30)
    assert find_pid(home) is None


def test_it_comes_back_after_it_was_killed(home: Path, user: User) -> None:
    user(home)
    killed = find_pid(home)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    server = Server(home)
    server.start()
    assert find_pid(home) not in {None, killed}
    assert _ask(home) == 42
    server.release()


def test_a_fork_that_ends_does_not_stop_it(home: Path) -> None:
    server = Server(home)
    server.start()
    child = os.fork()
    if child == 0:
        os._exit(_end_like_a_worker(server))
    assert os.waitpid(child, 0)[1] == 0
    assert _ask(home) == 42
    server.release()
    assert find_pid(home) is None


def _end_like_a_worker(server: Server) -> int:
    try:
        if server.in_use:
            return 2
        server.hold()
        server.release()
    except BaseException:
        return 1
    return 0


def test_nobody_else_may_enter_and_no_network_is_listened_on(home: Path, user: User) -> None:
    user(home)
    assert (home / "postgres").stat().st_mode & 0o077 == 0
    with _connect(home) as connection:
        shown = connection.execute("SHOW listen_addresses").fetchone()
    assert shown == ("",)


def test_its_log_repeats_no_value(home: Path, user: User) -> None:
    user(home)
    with _connect(home) as connection:
        connection.execute("CREATE TABLE person (name text UNIQUE)")
        connection.execute("INSERT INTO person VALUES ('Yasmina')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('Yasmina')")
        with pytest.raises(psycopg.errors.UndefinedColumn):
            connection.execute("SELECT nothing FROM person WHERE name = 'Yasmina'")
        connection.execute("DROP TABLE person")
    time.sleep(0.1)
    log = Server(home).layout.log.read_text()
    assert "duplicate key" in log
    assert "Yasmina" not in log
