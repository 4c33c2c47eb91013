"""A match that is stopped goes on where it was; a folder holds one run; a full disk is told."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jalon.core.errors import JalonError, RequestError
from jalon.core.run_folder import LOCK
from jalon.reach import (
    MatchFolder,
    MatchQuestion,
    Network,
    Progress,
    Request,
    match_people,
    parse_request,
)
from jalon.reach.match.run import folder as store
from jalon.reach.match.run import run
from tests.reach.asking import Asker
from tests.reach.desert import ask
from tests.reach.match.matching import cut_into, offers, same_tables

MADE_OF: dict[str, object] = {"of": "desert"}


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return Asker(tmp_path).network()


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    return parse_request(ask() | {"offers": offers(12)})


def match(network: Network, asked: Request, out: Path, **more: Any) -> list[int]:  # noqa: ANN401
    """Match in parts of one offer; gives how many parts were in after each."""
    told: list[int] = []
    folder = MatchFolder(out, MADE_OF)
    with cut_into(1):
        match_people(
            MatchQuestion(network, asked, 5), folder, tell=lambda p: told.append(p.done), **more
        )
    return told


class StoppedError(Exception):
    """Stands for whatever stops a run."""


def stop_after(parts: int) -> Any:  # noqa: ANN401
    """Told of progress, stops once so many parts are in."""

    def tell(progress: Progress) -> None:
        if progress.done == parts:
            raise StoppedError

    return tell


def stopped(network: Network, asked: Request, out: Path, parts: int) -> None:
    """A run that was stopped, with all parts but the last one kept."""
    folder = MatchFolder(out, MADE_OF)
    with cut_into(1), pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "KEEP_EVERY_S", -1)
        with pytest.raises(StoppedError):
            match_people(MatchQuestion(network, asked, 5), folder, tell=stop_after(parts))


def test_a_stopped_run_goes_on_where_it_was(
    network: Network, request_: Request, tmp_path: Path
) -> None:
    assert match(network, request_, tmp_path / "whole") == list(range(1, 13))
    stopped(network, request_, tmp_path / "twice", 5)
    # Four parts were kept, the fifth was in and not kept.
    assert match(network, request_, tmp_path / "twice") == list(range(5, 13))
    assert same_tables(tmp_path / "whole", tmp_path / "twice")
    assert sorted(p.name for p in (tmp_path / "twice").iterdir()) == [
        ".lock",
        "best.parquet",
        "manifest.json",
        "starts.parquet",
    ]
    # A finished run is left as it is.
    assert match(network, request_, tmp_path / "twice") == []


@pytest.mark.parametrize("kept", [b"", b"PK\x05\x06", b"no numbers"])
def test_a_state_that_cannot_be_read_is_begun_again(
    network: Network, request_: Request, tmp_path: Path, kept: bytes
) -> None:
    stopped(network, request_, tmp_path / "out", 5)
    (tmp_path / "out" / store.STATE).write_bytes(kept)
    assert match(network, request_, tmp_path / "out") == list(range(1, 13))


def test_other_parts_are_begun_again(network: Network, request_: Request, tmp_path: Path) -> None:
    match(network, request_, tmp_path / "whole")
    stopped(network, request_, tmp_path / "out", 5)
    told: list[int] = []
    with cut_into(2):
        folder = MatchFolder(tmp_path / "out", MADE_OF)
        match_people(
            MatchQuestion(network, request_, 5), folder, tell=lambda p: told.append(p.done)
        )
    assert told == list(range(1, 7))
    assert same_tables(tmp_path / "whole", tmp_path / "out")


def test_a_folder_holds_one_match(network: Network, request_: Request, tmp_path: Path) -> None:
    match(network, request_, tmp_path / "out")
    with pytest.raises(RequestError, match="a match of other people"):
        MatchFolder(tmp_path / "out", {"of": "another desert"})
    (tmp_path / "out" / "letters.txt").write_text("mine")
    with pytest.raises(RequestError, match=r"holds other things than a match \(letters.txt\)"):
        MatchFolder(tmp_path / "out", MADE_OF)
    with pytest.raises(RequestError, match="is a file, not a folder"):
        MatchFolder(tmp_path / "out" / "letters.txt", MADE_OF)


def test_two_runs_do_not_share_a_folder(
    network: Network, request_: Request, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with (out / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RequestError, match="Another run is writing into"):
            match(network, request_, out)
    assert match(network, request_, out)[-1] == 12


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_while_it_runs(network: Network, request_: Request, tmp_path: Path) -> None:
    match(network, request_, tmp_path / "whole")
    out = tmp_path / "out"
    stopped(network, request_, out, 5)
    before = (out / store.STATE).read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "KEEP_EVERY_S", -1)
        patch.setattr(np, "savez", no_room)
        with pytest.raises(JalonError) as raised:
            match(network, request_, out)
    said = str(raised.value)
    assert raised.value.exit_code == 1
    assert "4 of 12 parts are kept there, whole; 8 parts and the results" in said
    assert "same command again" in said
    assert (out / store.STATE).read_bytes() == before
    assert not (out / store.NEW_STATE).exists()
    assert match(network, request_, out) == list(range(5, 13))
    assert same_tables(tmp_path / "whole", out)


def test_a_full_disk_at_the_end(network: Network, request_: Request, tmp_path: Path) -> None:
    match(network, request_, tmp_path / "whole")
    out = tmp_path / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "write_starts", no_room)
        with pytest.raises(JalonError, match=r"12 of 12 parts .* the results \(best.parquet"):
            match(network, request_, out)
    assert json.loads((out / "manifest.json").read_text())["state"] == "unfinished"
    # All parts were kept: none is done again.
    assert match(network, request_, out) == []
    assert same_tables(tmp_path / "whole", out)


KILLED = """
import os, signal, sys
from jalon.reach.match.run import run
run.KEEP_EVERY_S, run.PART_PAIRS, run.LEAST_OFFERS = -1, 1, 1
def tell(self, progress):
    if progress.done == 7:
        os.kill(os.getpid(), signal.SIGKILL)
from jalon.cli import main, match
match._Teller.__call__ = tell
sys.exit(main(sys.argv[1:]))
"""


def test_a_killed_run_goes_on(network: Network, tmp_path: Path) -> None:
    asked = ask()
    for name, rows in {"people": asked["people"], "offers": offers(12)}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(rows))
    command = ["reach", "match", "--network", str(tmp_path / "net"), "--monday", "2026-11-23"]
    command += [
        "--people",
        str(tmp_path / "people.json"),
        "--offers",
        str(tmp_path / "offers.json"),
    ]
    killed = [sys.executable, "-c", KILLED, *command, "--out", str(tmp_path / "out")]
    for code in (-9, 0):
        # The second one begins at the seventh part: it is never told that seven are in.
        ended = subprocess.run(killed, capture_output=True, check=False)
        assert ended.returncode == code, ended.stderr
        killed[2] = KILLED.replace("== 7", "<= 6")
    whole = [sys.executable, "-m", "jalon.cli", *command, "--out", str(tmp_path / "whole")]
    subprocess.run(whole, check=True, capture_output=True)
    assert same_tables(tmp_path / "whole", tmp_path / "out")
