"""Marks noted outside the database: `jalon site audit` finds a cut tail without being told."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.conf import settings

from jalon.audit.chain import BrokenChainError, Mark, verify_chain
from jalon.audit.marks import UnreadableMarksError, note_mark, read_marks
from jalon.audit.models import Head
from jalon.worker.tasks import note_audit
from tests.database import run

from .test_chain import add

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "elsewhere" / "audit.marks"
    monkeypatch.setattr(settings, "JALON_AUDIT_MARKS", path)
    return path


def test_without_an_event_nothing_is_noted(marks: Path) -> None:
    assert note_mark() is None
    assert not marks.exists()
    assert read_marks() == []


def test_a_mark_is_noted_once_for_its_owner_alone(marks: Path) -> None:
    last = add(1)
    for _ in range(2):
        note_audit()
    assert read_marks() == [Mark(1, last.hash)]
    assert stat.S_IMODE(marks.stat().st_mode) == 0o600
    add(2)
    note_audit()
    assert [mark.sequence for mark in read_marks()] == [1, 2]


def test_a_tail_that_was_cut_with_its_head_is_found(marks: Path) -> None:
    kept = add(1)
    add(2)
    note_mark()
    run("RESET SESSION AUTHORIZATION")
    for table in ("audit_event", "audit_head"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run("DELETE FROM audit_event WHERE sequence > 1")
    Head.objects.update(sequence=1, hash=kept.hash)
    assert verify_chain() == Mark(1, kept.hash)
    with pytest.raises(BrokenChainError, match="cut after event 1: the last mark noted outside"):
        verify_chain(noted=read_marks())


def test_a_chain_written_again_is_not_the_one_that_was_noted(marks: Path) -> None:
    add(1)
    note_mark()
    run("RESET SESSION AUTHORIZATION")
    for table in ("audit_event", "audit_head"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run("TRUNCATE audit_event, audit_head")
    add(9)
    add(10)
    with pytest.raises(BrokenChainError, match="at event 1: it is not the event that was noted"):
        verify_chain(noted=read_marks())


def test_a_line_cut_by_a_full_disk_is_no_mark(marks: Path) -> None:
    marks.parent.mkdir()
    marks.write_text(f"2026-11-30T12:00:00+00:00 3:{'a' * 64}\n2026-11-30T13:00:00+00:00 4:bb")
    assert read_marks() == [Mark(3, "a" * 64)]


def test_a_file_that_cannot_be_used_is_one_sentence(marks: Path) -> None:
    marks.mkdir(parents=True)
    with pytest.raises(UnreadableMarksError, match=r"Is a directory.*JALON_AUDIT_MARKS"):
        read_marks()
