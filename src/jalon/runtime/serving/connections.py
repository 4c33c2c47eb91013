"""Connections held in one thread, so that a slow or silent one holds nobody.

waitress reads a whole request before a thread of the site has it, and sends the answer after the
thread has gone on. What it leaves open is here: how long a client may take for each part. A client
that sends a byte every few seconds is active for ever, in its eyes.
"""

from __future__ import annotations

import logging
import string
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from jalon.web.guards.crowd import WAITED_S

if TYPE_CHECKING:
    from collections.abc import Collection

_access = logging.getLogger("gunicorn.access")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a client may take for each part of an exchange, from its beginning."""

    idle_s: float = 20.0
    """Between two requests, or before the first."""
    headers_s: float = 15.0
    """For the headers: two kilobytes at most, on the slowest telephone."""
    body_s: float = 60.0
    """For headers and body: a form or a photograph."""
    answer_s: float = 120.0
    """From a whole request to the last byte of its answer, read by the client."""

    def when_crowded(self) -> Patience:
        """What is left of it where connections run out: who asks comes before who does not."""
        return Patience(1.0, 2.0, self.body_s, self.answer_s)


class TimedTask(WSGITask):
    """One request in a thread: tells how long it waited, and writes its line of the log."""

    channel: TimedChannel

    def get_environment(self) -> dict[str, Any]:
        """Return waitress' environment, with the wait."""
        environ: dict[str, Any] = super().get_environment()
        environ.setdefault(WAITED_S, time.monotonic() - self.channel.asked_at)
        return environ

    def service(self) -> None:
        """Answer. Method, path, status, bytes, milliseconds: no query, no address, no browser."""
        began = time.monotonic()
        request: Any = self.request  # its stub is wrong
        try:
            super().service()
        finally:
            _access.info(
                "%s %s %s %d B %.0f ms",
                request.command,
                _sent_path(request.request_uri, request.path),
                self.status.split()[0],
                self.content_bytes_written,
                1000 * (time.monotonic() - began),
            )


def _sent_path(uri: str, path: str) -> str:
    """The path as it was sent, without its query; bytes that are not ASCII are escaped.

    `uri` and `path`, which is decoded, are bytes written as latin-1: no text of a visitor is lost
    nor refused here, whatever the site makes of it.
    """
    if not uri.startswith("/"):  # a proxy's form: its host, and who asks it, are in it
        return quote(path, encoding="latin-1")
    sent = uri.partition("?")[0].partition("#")[0]
    return quote(sent, safe=string.punctuation, encoding="latin-1")


class TimedChannel(HTTPChannel):
    """One connection, and since when it is at what it is doing. Moments are monotonic seconds."""

    task_class = TimedTask

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - waitress'
        self.idle_since = self.began_at = self.asked_at = time.monotonic()
        super().__init__(*args, **named)

    def received(self, data: bytes) -> bool:
        """Take bytes; the first of a request starts its clock."""
        if self.request is None:
            self.began_at = time.monotonic()
        return super().received(data)

    def service(self) -> None:
        """Answer one request, in a thread."""
        super().service()
        self.idle_since = time.monotonic()

    def is_overdue(self, now: float, patience: Patience) -> bool:
        """Whether the client took too long for what it is doing; never while we compute."""
        if self.requests:
            return False
        if self.total_outbufs_len:
            return now - self.asked_at > patience.answer_s
        if self.request is None:
            return now - self.idle_since > patience.idle_s
        limit_s = patience.body_s if self.request.headers_finished else patience.headers_s
        return now - self.began_at > limit_s


class Listener(TcpWSGIServer):
    """Accepts connections, and each second closes those that are overdue."""

    channel_class = TimedChannel
    patience = Patience()

    def add_task(self, task: Any) -> None:  # noqa: ANN401 - a channel, whatever the stubs say
        """Queue the request of a channel for a thread, and note since when."""
        task.asked_at = time.monotonic()
        super().add_task(task)

    def maintenance(self, now: int) -> None:
        """Close what is overdue; `now` is waitress' own clock, which somebody may set back."""
        moment = time.monotonic()
        patience = self.patience.when_crowded() if self.is_crowded else self.patience
        for channel in self.channels:
            if channel.is_overdue(moment, patience):
                channel.will_close = True

    @property
    def is_crowded(self) -> bool:
        """Whether three quarters of the connections that we may hold are taken."""
        return len(self.channels) > 0.75 * self.adj.connection_limit

    @property
    def channels(self) -> Collection[TimedChannel]:
        """The open connections."""
        open_now = cast("dict[int, TimedChannel]", self.active_channels)  # its stub is wrong
        return open_now.values()

    @property
    def longest_s(self) -> float:
        """Seconds since the oldest request that waits or computes was whole; 0 without any."""
        now = time.monotonic()
        return max((now - c.asked_at for c in self.channels if c.requests), default=0.0)
