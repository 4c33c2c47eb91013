"""No task without its rule, and none that is given anything but references."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from croniter import croniter

import jalon
from jalon.cli.site import _QUEUES
from jalon.worker import Queue, task
from jalon.worker.rules import UndeclaredError, read_kinds, restore, store
from jalon.worker.task import list_tasks
from tests.worker import sample

HOUSE = Path(jalon.__file__).parent
TASKS = list_tasks()


@pytest.mark.parametrize("name", TASKS)
def test_every_task_is_declared_whole(name: str) -> None:
    rule = TASKS[name].rule
    assert rule.name == name
    assert rule.idempotent
    assert 1 <= rule.most_attempts <= 20
    assert not rule.cron or croniter.is_valid(rule.cron)


@pytest.mark.parametrize("name", TASKS)
def test_every_task_is_given_references_alone(name: str) -> None:
    kinds = read_kinds(name, TASKS[name]._function)
    assert [
        kind
        for kind in kinds.values()
        if kind not in {int, uuid.UUID} and not issubclass(kind, Enum)
    ] == []


def test_tasks_are_those_of_modules_named_so() -> None:
    """A task declared elsewhere would be known to some processes and not to others."""
    found = [path for path in HOUSE.rglob("*.py") if _declares(path)]
    assert found
    assert [path for path in found if path.name != "tasks.py"] == []


def test_the_library_knows_no_task_of_its_own_way() -> None:
    """`procrastinate`'s decorator would go around the rules."""
    users = {path for path in HOUSE.rglob("*.py") if "procrastinate" in _imports(path)}
    assert users
    assert [path for path in users if HOUSE / "worker" not in path.parents] == []


def test_the_command_names_the_queues() -> None:
    assert list(Queue) == list(_QUEUES)


def _declares(path: Path) -> bool:
    text = path.read_text()
    tree = ast.parse(text if "@task" in text else "")
    decorators = (
        each.func
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for each in node.decorator_list
        if isinstance(each, ast.Call)
    )
    return any(isinstance(each, ast.Name) and each.id == "task" for each in decorators)


def _imports(path: Path) -> set[str]:
    text = path.read_text()
    nodes = list(ast.walk(ast.parse(text if "procrastinate" in text else "")))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    others = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in plain | others}


def _with_text(name: str) -> None: ...
def _with_date(day: object) -> None: ...
def _with_flag(flag: bool) -> None: ...
def _with_anything(**more: Any) -> None: ...  # noqa: ANN401 - what is refused


@pytest.mark.parametrize("function", [_with_text, _with_date, _with_flag, _with_anything])
def test_what_could_be_a_value_of_somebody_is_refused(function: Callable[..., None]) -> None:
    with pytest.raises(UndeclaredError, match="is not an int, a UUID or an Enum"):
        task("sample.refused", queue=Queue.QUICK, idempotent="it is refused")(function)
    assert "sample.refused" not in list_tasks()


@pytest.mark.parametrize(
    ("name", "more", "words"),
    [
        ("Sample", {}, "its name is room.verb_noun"),
        ("sample.mute", {"idempotent": " "}, "say why doing it twice"),
        ("sample.note", {}, "declared twice"),
        ("sample.due", {"cron": "* * * * *"}, "takes no argument"),
    ],
)
def test_a_rule_that_is_not_whole_is_refused(name: str, more: dict[str, Any], words: str) -> None:
    def wanted(number: int) -> None: ...

    rule = {"queue": Queue.QUICK, "idempotent": "it is refused"} | more
    with pytest.raises(UndeclaredError, match=words):
        task(name, **rule)(wanted)


def test_a_value_of_another_kind_is_refused_without_being_told() -> None:
    with pytest.raises(TypeError) as error:
        sample.note_number.defer("Yasmina")  # type: ignore[arg-type]
    assert "Yasmina" not in str(error.value)
    with pytest.raises(TypeError, match="missing a required argument"):
        sample.note_number.defer()  # type: ignore[call-arg]


def test_arguments_come_back_as_they_were() -> None:
    kinds: dict[str, Any] = {"a": int, "b": uuid.UUID, "c": sample.Kind}
    given = {"a": -3, "b": uuid.UUID(int=9), "c": sample.Kind.TERM}
    assert restore(kinds, store(kinds, given)) == given
