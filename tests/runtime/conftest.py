"""Folders for embedded servers of their own, and processes that use them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jalon.runtime.postgres import Server
from jalon.runtime.postgres.account import account_for
from jalon.runtime.postgres.layout import Layout
from jalon.runtime.postgres.postmaster import Postmaster

_USER = """
import sys
from pathlib import Path
from jalon.runtime.postgres import Server

Server(Path(sys.argv[1])).start()
print("up", flush=True)
sys.stdin.read()
"""

User = Callable[[Path], subprocess.Popen[str]]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path: pytest's own are too long for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="jalon-"))
    yield folder
    for home in (path.parent for path in folder.glob("**/postgres.start")):
        Server(home).stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def made_home() -> Iterator[Path]:
    """A stopped cluster: making one takes longer than all the rest of a test."""
    home = Path(tempfile.mkdtemp(prefix="jalon-"))
    server = Server(home)
    server.start()
    server.release()
    with (home / "postgres" / "postgresql.conf").open("a") as file:
        file.write("fsync = off\n")  # these tests kill processes, not machines
    yield home
    shutil.rmtree(home)


@pytest.fixture
def home(folder: Path, made_home: Path) -> Iterator[Path]:
    """The cluster made once, lent to a test that may move it but not damage it."""
    folder.chmod(0o711)  # under root PostgreSQL passes through, and has no need to say so
    yield made_home.rename(folder / "home")
    lent = next(folder.glob("**/postgres.users")).parent
    Server(lent).stop()
    lent.rename(made_home)


@pytest.fixture
def spare_home(folder: Path, made_home: Path) -> Path:
    """A copy of the cluster, to be damaged; copying takes a second."""
    return copy_home(made_home, folder / "spare")


@pytest.fixture
def user() -> Iterator[User]:
    """Start processes that use a server; the call returns once it answers."""
    users: list[subprocess.Popen[str]] = []

    def start(home: Path) -> subprocess.Popen[str]:
        users.append(start_user(home))
        assert users[-1].stdout is not None
        assert users[-1].stdout.readline() == "up\n"
        return users[-1]

    yield start
    for process in users:
        process.communicate(timeout=30)


def start_user(home: Path) -> subprocess.Popen[str]:
    """Start a process that uses the server of `home` until its standard input is closed."""
    command = [sys.executable, "-c", _USER, str(home)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def copy_home(source: Path, target: Path) -> Path:
    """Copy a JALON_HOME, owners and all."""
    subprocess.run(["cp", "-a", source, target], check=True)
    return target


def find_pid(home: Path) -> int | None:
    """The number of the server's main process, or None."""
    layout = Layout(home)
    return Postmaster(layout, account_for(layout.data)).find_pid()
