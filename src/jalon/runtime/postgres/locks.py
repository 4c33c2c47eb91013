"""Locks between processes that the system itself releases when a process is killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process, nor thread, is in the same block."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def last_one(path: Path) -> Iterator[bool]:
    """Give True, and keep newcomers waiting, if no process shares the lock; else give False."""
    descriptor = _open(path)
    try:
        yield _taken_at_once(descriptor)
    finally:
        os.close(descriptor)


class Share:
    """A lock shared with the other users of a thing, for as long as this process wants."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        # A fork would share our lock and outlive us: it takes its own when it needs one.
        os.register_at_fork(after_in_child=self.drop)

    @property
    def is_taken(self) -> bool:
        """Whether this process has the lock."""
        return self._descriptor is not None

    def take(self) -> bool:
        """Take the lock if this process does not have it; tell whether it was taken now."""
        if self._descriptor is not None:
            return False
        descriptor = _open(self._path)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        self._descriptor = descriptor
        return True

    def drop(self) -> None:
        """Give the lock back. In a fork, the parent keeps its own."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _taken_at_once(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
