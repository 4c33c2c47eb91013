"""Work over threads, and in the thread that asks."""

from __future__ import annotations

import os
import sys
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


def test_what_gives_way_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads._state, "is_alone", False)
    is_let_go = threading.Event()

    def work_long() -> None:
        with threads.giving_way():
            threads.in_threads(lambda _: is_let_go.wait(60), range(40), "tests")

    long = threading.Thread(target=work_long)
    long.start()
    try:
        # All its forty items wait for the event: none of them stands before these two.
        told = threads.in_threads(ask, range(2), "tests")
    finally:
        is_let_go.set()
        long.join()
    assert [result for result, _ in told] == [0, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has threads of different worth")
def test_what_gives_way_is_the_last_to_get_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads._state, "is_alone", False)

    def worth(_: int) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def inside(_: int) -> list[int]:
        return threads.in_threads(worth, range(2), "inside")

    mine = worth(0)
    with threads.giving_way():
        assert threads.in_threads(inside, range(2), "tests") == [[19, 19], [19, 19]]
    assert threads.in_threads(inside, range(2), "tests") == [[mine, mine], [mine, mine]]
    assert worth(0) == mine


class Ground:
    """What takes as long to find as somebody wants."""

    def __init__(self, is_let_go: threading.Event) -> None:
        self.is_let_go = is_let_go
        self.is_begun = threading.Event()

    @threads.unlocked_property
    def waited(self) -> bool:
        self.is_begun.set()
        return self.is_let_go.wait(60)


def test_what_is_found_of_one_holds_up_no_other() -> None:
    slow, quick = Ground(threading.Event()), Ground(threading.Event())
    quick.is_let_go.set()
    long, soon = (threading.Thread(target=lambda one=one: one.waited) for one in (slow, quick))
    long.start()
    assert slow.is_begun.wait(10)
    soon.start()
    soon.join(10)
    stays = soon.is_alive()
    slow.is_let_go.set()
    long.join()
    soon.join()
    assert not stays
    assert slow.waited
    assert slow.__dict__["waited"]
