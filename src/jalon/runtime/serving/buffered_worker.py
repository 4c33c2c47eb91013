"""A process of the site: gunicorn starts, watches and replaces it, waitress holds its connections.

gunicorn's own worker with threads gives each connection a thread while it sends its headers: as
many slow clients as threads close the site (docs/decisions/0018-server.md has the figures).
"""

from __future__ import annotations

import logging
import os
import resource
import time
from typing import Any, cast

import psutil
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from jalon.runtime.serving.connections import Listener

_MOST_CONNECTIONS = 1000
_MOST_BODY_BYTES = 20 << 20
_MOST_HEADER_BYTES = 64 << 10
_STUCK_S = 120.0
"""A request that computes longer is lost: its process is replaced."""
_YOUNG_S = 60.0
"""A process is not replaced for its memory before it has served so long: it would never serve."""
_TICK_S = 1.0


class BufferedWorker(Worker):
    """Threads compute; one loop reads, writes, and tells the master that this process lives.

    It retires, letting its requests end, when it is told to stop, when a request is stuck, or when
    it holds more memory than `most_bytes`; the master then starts another.
    """

    most_bytes = 600 << 20

    def run(self) -> None:
        """Serve until this process is to end."""
        self._map: dict[int, Any] = {}
        self._threads = ThreadedTaskDispatcher()
        self._threads.set_thread_count(self.cfg.threads)
        # It warns at every request that waits for a thread.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._listeners = [self._listen(sock) for sock in self.sockets]
        self._started_at = time.monotonic()
        while self.alive and not self._must_end():
            self._turn()
        self._retire()

    def _listen(self, sock: Any) -> Listener:  # noqa: ANN401 - gunicorn's wrapper of a socket
        inner = sock.sock
        return Listener(
            cast(Any, self.wsgi),  # two stubs of one interface
            self._map,
            _sock=inner,
            dispatcher=self._threads,
            adj=_adjustments(self.cfg.threads, self.cfg.backlog),
            sockinfo=(inner.family, inner.type, inner.proto, inner.getsockname()),
            bind_socket=False,
        )

    def _turn(self) -> None:
        self.notify()
        wasyncore.loop(timeout=_TICK_S, use_poll=True, map=self._map, count=1)

    def _must_end(self) -> bool:
        if self.ppid != os.getppid():
            self.log.warning("the master is gone: process %d ends", self.pid)
            return True
        now = time.monotonic()
        if now < self._looks_at:
            return False
        self._looks_at = now + _TICK_S
        if any(listener.longest_s > _STUCK_S for listener in self._listeners):
            self.log.error("a page took over %d s: its process is replaced", _STUCK_S)
            return True
        return self._is_too_large(now)

    _looks_at = 0.0

    def _is_too_large(self, now: float) -> bool:
        held = psutil.Process().memory_info().rss
        if held <= self.most_bytes or now - self._started_at < _YOUNG_S:
            return False
        self.log.warning("a process holds %d MB: it is replaced", held >> 20)
        return True

    def _retire(self) -> None:
        """Accept nobody any more; end the requests that are here, within the time to stop."""
        until = time.monotonic() + self.cfg.graceful_timeout
        for listener in self._listeners:
            listener.accepting = False
        while time.monotonic() < until and self._is_busy():
            self._turn()
        self._threads.shutdown(timeout=0)

    def _is_busy(self) -> bool:
        return any(
            channel.requests or channel.total_outbufs_len
            for listener in self._listeners
            for channel in listener.channels
        )


def _count_connections() -> int:
    """How many this process may hold; a connection may have its file, and its body another."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = (
        3 * _MOST_CONNECTIONS
        if hard == resource.RLIM_INFINITY
        else min(hard, 3 * _MOST_CONNECTIONS)
    )
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(50, min(_MOST_CONNECTIONS, max(soft, wanted) // 3))


def _adjustments(threads: int, backlog: int) -> Adjustments:
    return Adjustments(
        threads=threads,
        backlog=backlog,
        connection_limit=_count_connections(),
        cleanup_interval=1,
        # With it a client that has gone is seen, and what it asked is not computed.
        channel_request_lookahead=1,
        log_socket_errors=False,
        max_request_header_size=_MOST_HEADER_BYTES,
        max_request_body_size=_MOST_BODY_BYTES,
        # Where TLS ends before us the proxy's word is taken, by the settings and nowhere else.
        clear_untrusted_proxy_headers=False,
        ident=None,
    )
