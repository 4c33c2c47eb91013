"""The site as `make demo` serves it: prepared, answered, logged, stopped."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import psutil
import pytest

from .conftest import find_pid


class Site:
    """A running demo and what it has said so far."""

    def __init__(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "jalon.cli", "site", "demo", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env=os.environ | {"JALON_HOME": str(home)},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""

    def read_until(self, words: str) -> None:
        """Read what it says, line by line, until `words` are there."""
        assert self.process.stderr is not None
        while words not in self.said:
            line = self.process.stderr.readline()
            assert line, self.said
            self.said += line

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Fetch a page as a browser does."""
        address = f"http://127.0.0.1:{self.port}{path}"
        asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - our own address
            return answer.status, dict(answer.headers), answer.read()

    def find_processes(self) -> set[int]:
        """The processes that answer pages, forks of the server."""
        found = set()
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):  # it ends while it is looked at
                if child.status() != psutil.STATUS_ZOMBIE and "serve" in child.cmdline():
                    found.add(child.pid)
        return found

    def stop(self) -> str:
        """Press Ctrl-C and return the last words."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)[1]


@pytest.fixture
def site(home: Path) -> Iterator[Site]:
    site = Site(home)
    yield site
    if site.process.poll() is None:
        site.process.kill()
        site.process.communicate()


def test_the_demo_from_an_empty_database_by_a_killed_one_to_ctrl_c(site: Site, home: Path) -> None:
    site.read_until("Ctrl-C stops the site")
    for step in ("database", "static files", "timetable", "territory"):
        assert f"  {step} " in site.said
    status, headers, body = site.get("/?nom=Yasmina")
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 100_000
    site.read_until(" GET / 200 ")
    assert "Yasmina" not in site.said
    assert "127.0.0.1 " not in site.said.split("Ctrl-C stops")[1]
    check_that_no_address_forges_a_line(site)
    check_that_a_phone_fetches_static_files_once(site, body)
    check_that_a_killed_process_is_replaced(site)
    # It starts beside the server, after it: on a busy machine long after.
    site.read_until("The worker is ready")
    check_that_a_killed_database_comes_back(site, home)
    last_words = site.stop()
    assert site.process.returncode == 0
    assert "Traceback" not in site.said + last_words
    assert "The worker has ended." in last_words
    assert find_pid(home) is None


def check_that_no_address_forges_a_line(site: Site) -> None:
    """Neither a line of its own, nor a field of its line; what is not found is one line."""
    asked = {
        "/%0aAll%20is%20lost%1b[2J": " GET /%0aAll%20is%20lost%1b[2J 404 ",
        "/sources/?nom=%00": " GET /sources/ 400 ",
        # Django has decoded it by then, and no line of a log is worth a connection.
        "/%E2%80%99x": " GET /%E2%80%99x 404 ",
    }
    for path, line in asked.items():
        with pytest.raises(HTTPError) as refused:
            site.get(path)
        # Whole: who hangs up before the last byte has a line more, of a client that went away.
        assert refused.value.read()
        refused.value.close()
        assert f" {refused.value.code} " in line
        site.read_until(line)
    lost = [line for line in site.said.splitlines() if "All" in line and "lost" in line]
    assert [" GET /%0aAll%20is%20lost%1b[2J 404 " in line for line in lost] == [True], lost


def check_that_a_killed_database_comes_back(site: Site, home: Path) -> None:
    """In the same site: preparing one takes ten times as long."""
    killed = find_pid(home)
    assert killed is not None
    # The request that is under way is lost; those that come after must not be.
    helpers = psutil.Process(killed).children()
    os.kill(killed, signal.SIGKILL)
    psutil.wait_procs(helpers, timeout=30)
    assert site.get("/")[0] == 200
    assert find_pid(home) not in {None, killed}


def check_that_a_phone_fetches_static_files_once(site: Site, home_page: bytes) -> None:
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', gzip.decompress(home_page).decode())
    assert sheets
    for sheet in sheets:
        status, headers, _ = site.get(sheet)
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        assert "immutable" in headers["Cache-Control"]


def check_that_a_killed_process_is_replaced(site: Site) -> None:
    before = site.find_processes()
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    began = time.monotonic()
    while len(site.find_processes() - {min(before)}) < 2:
        assert time.monotonic() - began < 5
        time.sleep(0.05)
    assert all(site.get("/")[0] == 200 for _ in range(8))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("verb", "another"), [("demo", "make demo PORT="), ("serve", "jalon site serve --port ")]
)
def test_a_port_that_is_taken_is_told_before_anything_is_made(
    folder: Path, verb: str, another: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "jalon.cli", "site", verb, "--port", str(port)],
            env=os.environ | {"JALON_HOME": str(folder / "home")},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == (
        f"jalon: Nothing can listen on 127.0.0.1:{port} (Address already in use): "
        f"choose another port, as in: {another}{port + 1}\n"
    )
    assert not (folder / "home").exists()
