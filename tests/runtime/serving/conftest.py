"""A server of real processes, with a small application and little patience."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

_SERVER = """
import sys, time
from pathlib import Path
from jalon.runtime.server import Site
from jalon.runtime.logs import logging_settings
from jalon.runtime.serving import buffered_worker, connections

port, threads, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
connections.Listener.patience = connections.Patience(0.6, 0.9, 1.2, 2.0)
buffered_worker._STUCK_S, buffered_worker._YOUNG_S, buffered_worker._TICK_S = 1.5, 0.0, 0.1

def application(environ, start):
    path = environ["PATH_INFO"]
    if path.startswith("/compute"):
        with (folder / "computed").open("a") as file:
            file.write("x")
        time.sleep(float(path.split("/")[2]))
    if path == "/grow":
        application.held = bytearray(300 << 20)
    body = environ["wsgi.input"].read() or str(environ["jalon.waited_s"]).encode()
    # As Django does: what is read of it after the answer is no longer what was sent.
    environ["PATH_INFO"] = path.encode("latin-1").decode("utf-8", "replace")
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]

class Small(Site):
    def load(self):
        return application

buffered_worker.BufferedWorker.most_bytes = 250 << 20
Small({
    "bind": f"127.0.0.1:{port}", "worker_class": buffered_worker.BufferedWorker,
    "workers": 2, "threads": threads, "graceful_timeout": 2, "preload_app": True,
    "control_socket_disable": True, "logconfig_dict": logging_settings("INFO"),
}).run()
"""


class Server:
    """A master and its two processes."""

    def __init__(self, folder: Path, threads: int, port: int = 0) -> None:
        self.port = port or _find_free_port()
        self._computed, self._log = folder / "computed", folder / "log"
        self._computed.touch()
        self._open: list[socket.socket] = []
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _SERVER, str(self.port), str(threads), str(folder)],
                stderr=log,
            )
        until(lambda: self._log.read_text().count("Booting") == 2)

    @property
    def said(self) -> str:
        """What it wrote to its log."""
        return self._log.read_text()

    @property
    def computed(self) -> int:
        """How many requests computed."""
        return self._computed.stat().st_size

    @property
    def pids(self) -> set[int]:
        """The processes that answer."""
        children = psutil.Process(self.process.pid).children()
        return {child.pid for child in children if child.status() != psutil.STATUS_ZOMBIE}

    def connect(self, data: bytes = b"") -> socket.socket:
        """A connection that has sent some bytes."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self._open.append(connection)
        connection.sendall(data)
        return connection

    def hang_up(self) -> None:
        """Close every connection that a test opened."""
        while self._open:
            self._open.pop().close()

    def get(self, path: str) -> bytes:
        """The whole answer to a request."""
        head = f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        return read_all(self.connect(head.encode()))

    def end(self) -> None:
        """Stop it, if it runs."""
        self.hang_up()
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def _find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def read_all(connection: socket.socket) -> bytes:
    """All bytes until the other end closes; as many as came where it resets."""
    parts = [b""]
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def read_until(connection: socket.socket, end: bytes) -> bytes:
    """What comes until it ends so; headers and body may come apart."""
    data = b""
    while not data.endswith(end):
        part = connection.recv(65536)
        assert part, data
        data += part
    return data


def until(holds: Callable[[], bool], most_s: float = 20.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + most_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a server of so many threads in each process."""
    servers: list[Server] = []

    def start(threads: int, port: int = 0) -> Server:
        servers.append(Server(tmp_path, threads, port))
        return servers[-1]

    yield start
    for server in servers:
        server.end()


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"), 2)
    yield server
    server.end()


@pytest.fixture
def server(shared_server: Server) -> Iterator[Server]:
    """One server for all tests that leave it whole."""
    yield shared_server
    shared_server.hang_up()
