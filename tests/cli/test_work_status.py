"""What `jalon site status` prints."""

from __future__ import annotations

from typing import Any

import pytest

from jalon.cli.work_status import describe


def _work(done: int, left_s: float | None) -> dict[str, Any]:
    told = {"name": "sample.work", "done": done, "total": 400, "left_s": left_s}
    return told | {"updated_at": "2026-11-30T12:00:00+00:00"}


@pytest.mark.parametrize(
    ("wall", "line"),
    [
        ("database", "wall held by the database"),
        ("code", "wall held by the code alone: jalon site migrate says what is missing"),
    ],
)
def test_a_line_for_each_thing(wall: str, line: str) -> None:
    status = {
        "workers": 2,
        "wall": wall,
        "works": [_work(120, 200.4), _work(1, None), _work(400, 0.0)],
        "tasks": [{"name": "sample.note", "waiting": 3, "in_hand": 1, "given_up": 0}],
    }
    assert describe(status).splitlines() == [
        "workers 2",
        line,
        "work sample.work: 120 of 400, 3 min 20 s left",
        "work sample.work: 1 of 400, time left unknown",
        "work sample.work: 400 of 400, done at 2026-11-30T12:00:00+00:00",
        "task sample.note: 3 waiting, 1 in hand, 0 given up",
    ]
