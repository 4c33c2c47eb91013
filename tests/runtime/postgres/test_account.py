"""PostgreSQL under root: another account runs it, and gets no more than it needs."""

from __future__ import annotations

import os
import pwd
import stat
from pathlib import Path

import pytest

from jalon.runtime.postgres import Server
from jalon.runtime.postgres.account import Account, account_for, let_read, let_through
from tests.runtime.conftest import find_pid

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
STRANGER = Account("stranger", uid=54_321, gid=54_321)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.geteuid() == 0, reason="for ordinary users")
def test_an_ordinary_user_runs_it_themselves(folder: Path) -> None:
    assert account_for(folder / "postgres") is None


@needs_root
def test_root_takes_a_number_that_nobody_has(folder: Path) -> None:
    account = account_for(folder / "home" / "postgres")
    assert account is not None
    with pytest.raises(KeyError):
        pwd.getpwuid(account.uid)


@needs_root
def test_root_takes_nobody_where_the_container_has_no_such_number(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jalon.runtime.postgres.account._is_usable", lambda _: False)
    account = account_for(folder / "home" / "postgres")
    assert account is not None
    assert (account.name, account.uid) == ("nobody", pwd.getpwnam("nobody").pw_uid)


@needs_root
def test_root_takes_the_owner_of_the_folder(folder: Path) -> None:
    daemon = pwd.getpwnam("daemon")
    os.chown(folder, daemon.pw_uid, daemon.pw_gid)
    account = account_for(folder / "home" / "postgres")
    assert account == Account("daemon", daemon.pw_uid, daemon.pw_gid)


@needs_root
def test_root_takes_its_own_for_an_owner_without_a_name(folder: Path) -> None:
    os.chown(folder, STRANGER.uid, STRANGER.gid)
    account = account_for(folder / "postgres")
    assert account is not None
    assert account == account_for(Path("/nothing/of/this/name"))


@needs_root
def test_root_takes_whoever_has_the_cluster_named_or_not(folder: Path) -> None:
    (folder / "postgres").mkdir()
    os.chown(folder / "postgres", STRANGER.uid, STRANGER.gid)
    account = account_for(folder / "postgres")
    assert account is not None
    assert (account.uid, account.gid) == (STRANGER.uid, STRANGER.gid)


def test_others_may_pass_but_not_list_and_only_where_needed(folder: Path) -> None:
    closed, open_ = folder / "closed", folder / "closed" / "open"
    open_.mkdir(parents=True)
    closed.chmod(0o700)
    open_.chmod(0o755)
    let_through(STRANGER, [open_ / "postgres"])
    assert _mode(closed) == 0o701
    assert _mode(open_) == 0o755


def test_the_owner_needs_nothing(folder: Path) -> None:
    mine = Account("me", folder.stat().st_uid, folder.stat().st_gid)
    let_through(mine, [folder / "postgres"])
    assert _mode(folder) == 0o700


def test_programs_installed_privately_are_opened_for_reading(folder: Path) -> None:
    program, text = folder / "bin" / "postgres", folder / "share" / "postgres.bki"
    for file, mode in ((program, 0o700), (text, 0o600)):
        file.parent.mkdir()
        file.touch()
        file.chmod(mode)
        file.parent.chmod(0o700)
    let_read(STRANGER, folder)
    assert _mode(program) == 0o705
    assert _mode(text) == 0o604
    assert _mode(text.parent) == 0o705


@needs_root
def test_a_process_that_root_may_not_look_into_is_seen_by_its_account(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> Path:
        raise PermissionError

    server = Server(home)
    server.start()
    try:
        seen = find_pid(home)
        monkeypatch.setattr(Path, "readlink", refuse)
        assert seen is not None
        assert find_pid(home) == seen
    finally:
        server.release()
