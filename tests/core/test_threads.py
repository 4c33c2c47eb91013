"""Work over threads, and in the thread that asks."""

from __future__ import annotations

import threading

import pytest

from jalon.core import threads


def ask(item: int) -> tuple[int, int]:
    return 2 * item, threading.get_ident()


def test_results_are_in_the_order_of_the_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads._state, "is_alone", False)
    told = threads.in_threads(ask, range(40), "tests")
    assert [result for result, _ in told] == list(range(0, 80, 2))
    assert threading.get_ident() not in {thread for _, thread in told}


def test_a_process_alone_works_in_the_thread_that_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads._state, "is_alone", False)
    threads.work_alone()
    told = threads.in_threads(ask, range(4), "tests")
    assert told == [(2 * item, threading.get_ident()) for item in range(4)]
