"""Room for the calls of one answer changes where they are kept, and nothing else."""

from __future__ import annotations

import threading

import pytest

from jalon.core.deep_calls import with_room


def test_gives_what_the_work_gives() -> None:
    assert with_room(lambda: with_room(lambda: "kept")) == "kept"


def test_lets_what_the_work_raises_pass() -> None:
    def fail() -> None:
        raise LookupError("not there")

    with pytest.raises(LookupError, match="not there"):
        with_room(fail)


def test_depth_is_counted_as_without() -> None:
    def go_down(depth: int) -> int:
        return depth if depth == 500 else go_down(depth + 1)

    def fall() -> None:
        fall()

    assert with_room(lambda: go_down(0)) == 500
    with pytest.raises(RecursionError):
        with_room(fall)


def test_several_threads_have_room_each() -> None:
    seen: list[int] = []
    threads = [
        threading.Thread(target=with_room, args=(lambda number=number: seen.append(number),))
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(20))
