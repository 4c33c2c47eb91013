"""Slow, silent and vanished clients, on real processes: they hold nobody."""

from __future__ import annotations

import contextlib
import socket
import time
from itertools import chain

import pytest

from .conftest import Server, read_all, read_until, until

_HEAD = b"GET /?nom=Yasmina HTTP/1.1\r\nHost: a\r\n"
_STARTS = {
    "silent": b"",
    "headers": _HEAD,
    "body": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
    "chunks": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n",
    "kept alive": _HEAD + b"\r\n",
}


def test_those_who_never_end_hold_nobody_and_are_closed(server: Server) -> None:
    crowds = {kind: [server.connect(data) for _ in range(20)] for kind, data in _STARTS.items()}
    began = time.monotonic()
    assert server.get("/").startswith(b"HTTP/1.1 200")
    assert time.monotonic() - began < 1
    while time.monotonic() - began < 2.8:
        time.sleep(0.1)
        for kind in ("headers", "body", "chunks"):
            _drip(crowds[kind], b"x")
    for connection in chain(*crowds.values()):
        connection.settimeout(1)
        read_all(connection)  # a TimeoutError where it is open


def _drip(crowd: list[socket.socket], byte: bytes) -> None:
    for connection in crowd:
        with contextlib.suppress(OSError):  # closed: what the test is about
            connection.sendall(byte)


def test_an_answer_that_nobody_reads_is_given_up(server: Server) -> None:
    large = b"x" * (8 << 20)
    head = f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {len(large)}\r\n\r\n".encode()
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(10)
    connection.connect(("127.0.0.1", server.port))
    connection.sendall(head + large)
    time.sleep(3.5)  # two seconds to read it, and a turn
    with connection:
        assert len(read_all(connection)) < len(large)


def test_a_body_in_two_parts_and_a_second_request_on_the_same_connection(server: Server) -> None:
    connection = server.connect(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc")
    time.sleep(0.3)
    connection.sendall(b"def")
    assert read_until(connection, b"abcdef").startswith(b"HTTP/1.1 200")
    time.sleep(0.3)
    connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nghi")
    assert read_until(connection, b"ghi").startswith(b"HTTP/1.1 200")


def test_what_a_client_asked_who_has_gone_is_not_computed(server: Server) -> None:
    before = server.computed
    # Long beside the time to connect: the first ones have begun, and not those after them.
    ask = b"GET /compute/2.0 HTTP/1.1\r\nHost: a\r\n\r\n"
    for _ in range(20):
        server.connect(ask)
    until(lambda: server.computed > before)
    time.sleep(1.0)
    # Two processes of two threads; the system may give one of them nearly all connections.
    begun = server.computed
    assert 2 <= begun - before <= 4
    server.hang_up()
    time.sleep(2.8)
    assert server.computed == begun
    assert server.get("/").startswith(b"HTTP/1.1 200")


def test_the_wait_for_a_thread_is_told(server: Server) -> None:
    ask = b"GET /compute/0.6 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    busy = [server.connect(ask) for _ in range(8)]
    waits = [float(read_all(connection).rsplit(b"\r\n", 1)[1]) for connection in busy]
    assert sum(wait > 0.4 for wait in waits) >= 2
    assert all(wait < 2 for wait in waits)


def test_the_log_has_a_line_without_query_nor_address(server: Server) -> None:
    server.get("/page%0Aforged?nom=Yasmina")
    until(lambda: "GET /page%0Aforged 200 " in server.said)
    assert "Yasmina" not in server.said
    assert "127.0.0.1 " not in server.said.split("Booting")[-1]


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("/%E2%80%99a", "/%E2%80%99a"),
        ("/%C5%93%F0%9F%98%80%E2%80%A8%E2%80%8Fb", "/%C5%93%F0%9F%98%80%E2%80%A8%E2%80%8Fb"),
        ("/%C3%A9%ffc", "/%C3%A9%ffc"),
        ("//œ’d", "//%C5%93%E2%80%99d"),
        ("/e%2Ff%3Fg:h@i+j", "/e%2Ff%3Fg:h@i+j"),
        ("//k%20l#m", "//k%20l"),
        ("http://name:word@host/n%2520", "/n%2520"),
    ],
)
def test_the_log_has_the_path_as_it_was_sent(server: Server, sent: str, written: str) -> None:
    assert server.get(sent).startswith(b"HTTP/1.1 200")
    until(lambda: f" GET {written} 200 " in server.said)
    assert "Error" not in server.said


@pytest.mark.parametrize(
    "bad",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 70_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ],
)
def test_what_is_no_request_or_too_large_is_refused(server: Server, bad: bytes) -> None:
    status = read_all(server.connect(bad)).split(b" ", 2)[1]
    assert status in {b"400", b"413", b"431"}
