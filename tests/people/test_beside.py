"""Answers beside the page: computed once, waited for, kept, tried again after a failure."""

from __future__ import annotations

from functools import partial
from threading import Event

import pytest

from jalon.people.beside import Beside


def test_an_answer_is_computed_once_and_kept() -> None:
    beside: Beside[int] = Beside(2)
    asked: list[int] = []

    def compute() -> int:
        asked.append(1)
        return 7

    assert [beside.ask(b"a", compute, 60) for _ in range(3)] == [7, 7, 7]
    assert asked == [1]


def test_the_oldest_answers_go() -> None:
    beside: Beside[int] = Beside(2)
    asked: list[bytes] = []

    def note(key: bytes) -> int:
        asked.append(key)
        return 0

    for key in (b"a", b"b", b"a", b"c", b"a", b"b"):
        beside.ask(key, partial(note, key), 60)
    assert asked == [b"a", b"b", b"c", b"b"]


def test_who_is_not_patient_comes_back() -> None:
    beside: Beside[int] = Beside(2)
    may_end = Event()
    assert beside.ask(b"a", lambda: may_end.wait(60) * 7, 0) is None
    may_end.set()
    assert beside.ask(b"a", lambda: 8, 60) == 7


def test_a_failure_is_told_and_the_next_visit_tries_again() -> None:
    beside: Beside[float] = Beside(2)
    with pytest.raises(ZeroDivisionError):
        beside.ask(b"a", lambda: 1 / 0, 60)
    assert beside.ask(b"a", lambda: 7.0, 60) == 7.0


def test_two_are_computed_one_after_the_other() -> None:
    beside: Beside[int] = Beside(2)
    began, may_end = Event(), Event()
    order: list[str] = []

    def first() -> int:
        began.set()
        may_end.wait(60)
        order.append("first")
        return 1

    def second() -> int:
        order.append("second")
        return 2

    assert beside.ask(b"a", first, 0) is None
    assert began.wait(60)
    assert beside.ask(b"b", second, 0) is None
    may_end.set()
    assert beside.ask(b"b", lambda: 0, 60) == 2
    assert order == ["first", "second"]
