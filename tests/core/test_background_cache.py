"""Answers beside the page: each computed once, waited for, kept within bytes, tried again."""

from __future__ import annotations

import os
import signal
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event, Thread

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from jalon.core.background_cache import BackgroundCache, MemoryStore

LONG_S = 60.0


def cache(most_bytes: int = 1000, at_once: int = 1) -> BackgroundCache[str]:
    return BackgroundCache(MemoryStore(most_bytes, len), at_once)


def test_an_answer_is_computed_once_and_kept() -> None:
    answers, computed = cache(), list[int]()

    def compute() -> str:
        computed.append(1)
        return "seven"

    assert [answers.ask(b"a", compute, LONG_S) for _ in range(3)] == ["seven"] * 3
    assert computed == [1]


def test_many_who_ask_at_once_wait_for_one_computation() -> None:
    answers, computed, together = cache(), list[int](), Barrier(8)

    def compute() -> str:
        computed.append(1)
        return "seven"

    def ask(_: int) -> str | None:
        together.wait(LONG_S)
        return answers.ask(b"a", compute)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(8))) == ["seven"] * 8
    assert computed == [1]


def test_a_kept_answer_waits_for_no_computation() -> None:
    answers, began, may_end = cache(), Event(), Event()
    answers.ask(b"kept", lambda: "here", LONG_S)

    def slow() -> str:
        began.set()
        may_end.wait(LONG_S)
        return "late"

    assert answers.ask(b"slow", slow, 0) is None
    assert began.wait(LONG_S)
    assert answers.ask(b"kept", lambda: pytest.fail("computed again"), 0) == "here"
    may_end.set()
    assert answers.ask(b"slow", lambda: "other", LONG_S) == "late"


def test_computations_go_one_after_the_other_or_so_many_at_once() -> None:
    for at_once in (1, 2):
        answers, first_began, second_began = cache(at_once=at_once), Event(), Event()
        may_end = Event()

        def first(began: Event = first_began, end: Event = may_end) -> str:
            began.set()
            end.wait(LONG_S)
            return "first"

        def second(began: Event = second_began) -> str:
            began.set()
            return "second"

        assert answers.ask(b"a", first, 0) is None
        assert first_began.wait(LONG_S)
        patience_s = LONG_S if at_once == 2 else 0.02
        found = answers.ask(b"b", second, patience_s)
        assert (found == "second") == second_began.is_set() == (at_once == 2)
        may_end.set()
        assert answers.ask(b"b", second, LONG_S) == "second"


def test_a_failure_is_told_and_the_next_visit_tries_again() -> None:
    answers = cache()
    with pytest.raises(ZeroDivisionError):
        answers.ask(b"a", lambda: str(1 / 0), LONG_S)
    assert answers.ask(b"a", lambda: "seven", LONG_S) == "seven"


