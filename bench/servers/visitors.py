"""Visitors, good and bad, on plain sockets. Times are seconds."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from itertools import count
from typing import ClassVar

_HEAD = b"Host: localhost\r\nConnection: close\r\n"
PROBE_S = 5.0
"""How long a probe waits before it calls its request lost."""


@dataclass
class Answers:
    """What became of requests."""

    times_s: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def lost(self) -> int:
        """Requests without an answer."""
        return self.statuses.get(0, 0)

    def quantile_ms(self, share: float) -> float:
        """A quantile of the times of those that were answered."""
        ordered = sorted(self.times_s) or [float("nan")]
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def get(port: int, path: str, answers: Answers, patience_s: float = PROBE_S) -> None:
    """One request on a connection of its own."""
    began = time.monotonic()
    try:
        status = await asyncio.wait_for(_get(port, path), patience_s)
        answers.times_s.append(time.monotonic() - began)
    except (OSError, TimeoutError, asyncio.IncompleteReadError, IndexError, ValueError):
        status = 0
    answers.statuses[status] = answers.statuses.get(status, 0) + 1


async def _get(port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"GET " + path.encode() + b" HTTP/1.1\r\n" + _HEAD + b"\r\n")
        answer = await reader.read()
        return int(answer.split(b" ", 2)[1])
    finally:
        writer.close()


async def arrive(
    port: int, path: str, rate: float, during_s: float, patience_s: float = PROBE_S
) -> Answers:
    """Requests that arrive at `rate` a second, whatever becomes of those before."""
    answers, began, tasks = Answers(), time.monotonic(), []
    for i in range(int(rate * during_s)):
        await asyncio.sleep(max(0.0, began + i / rate - time.monotonic()))
        tasks.append(asyncio.create_task(get(port, path, answers, patience_s)))
    await asyncio.gather(*tasks)
    return answers


async def keep_asking(port: int, path: str, visitors: int, during_s: float) -> float:
    """Requests a second, of visitors who each ask again on one connection."""
    done, until = count(), time.monotonic() + during_s

    async def visit() -> None:
        while time.monotonic() < until:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            # A server may close a connection that it had kept: the visitor opens another.
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while time.monotonic() < until:
                    writer.write(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    head = (await reader.readuntil(b"\r\n\r\n")).lower()
                    size = int(head.split(b"content-length: ")[1].split(b"\r")[0])
                    await reader.readexactly(size)
                    next(done)
            writer.close()

    await asyncio.gather(*(visit() for _ in range(visitors)))
    return next(done) / during_s


async def go_away(port: int, path: str, visitors: int) -> None:
    """Visitors who ask all at once, and leave before the answer."""
    writers = []
    for _ in range(visitors):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET " + path.encode() + b" HTTP/1.1\r\n" + _HEAD + b"\r\n")
        writers.append(writer)
    await asyncio.sleep(0.1)
    for writer in writers:
        writer.close()


class Crowd:
    """Connections that say nothing, or a byte every two seconds."""

    STARTS: ClassVar[dict[str, bytes]] = {
        "silent": b"",
        "headers": b"GET / HTTP/1.1\r\n" + _HEAD,
        "body": b"POST / HTTP/1.1\r\n" + _HEAD + b"Content-Length: 1000\r\n\r\n",
    }

    def __init__(self, port: int, kind: str, size: int) -> None:
        self._port, self._kind, self._size = port, kind, size
        self._tasks: list[asyncio.Task[None]] = []
        self.closed_s: list[float] = []

    async def __aenter__(self) -> Crowd:
        self._tasks = [asyncio.create_task(self._drip()) for _ in range(self._size)]
        await asyncio.sleep(1.0)
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _drip(self) -> None:
        began = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(self.STARTS[self._kind])
            while not reader.at_eof():
                try:
                    await asyncio.wait_for(reader.read(1000), 2.0)
                except TimeoutError:
                    writer.write(b"" if self._kind == "silent" else b"x")
            self.closed_s.append(time.monotonic() - began)
        except OSError:
            self.closed_s.append(time.monotonic() - began)
        finally:
            writer.close()
