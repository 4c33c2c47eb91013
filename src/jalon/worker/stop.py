"""Asking what is being done to stop: a worker that ends gives back what it has in hand."""

from __future__ import annotations

import threading

_asked = threading.Event()


class GivenBackError(Exception):
    """The task stops where it is and waits again: its worker is asked to end."""


def ask_to_stop() -> None:
    """Ask every task of this process to give itself back."""
    _asked.set()


def check_stop() -> None:
    """Raise GivenBackError if this process is asked to end; a long task calls it now and then."""
    if _asked.is_set():
        raise GivenBackError
