"""What is declared of a task: where it waits, before whom, how often it is tried, and why doing it
twice is the same as once. What it may be given: references, never a text.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from typing import Any, get_type_hints
from uuid import UUID

_NAME = re.compile(r"[a-z_]+\.[a-z_]+")

Reference = int | UUID | Enum
"""What a task may be given: it names a thing, and says nothing of it."""
Stored = dict[str, int | str]
"""Arguments as PostgreSQL keeps them, by name."""


class Queue(StrEnum):
    """Where a task waits. A worker keeps one of its threads for what is quick."""

    QUICK = "quick"
    """Done in a second or two: somebody may be looking at the page."""
    LONG = "long"
    """Seconds to minutes: parts of a long work, and the night's."""


class Priority(IntEnum):
    """Who goes first of those that wait in a queue."""

    NIGHT = -10
    """All again, while the old answers stay."""
    USUAL = 0
    SOON = 10
    """Somebody changed something and looks for it."""


class Alone(Enum):
    """What is never done at the same time, whatever the number of workers."""

    ARGUMENTS = "arguments"
    """The same task with the same arguments."""
    TASK = "task"
    """The same task, whatever its arguments."""


class UndeclaredError(TypeError):
    """A task is declared without its rule, or with arguments that could hold personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The rule of one task, checked when it is declared."""

    name: str
    """`room.verb_noun`: it stays in the database, so it outlives the function's name."""
    queue: Queue
    idempotent: str
    """Why doing it twice is the same as once: a killed worker's task is done again."""
    priority: Priority = Priority.USUAL
    most_attempts: int = 5
    """Failures, or workers that died of it, before it is given up."""
    first_wait_s: int = 2
    """Between the first failure and the second attempt; four times as much after each."""
    alone: Alone = Alone.ARGUMENTS
    cron: str = ""
    """When it comes by itself, in UTC, as crontab writes it; such a task takes no argument."""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise UndeclaredError(f"Task {self.name!r}: its name is room.verb_noun.")
        if not self.idempotent.strip():
            raise UndeclaredError(f"Task {self.name}: say why doing it twice is the same as once.")


def read_kinds(name: str, function: Callable[..., object]) -> dict[str, type[Reference]]:
    """The kind of each argument; raises UndeclaredError where one is not a reference."""
    hints = get_type_hints(function)
    kinds = {each: hints.get(each) for each in inspect.signature(function).parameters}
    wrong = [each for each, kind in kinds.items() if not _is_reference(kind)]
    if wrong:
        raise UndeclaredError(
            f"Task {name}: {', '.join(wrong)} is not an int, a UUID or an Enum; "
            "a task is given references, never values of somebody."
        )
    return {each: kind for each, kind in kinds.items() if kind is not None}


def _is_reference(kind: object) -> bool:
    return isinstance(kind, type) and (kind in {int, UUID} or issubclass(kind, Enum))


def store(kinds: dict[str, type[Reference]], given: dict[str, Any]) -> Stored:
    """Arguments as they are kept; raises TypeError for a value of another kind, without telling it.

    The annotation alone would let a text pass that a caller gives by mistake.
    """
    stored: Stored = {}
    for name, kind in kinds.items():
        value = given[name]
        if type(value) is not kind:
            raise TypeError(f"Argument {name} is not of the kind that its task declares.")
        value = value.value if isinstance(value, Enum) else value
        stored[name] = value if isinstance(value, int) else str(value)
    return stored


def restore(kinds: dict[str, type[Reference]], stored: Stored) -> dict[str, Any]:
    """The arguments of a function from what was kept."""
    return {name: kind(stored[name]) for name, kind in kinds.items()}  # type: ignore[arg-type]
