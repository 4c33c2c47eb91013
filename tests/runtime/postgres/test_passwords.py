"""Nobody enters the embedded server without a password, and its application owns nothing."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from jalon.runtime.postgres import Server
from jalon.runtime.postgres.layout import APPLICATION, OWNER, SUPERUSER
from jalon.runtime.postgres.passwords import ROLES, read_password
from jalon.runtime.postgres.programs import DatabaseError, Programs
from tests.runtime.conftest import User, find_pid


def test_passwords_are_for_who_runs_jalon_alone(home: Path) -> None:
    kept = Server(home).layout.passwords
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len({read_password(Server(home).layout, role) for role in ROLES}) == len(ROLES)


def test_without_a_password_nobody_enters(home: Path, user: User) -> None:
    user(home)
    sockets = str(Server(home).layout.socket_folder)
    for role in ROLES:
        for password in ("", "guessed"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(host=sockets, user=role, password=password, dbname="jalon")


def test_the_application_and_the_owner_are_no_superusers(home: Path, user: User) -> None:
    user(home)
    for role in (APPLICATION, OWNER):
        with Server(home).connect(role) as connection:
            for statement in (
                "COPY (SELECT 1) TO PROGRAM 'cat'",
                "SET session_replication_role = replica",
                f"SET ROLE {SUPERUSER}",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)
                connection.rollback()
    with (
        Server(home).connect(APPLICATION) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE of_mine (id int)")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another")
def test_a_process_of_nobody_reaches_neither_socket_nor_files(home: Path, user: User) -> None:
    user(home)
    nobody = pwd.getpwnam("nobody")
    layout = Server(home).layout
    assert layout.data.stat().st_uid not in {0, nobody.pw_uid}
    for path in (layout.passwords, layout.data / "PG_VERSION", layout.data / "pg_hba.conf"):
        read = ["cat", str(path)]
        told = subprocess.run(
            read, user=nobody.pw_uid, group=nobody.pw_gid, capture_output=True, check=False
        )
        assert b"Permission denied" in told.stderr


def test_a_cluster_of_an_older_jalon_is_given_its_roles(folder: Path, spare_home: Path) -> None:
    """It asked for no password, its one role was superuser, and owned everything."""
    server = Server(spare_home)
    server.start()
    with server.connect(SUPERUSER) as connection:
        connection.execute("CREATE TABLE things (id serial, name text)")
        connection.execute("CREATE TYPE pair AS (a int, b int)")
        connection.execute("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        # There already where another test has brought the tables of the copied cluster up to date.
        known = connection.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = 'jalon_caseworker_jalon'"
        )
        if not known.fetchone():
            connection.execute('CREATE ROLE "jalon_caseworker_jalon"')
    server.release()
    layout = server.layout
    layout.passwords.unlink()
    (layout.data / "pg_hba.conf").write_text("local all all trust\n")
    server.start()
    owners = (
        "SELECT relowner::regrole::text FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "UNION SELECT proowner::regrole::text FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace"
    )
    with server.connect(OWNER) as connection:
        assert connection.execute(owners).fetchall() == [(OWNER,)]
        connection.execute(f'GRANT "jalon_caseworker_jalon" TO {APPLICATION}')
    test_without_a_password_nobody_enters(spare_home, lambda home: None)  # type: ignore[arg-type, return-value]
    server.release()
    assert find_pid(spare_home) is None
    shutil.rmtree(spare_home)


def test_a_server_that_another_version_left_running_is_told_at_once(spare_home: Path) -> None:
    """It has no role of ours, and asks for no password: nothing waits a minute for it."""
    older = Server(spare_home)
    older.start()
    with older.connect(SUPERUSER) as connection:
        (older.layout.data / "pg_hba.conf").write_text("local all all trust\n")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"ALTER ROLE {APPLICATION} RENAME TO of_before")
        older.layout.passwords.unlink()
    newer = Server(spare_home)
    for _ in range(2):
        with pytest.raises(DatabaseError, match=r"refuses this Jalon: .*jalon site stop, then"):
            newer.start()
    newer.stop()
    newer.start()
    newer.connect(APPLICATION).close()
    older.release()
    newer.release()
    shutil.rmtree(spare_home)


def test_programs_that_make_files_run_as_somebody_with_a_name(folder: Path) -> None:
    programs = Programs(folder / "postgres")
    told = programs.run("initdb", "--version", cwd=folder.parent, as_maker=True)
    assert told.returncode == 0
