"""A run over many households that is stopped goes on; a folder holds one; a full disk is told."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from jalon.core.errors import JalonError, RequestError
from jalon.core.progress import Progress
from jalon.core.run_folder import LOCK
from jalon.rights import Ask, CrowdFolder, reckon_crowd
from jalon.rights.crowd import folder as crowd_folder
from jalon.rights.crowd import workers
from jalon.rights.crowd.folder import GAINS
from jalon.rights.crowd.rows import reckon_part, write_part
from tests.rights.households import alone, job

MADE_OF: dict[str, object] = {"of": "three households"}


@pytest.fixture
def asks() -> list[Ask]:
    homes = (alone(), alone(30), alone(30, 60))
    return [Ask(f"h{rank}", home, (job(id="o"),)) for rank, home in enumerate(homes)]


def run(asks: list[Ask], out: Path, **more: Any) -> list[int]:  # noqa: ANN401
    """Run in parts of one household; gives how many parts were in after each."""
    told: list[int] = []
    asked: dict[str, Any] = {"tell": lambda progress: told.append(progress.done), "part_copies": 2}
    reckon_crowd(asks, CrowdFolder(out, MADE_OF), **(asked | more))
    return told


class StoppedError(Exception):
    """Stands for whatever stops a run."""


def stop_at(count: int) -> Any:  # noqa: ANN401
    def tell(progress: Progress) -> None:
        if progress.done == count:
            raise StoppedError

    return tell


def test_a_stopped_run_goes_on_and_is_the_same(asks: list[Ask], tmp_path: Path) -> None:
    assert run(asks, tmp_path / "whole") == [1, 2, 3]
    with pytest.raises(StoppedError):
        run(asks, tmp_path / "out", tell=stop_at(2))
    assert run(asks, tmp_path / "out") == [3]
    assert run(asks, tmp_path / "out") == []
    one, other = (tmp_path / name / GAINS for name in ("whole", "out"))
    assert one.read_bytes() == other.read_bytes()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".lock",
        "gains.parquet",
        "manifest.json",
    ]


def test_parts_of_another_run_are_not_taken(asks: list[Ask], tmp_path: Path) -> None:
    (tmp_path / "part-000000.parquet").write_bytes(b"of a run without a manifest")
    assert run(asks, tmp_path) == [1, 2, 3]


def test_a_folder_holds_one_run(asks: list[Ask], tmp_path: Path) -> None:
    run(asks, tmp_path)
    with pytest.raises(RequestError, match="holds gains of other households"):
        CrowdFolder(tmp_path, {"of": "others"})
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RequestError, match=r"other things than gains \(notes.txt\)"):
        CrowdFolder(tmp_path, MADE_OF)


def test_two_runs_at_once_are_refused(asks: list[Ask], tmp_path: Path) -> None:
    with (tmp_path / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RequestError, match="Another run is writing"):
            run(asks, tmp_path)


def test_a_full_disk_says_what_is_kept(
    asks: list[Ask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(path: Path, columns: Any) -> None:  # noqa: ANN401
        if "000001" in path.name:
            path.write_bytes(b"half of i")
            raise OSError(errno.ENOSPC, "No space left on device")
        write_part(path, columns)

    monkeypatch.setattr(crowd_folder, "write_part", write)
    with pytest.raises(JalonError, match="1 of 3 parts are kept there, whole") as told:
        run(asks, tmp_path)
    assert told.value.exit_code == 1
    monkeypatch.undo()
    assert run(asks, tmp_path) == [2, 3]


def _die_once(mark: Path) -> None:
    """Ends the first worker that comes here as the kernel would for want of memory."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _begin_without_the_law() -> None:
    """Leave building it to a worker that lives to its first part."""


def _first_dies(part: Any) -> Any:  # noqa: ANN401
    _die_once(Path(os.environ["JALON_TEST_MARK"]))
    return reckon_part(part)


def test_the_part_of_a_killed_worker_is_done_again(
    asks: list[Ask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(asks, tmp_path / "whole")
    mark = tmp_path / "killed"
    monkeypatch.setenv("JALON_TEST_MARK", str(mark))
    handed = workers.hand_out

    def hand(pool: Any, part: Any) -> Any:  # noqa: ANN401
        return handed(pool, part, _first_dies)

    monkeypatch.setattr(workers, "_begin", _begin_without_the_law)
    monkeypatch.setattr(workers, "hand_out", hand)
    assert run(asks, tmp_path / "out", workers=2) == [1, 2, 3]
    assert mark.exists()
    one, other = (tmp_path / name / GAINS for name in ("whole", "out"))
    assert one.read_bytes() == other.read_bytes()


def test_workers_that_always_end_are_told(
    asks: list[Ask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:  # noqa: ANN401
        raise BrokenProcessPool

    monkeypatch.setattr(workers, "_as_done", broken)
    with pytest.raises(JalonError, match="with fewer --workers"):
        run(asks, tmp_path, workers=2)
