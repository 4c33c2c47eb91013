"""Processes that are killed, stuck, too large or told to stop: others go on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import psutil

from .conftest import Server, read_all, until

Start = Callable[..., Server]


def test_a_killed_process_is_replaced_at_once(start: Start) -> None:
    server = start(2)
    before = server.pids
    killed = min(before)
    os.kill(killed, signal.SIGKILL)
    began = time.monotonic()
    until(lambda: len(server.pids) == 2 and killed not in server.pids)
    assert time.monotonic() - began < 5
    assert all(server.get("/").startswith(b"HTTP/1.1 200") for _ in range(10))


def test_a_process_whose_page_never_ends_is_replaced_and_its_others_are_answered(
    start: Start,
) -> None:
    server = start(2)
    before = server.pids
    server.connect(b"GET /compute/60 HTTP/1.1\r\nHost: a\r\n\r\n")
    until(lambda: server.computed == 1)
    time.sleep(1.0)
    other = [server.connect(b"GET /compute/1.2 HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(2)]
    assert all(c.recv(1000).startswith(b"HTTP/1.1 200") for c in other)
    until(lambda: server.pids != before and len(server.pids) == 2)
    assert "a page took over 1 s: its process is replaced" in server.said


def test_a_process_that_holds_too_much_is_replaced(start: Start) -> None:
    server = start(2)
    before = server.pids
    assert server.get("/grow").startswith(b"HTTP/1.1 200")
    until(lambda: server.pids != before and len(server.pids) == 2)
    assert " MB: it is replaced" in server.said
    assert server.get("/").startswith(b"HTTP/1.1 200")


def test_told_to_stop_it_ends_what_it_began(start: Start) -> None:
    server = start(2)
    connection = server.connect(b"GET /compute/1 HTTP/1.1\r\nHost: a\r\n\r\n")
    until(lambda: server.computed == 1)
    server.process.send_signal(signal.SIGTERM)
    assert read_all(connection).startswith(b"HTTP/1.1 200")
    assert server.process.wait(10) == 0


def test_a_killed_master_leaves_no_process_and_the_next_answers_soon(start: Start) -> None:
    server = start(2)
    orphans = [psutil.Process(pid) for pid in server.pids]
    server.process.kill()
    server.process.wait()
    began = time.monotonic()
    assert start(2, server.port).get("/").startswith(b"HTTP/1.1 200")
    assert time.monotonic() - began < 5
    assert not psutil.wait_procs(orphans, timeout=10)[1]
