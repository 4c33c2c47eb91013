"""What a worker prepares beside its tasks."""

from __future__ import annotations

import logging

import pytest

from jalon.matching.actions import refresh_shard
from jalon.runtime import prepare, work
from jalon.runtime.logs import DiscreetFormatter


def test_what_cannot_be_prepared_keeps_nothing_else_and_quotes_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("Alix, 12 rue des Lilas")

    done: list[str] = []
    monkeypatch.setattr(prepare, "warm_rights", fail)
    monkeypatch.setattr(refresh_shard, "prepare_ahead", lambda: done.append("days"))
    caplog.set_level(logging.INFO)
    work._warm()
    assert done == ["days"]
    (record,) = caplog.records
    said = DiscreetFormatter("{message}", style="{").format(record)
    assert "ValueError" in said
    assert "Alix" not in said
