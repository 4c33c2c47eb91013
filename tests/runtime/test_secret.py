from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jalon.core.errors import JalonError
from jalon.runtime.secret import secret_key


def test_it_is_made_once_long_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret_key"
    key = secret_key(path)
    assert len(key) >= 50
    assert len(set(key)) > 10
    assert secret_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_a_key_that_others_could_read_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    key = secret_key(path)
    path.chmod(0o644)
    assert secret_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_read_the_same_key(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from jalon.runtime.secret import secret_key;"
        "print(secret_key(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "secret_key")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    keys = {process.communicate(timeout=60)[0] for process in started}
    assert keys == {secret_key(tmp_path / "secret_key") + "\n"}


def test_a_key_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(JalonError, match=r"secret_key cannot be used .*JALON_SECRET_KEY"):
        secret_key(tmp_path / "secret_key")
