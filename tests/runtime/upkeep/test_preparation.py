"""From an empty folder to pages, by `prepare` and `serve`; what is missing is said on the way."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from jalon.core.errors import WrongInputError
from jalon.runtime.home import default_home
from jalon.runtime.upkeep.preparation import prepare_site


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "jalon.cli", "site", *arguments]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"JALON_HOME": str(home), "DATABASE_URL": "", "DATABASE_OWNER_URL": ""}


@contextmanager
def served(home: Path) -> Iterator[str]:
    """A site that serves `home`, and its address; what it says first is its first line."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        command("serve", "--port", str(port)),
        env=environment(home) | {"JALON_PROCESSES": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = ""
    while "Booting worker" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        said += process.communicate(timeout=60)[1]
        assert "Traceback" not in said
        (home / "said").write_text(said)


def get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_from_an_empty_folder_to_pages(folder: Path) -> None:
    folder.chmod(0o711)  # as the fixture `home`
    home = folder / "home"
    home.mkdir()
    with served(home) as address:
        assert json.loads(get(f"{address}/health")[1]) == {
            "alive": True,
            "ready": False,
            "missing": ["tables", "static_files", "network"],
        }
        assert get(f"{address}/health/alive")[0] == 200
        for path in ("/", "/nothing/of/this/name", "/mes-offres/"):
            status, page = get(address + path)
            assert (status, "Le service revient bientôt" in page) == (503, True)
    assert (
        "not ready (tables, static files, network): run jalon site prepare"
        in (home / "said").read_text()
    )
    done = subprocess.run(
        command("prepare"), env=environment(home), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    for step in ("tables and rights", "static files", "network"):
        assert f"  {step} " in done.stderr
    assert "the one of the demo territory answers" in done.stderr
    with served(home) as address:
        assert get(f"{address}/health") == (
            200,
            '{"alive": true, "ready": true, "missing": []}',
        )
        assert "tient dans la journée" in get(address)[1]
    assert "not ready" not in (home / "said").read_text()


def test_an_installed_jalon_asks_where_it_may_write(tmp_path: Path) -> None:
    with pytest.raises(WrongInputError, match="JALON_HOME is not set: name the folder"):
        default_home({}, tmp_path)
    assert default_home({"JALON_HOME": "elsewhere"}, tmp_path) == tmp_path / "var"
    (tmp_path / "pyproject.toml").touch()
    assert default_home({}, tmp_path) == tmp_path / "var"


def test_streets_without_a_feed_are_not_silently_left(tmp_path: Path) -> None:
    with pytest.raises(WrongInputError, match="--streets goes with --feed"):
        prepare_site(streets=tmp_path / "streets.osm.pbf")
