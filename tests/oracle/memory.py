"""Never asks the same thing twice: what is asked again is given again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tests.oracle.feed import Point
from tests.oracle.leaves import Visits
from tests.oracle.stretch import Finder
from tests.oracle.ways import Way

Answer = TypeVar("Answer")
Question = tuple[object, ...]


class Remembering:
    """A finder that keeps every answer of another one."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._ways: dict[Question, Way | None] = {}
        self._leaves: dict[Question, int | None] = {}

    def way(self, start: Point, at: int, visits: Visits, goal: Point, until: int) -> Way | None:
        question = start, at, tuple(visits.items()), goal, until
        return _kept(self._ways, question, lambda: self._finder.way(start, at, visits, goal, until))

    def latest(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        question = "latest", start, tuple(visits.items()), goal, low, deadline
        return _kept(
            self._leaves,
            question,
            lambda: self._finder.latest(start, visits, goal, low, deadline),
        )

    def safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        question = "safe", start, tuple(visits.items()), goal, low, deadline
        return _kept(
            self._leaves, question, lambda: self._finder.safe(start, visits, goal, low, deadline)
        )


def _kept(answers: dict[Question, Answer], question: Question, ask: Callable[[], Answer]) -> Answer:
    if question not in answers:
        answers[question] = ask()
    return answers[question]