def test_a_thread_that_cannot_start_is_a_failure_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_thread(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    answers = cache()
    with monkeypatch.context() as patch:
        patch.setattr(Thread, "start", no_thread)
        with pytest.raises(RuntimeError, match="can't start"):
            answers.ask(b"a", lambda: "seven", LONG_S)
    assert answers.ask(b"a", lambda: "seven", LONG_S) == "seven"


def test_a_failure_that_nobody_waited_for_is_logged_without_what_it_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answers, may_end = cache(), Event()

    def fail() -> str:
        may_end.wait(LONG_S)
        raise ValueError("rent 417.31")

    assert answers.ask(b"a", fail, 0) is None
    may_end.set()
    with pytest.raises(ValueError, match="rent"):
        answers.ask(b"a", fail, LONG_S)
    assert "an answer was not computed: ValueError" in caplog.messages
    assert "417" not in caplog.text


def test_a_failure_gives_its_turn_back() -> None:
    answers, nothing = cache(), dict[str, str]()
    for number in range(5):
        with pytest.raises(KeyError):
            answers.ask(b"%d" % number, lambda: nothing["here"], LONG_S)
    assert answers.ask(b"a", lambda: "seven", LONG_S) == "seven"


@pytest.mark.parametrize("patience_s", [None, LONG_S])
def test_a_computation_that_times_out_says_so(patience_s: float | None) -> None:
    def compute() -> str:
        raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        cache().ask(b"a", compute, patience_s)


def test_an_answer_larger_than_all_is_given_and_not_kept() -> None:
    answers = cache(most_bytes=10)
    assert answers.ask(b"a", lambda: "x" * 50, LONG_S) == "x" * 50
    assert answers.ask(b"a", lambda: "y" * 50, LONG_S) == "y" * 50


def test_those_unused_longest_go_first() -> None:
    computed: list[bytes] = []
    answers = cache(most_bytes=2 * (10 + 1))

    def compute(key: bytes) -> str:
        computed.append(key)
        return "x" * 10

    for key in (b"a", b"b", b"a", b"c", b"a", b"b"):
        answers.ask(key, partial(compute, key), LONG_S)
    assert computed == [b"a", b"b", b"c", b"b"]


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_computes_what_the_other_was_computing() -> None:
    answers, began, may_end = cache(), Event(), Event()
    answers.ask(b"kept", lambda: "here", LONG_S)

    def slow() -> str:
        began.set()
        may_end.wait(LONG_S)
        return "late"

    answers.ask(b"slow", slow, 0)
    assert began.wait(LONG_S)
    child = os.fork()
    if child == 0:
        kept = answers.ask(b"kept", lambda: "again", 5)
        anew = answers.ask(b"slow", lambda: "anew", 5)
        os._exit(0 if (kept, anew) == ("here", "anew") else 1)
    _, status = os.waitpid(child, 0)
    may_end.set()
    assert os.waitstatus_to_exitcode(status) == 0
    assert answers.ask(b"slow", lambda: "other", LONG_S) == "late"


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_process_that_forks_while_a_thread_keeps_leaves_no_lock_behind() -> None:
    store: MemoryStore[str] = MemoryStore(1000, len)
    stop = Event()

    def keep() -> None:
        while not stop.is_set():
            store.keep(b"a", "x")
            store.find(b"a")

    with ThreadPoolExecutor(2) as threads:
        busy = [threads.submit(keep) for _ in range(2)]
        for _ in range(20):
            child = os.fork()
            if child == 0:
                # Ended by the signal where the lock is still held by a thread that is not here.
                signal.alarm(5)
                store.keep(b"b", "y")
                os._exit(0 if store.find(b"b") == "y" else 1)
            _, status = os.waitpid(child, 0)
            assert os.waitstatus_to_exitcode(status) == 0
        stop.set()
        assert [thread.result() for thread in busy] == [None, None]


class KeptWithinBytes(RuleBasedStateMachine):
    """A store of 100 bytes beside a plain list of what was used, last at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.store: MemoryStore[str] = MemoryStore(100, len)
        self.used: OrderedDict[bytes, str] = OrderedDict()

    @rule(key=st.sampled_from([b"a", b"b", b"c", b"d"]), size=st.integers(0, 120))
    def keep(self, key: bytes, size: int) -> None:
        self.store.keep(key, "x" * size)
        self.used.pop(key, None)
        if size + len(key) <= 100:
            self.used[key] = "x" * size
        while sum(len(key) + len(answer) for key, answer in self.used.items()) > 100:
            self.used.popitem(last=False)

    @rule(key=st.sampled_from([b"a", b"b", b"c", b"d", b"e"]))
    def find(self, key: bytes) -> None:
        assert self.store.find(key) == self.used.get(key)
        if key in self.used:
            self.used.move_to_end(key)

    @invariant()
    def is_bounded(self) -> None:
        kept = sum(len(key) + len(answer) for key, answer in self.used.items())
        assert self.store.total_bytes == kept <= 100
        assert len(self.store) == len(self.used)


TestKeptWithinBytes: Callable[[], object] = KeptWithinBytes.TestCase
