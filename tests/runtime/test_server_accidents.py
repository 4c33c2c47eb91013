"""What happens to folders and files between two starts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import psutil
import pytest

from jalon.runtime.postgres import DatabaseError, Server
from jalon.runtime.postgres.layout import SUPERUSER

from .conftest import User, copy_home, find_pid, start_user


def _start_and_stop(home: Path) -> None:
    server = Server(home)
    server.start()
    assert find_pid(home) is not None
    server.release()
    assert find_pid(home) is None


def _write_pid_file(home: Path, pid: int) -> None:
    """What a server with that number would have left; owned as the cluster is."""
    file = home / "postgres" / "postmaster.pid"
    file.write_text(f"{pid}\n{home}/postgres\n1700000000\n5432\n{home}/postgres\n\n1 2\nready\n")
    owner = (home / "postgres").stat()
    os.chown(file, owner.st_uid, owner.st_gid)
    file.chmod(0o600)


def test_a_pid_file_of_a_dead_process(home: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    _write_pid_file(home, gone.pid)
    _start_and_stop(home)


def test_a_pid_file_whose_number_is_another_process_now(home: Path) -> None:
    owner = (home / "postgres").stat()
    other = subprocess.Popen(["sleep", "60"], user=owner.st_uid if os.geteuid() == 0 else None)
    try:
        _write_pid_file(home, other.pid)
        _start_and_stop(home)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_pid_file_cut_in_the_middle(spare_home: Path) -> None:
    _write_pid_file(spare_home, 12)
    (spare_home / "postgres" / "postmaster.pid").write_text("")
    _start_and_stop(spare_home)


def test_a_cluster_half_made(folder: Path) -> None:
    draft = folder / "home" / ".postgres-killed"
    (draft / "base").mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")
    _start_and_stop(folder / "home")
    assert not draft.exists()


def test_a_making_killed_in_the_middle(folder: Path, user: User) -> None:
    home = folder / "home"
    killed = start_user(home)
    while not list(home.glob(".postgres-*/base")):
        assert killed.poll() is None
    killed.kill()
    killed.communicate()
    assert not (home / "postgres").exists()
    user(home)
    assert find_pid(home) is not None


def test_a_path_too_long_for_a_socket(folder: Path, home: Path) -> None:
    deep = folder / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    moved = home.rename(deep / "home")
    assert Server(moved).layout.socket_folder != moved / "postgres"
    _start_and_stop(moved)
    assert not Server(moved).layout.socket_folder.exists()


@pytest.mark.parametrize("name", ["a folder", "l'été", 'comma, quote"', "$HOME;`id`"])
def test_a_path_with_odd_characters(folder: Path, home: Path, name: str) -> None:
    (folder / name).mkdir()
    _start_and_stop(home.rename(folder / name / "home"))


def test_a_folder_moved_between_two_starts(folder: Path, home: Path) -> None:
    _start_and_stop(home)
    _start_and_stop(home.rename(folder / "elsewhere"))


@pytest.mark.parametrize("deep", ["", "d" * 100])
def test_a_folder_moved_while_its_server_runs(
    folder: Path, home: Path, user: User, deep: str
) -> None:
    """Its server would write its control file to the old path: another takes its place."""
    user(home)
    before = find_pid(home)
    (folder / deep).mkdir(exist_ok=True)
    moved = home.rename(folder / deep / "elsewhere")
    server = Server(moved)
    server.start()
    assert find_pid(moved) not in {None, before}
    _checkpoint(moved)
    server.release()


def test_a_new_home_where_one_was_moved_away(folder: Path, home: Path, user: User) -> None:
    """The server that was moved away must not write into the cluster that took its place."""
    user(home)
    before = find_pid(home)
    assert before is not None
    home.rename(folder / "elsewhere")
    server = Server(home)
    server.start()
    assert not psutil.pid_exists(before) or psutil.Process(before).status() == "zombie"
    _checkpoint(home)
    server.release()
    _start_and_stop(home)
    shutil.rmtree(home)


def _checkpoint(home: Path) -> None:
    with Server(home).connect(SUPERUSER) as connection:
        connection.execute("CHECKPOINT")


def test_a_copy_of_a_folder_whose_server_runs(folder: Path, home: Path, user: User) -> None:
    user(home)
    first = find_pid(home)
    copy = copy_home(home, folder / "copy")
    server = Server(copy)
    server.start()
    assert find_pid(copy) not in {None, first}
    assert find_pid(home) == first
    server.release()
    shutil.rmtree(copy)


def test_a_folder_thrown_away_while_its_server_runs(spare_home: Path, user: User) -> None:
    user(spare_home)
    old = find_pid(spare_home)
    assert old is not None
    shutil.rmtree(spare_home)
    user(spare_home)
    assert find_pid(spare_home) not in {None, old}
    assert not psutil.pid_exists(old) or psutil.Process(old).status() == "zombie"


def test_a_folder_thrown_away_under_a_process_is_not_made_again_empty(spare_home: Path) -> None:
    server = Server(spare_home)
    server.start()
    server.stop()
    shutil.rmtree(spare_home)
    with pytest.raises(DatabaseError, match="has gone while Jalon used it"):
        server.start()
    server.release()


def test_files_that_are_not_a_cluster_are_left_alone(folder: Path) -> None:
    (folder / "home" / "postgres").mkdir(parents=True)
    (folder / "home" / "postgres" / "letter.txt").write_text("Chère Madame")
    with pytest.raises(DatabaseError, match="not a PostgreSQL cluster: move them away"):
        Server(folder / "home").start()
    assert (folder / "home" / "postgres" / "letter.txt").read_text() == "Chère Madame"


def test_a_cluster_of_another_version_is_left_alone(spare_home: Path) -> None:
    (spare_home / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseError, match=r"made by PostgreSQL 16 and Jalon brings .* 18"):
        Server(spare_home).start()


def test_a_damaged_cluster_is_told_in_one_sentence(spare_home: Path) -> None:
    (spare_home / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(DatabaseError) as told:
        Server(spare_home).start()
    assert re.fullmatch(r"PostgreSQL cannot start in [^\n]+", str(told.value))
    assert "server.log" in str(told.value)


def test_a_home_that_cannot_be_is_told_in_one_sentence(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(DatabaseError, match=r"cannot start in .*file/home: .*JALON_HOME"):
        Server(folder / "file" / "home").start()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_a_closed_home_is_told_in_one_sentence(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o500)
    with pytest.raises(DatabaseError, match="this user may not use"):
        Server(folder / "closed" / "home").start()
