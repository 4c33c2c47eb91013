"""What the worker is at, and who holds the wall, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WALL = {
    "database": "wall held by the database",
    "code": "wall held by the code alone: jalon site migrate says what is missing",
}


def describe(status: dict[str, Any]) -> str:
    """One line for the workers, one for the wall, one for each long work, one for each task."""
    return "\n".join(_lines(status))


def _lines(status: dict[str, Any]) -> Iterator[str]:
    yield f"workers {status['workers']}"
    yield _WALL[status["wall"]]
    for work in status["works"]:
        yield f"work {work['name']}: {work['done']} of {work['total']}, {_left(work)}"
    for task in status["tasks"]:
        yield (
            f"task {task['name']}: {task['waiting']} waiting, {task['in_hand']} in hand, "
            f"{task['given_up']} given up"
        )


def _left(work: dict[str, Any]) -> str:
    if work["done"] >= work["total"]:
        return f"done at {work['updated_at']}"
    if work["left_s"] is None:
        return "time left unknown"
    minutes, seconds = divmod(round(work["left_s"]), 60)
    return f"{minutes} min {seconds:02} s left"
