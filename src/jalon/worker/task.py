"""Declaring a task, and asking for it."""

from __future__ import annotations

import functools
import inspect
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, Generic, ParamSpec

from jalon.worker.rules import (
    Alone,
    Priority,
    Queue,
    Rule,
    Stored,
    UndeclaredError,
    read_kinds,
    restore,
    store,
)
from jalon.worker.stop import GivenBackError
from jalon.worker.waiting import Waiting, add_waiting

_logger = logging.getLogger(__name__)

P = ParamSpec("P")

_declared: dict[str, Task[Any]] = {}


class Task(Generic[P]):
    """A function that may be done later, elsewhere and twice. Calling it does it here and now."""

    def __init__(self, function: Callable[P, None], rule: Rule) -> None:
        self.rule = rule
        self._function = function
        self._kinds = read_kinds(rule.name, function)
        self._signature = inspect.signature(function)
        if rule.cron and self._kinds:
            raise UndeclaredError(f"Task {rule.name}: one that comes by itself takes no argument.")
        functools.update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Do it here and now."""
        self._function(*args, **kwargs)

    def defer(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Let it wait for a worker; it waits only if the caller's transaction stays."""
        self.defer_as(self.rule.priority, *args, **kwargs)

    def defer_as(self, priority: Priority, /, *args: P.args, **kwargs: P.kwargs) -> None:
        """`defer`, before or after its like."""
        given = self._signature.bind(*args, **kwargs).arguments
        add_waiting([self._wait(store(self._kinds, given), priority)])

    def defer_all(
        self, arguments: Iterable[tuple[Any, ...]], priority: Priority | None = None
    ) -> None:
        """`defer` for each tuple of arguments, in one statement."""
        rank = self.rule.priority if priority is None else priority
        bound = (self._signature.bind(*each).arguments for each in arguments)
        add_waiting([self._wait(store(self._kinds, given), rank) for given in bound])

    def run(self, stored: Stored) -> None:
        """Do what waited, and tell how it went in one line; a failure is raised, told elsewhere."""
        started = time.monotonic()
        try:
            self._function(**restore(self._kinds, stored))  # type: ignore[call-arg]
        except GivenBackError:
            _logger.info("Task %s is given back: its worker ends.", self.key(stored))
            raise
        lasted_s = time.monotonic() - started
        _logger.info("Task %s is done in %.1f s.", self.key(stored), lasted_s)

    def key(self, stored: Stored) -> str:
        """The task and its arguments in a word: what waits once, and what the log names."""
        inside = ", ".join(f"{name}={value}" for name, value in stored.items())
        return f"{self.rule.name}({inside})"

    def _wait(self, stored: Stored, priority: Priority) -> Waiting:
        key = self.key(stored)
        lock = key if self.rule.alone is Alone.ARGUMENTS else self.rule.name
        return Waiting(self.rule.queue, self.rule.name, int(priority), lock, key, stored)


def task(  # noqa: PLR0913 - the whole rule, each part by its name
    name: str,
    *,
    queue: Queue,
    idempotent: str,
    priority: Priority = Priority.USUAL,
    most_attempts: int = 5,
    first_wait_s: int = 2,
    alone: Alone = Alone.ARGUMENTS,
    cron: str = "",
) -> Callable[[Callable[P, None]], Task[P]]:
    """Declare a task with its rule (`rules.Rule`); raises UndeclaredError where it is not whole."""
    rule = Rule(
        name=name,
        queue=queue,
        idempotent=idempotent,
        priority=priority,
        most_attempts=most_attempts,
        first_wait_s=first_wait_s,
        alone=alone,
        cron=cron,
    )

    def declare(function: Callable[P, None]) -> Task[P]:
        if name in _declared:
            raise UndeclaredError(f"Task {name} is declared twice.")
        _declared[name] = made = Task(function, rule)
        return made

    return declare


def list_tasks() -> dict[str, Task[Any]]:
    """Every declared task by its name."""
    return dict(_declared)
