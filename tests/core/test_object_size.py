"""What a value takes in memory: near what the interpreter itself says, and never without end."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import pytest

from jalon.core.object_size import estimate_bytes


@dataclass(frozen=True, slots=True)
class Leg:
    name: str
    hours: tuple[int, ...]


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self
        self.word = "x" * 1000


def test_a_text_takes_what_the_interpreter_says() -> None:
    assert estimate_bytes("x" * 500) == sys.getsizeof("x" * 500)


def test_parts_are_counted() -> None:
    leg = Leg("x" * 1000, (1, 2, 3))
    assert estimate_bytes(leg) > 1000 + sys.getsizeof((1, 2, 3))
    assert estimate_bytes({"a": leg}) > estimate_bytes(leg)


def test_what_two_parts_share_is_counted_once() -> None:
    word = "x" * 10_000
    assert estimate_bytes((word, word)) < 11_000


def test_what_holds_itself_has_an_end() -> None:
    assert 1000 < estimate_bytes(Ring()) < 3000


@pytest.mark.parametrize("count", [1, 15, 16, 17, 1000, 1001])
def test_a_long_sequence_is_near_the_sum_of_its_members(count: int) -> None:
    legs = tuple(Leg(f"{number:0500d}", ()) for number in range(count))
    every = sum(estimate_bytes(leg) for leg in legs)
    assert every * 0.9 < estimate_bytes(legs) - sys.getsizeof(legs) < every * 1.1


def test_the_bytes_of_arrays_are_counted_of_views_too() -> None:
    array = np.zeros(1000)
    assert 8000 <= estimate_bytes(array) < 8300
    assert 4000 <= estimate_bytes(array[:500]) < 4300
