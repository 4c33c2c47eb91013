"""Saved, erased, brought back: every table is the same, and nothing is written over anything."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from psycopg import sql

from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.core.errors import JalonError, WrongInputError
from jalon.people.models import Person
from jalon.runtime.postgres import embedded_server
from jalon.runtime.postgres.layout import SUPERUSER
from jalon.runtime.postgres.passwords import read_password
from jalon.runtime.upkeep import restore
from jalon.runtime.upkeep.backup import DUMP, MANIFEST, read_manifest, save_source
from jalon.runtime.upkeep.source import Source
from jalon.runtime.upkeep.tables import find_differences, read_contents
from jalon.worker.tasks import clear_sessions
from tests.cast import alice
from tests.database import as_superuser, is_embedded, run

__all__ = ["alice"]
pytestmark = pytest.mark.django_db(transaction=True)


def source_of(name: str) -> Source:
    """A database on the server of the tests."""
    own = connection.settings_dict
    password = own["PASSWORD"]
    if is_embedded():
        password = read_password(embedded_server(own["HOME"]).layout, SUPERUSER)
    words = {
        "host": own["HOST"],
        "port": str(own["PORT"]),
        "user": own["USER"],
        "password": password,
        "dbname": name,
    }
    return Source({word: value for word, value in words.items() if value})


@pytest.fixture
def saved(alice: Person, tmp_path: Path) -> Path:
    """A backup of the database of the tests, with somebody, an event and a task in it."""
    record(Verb.OPENED, Actor(1, "é"), subject_person_id=alice.pk, reason="", detail={"page": "x"})
    clear_sessions.defer()
    key = tmp_path / "key"
    key.write_text("k")
    own = source_of(connection.settings_dict["NAME"])
    save_source(own, tmp_path / "saved", {"secret_key": key, "audit.marks": tmp_path / "none"})
    return tmp_path / "saved"


@pytest.fixture
def empty() -> Iterator[Source]:
    """An empty database beside the one of the tests."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with as_superuser():
        run(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        yield source_of(name)
        run(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def test_what_was_saved_comes_back_the_same_in_every_table(saved: Path, empty: Source) -> None:
    manifest = restore._fill(empty, saved)
    rows = {table: int(count) for table, (count, _) in manifest["tables"].items()}
    assert (rows["people_person"], rows["audit_event"], rows["procrastinate_jobs"] > 0) == (1, 1, 1)
    own = source_of(connection.settings_dict["NAME"])
    with own.connect() as before, empty.connect() as after:
        assert read_contents(before) == read_contents(after) == manifest["tables"]
        after.execute("UPDATE people_person SET first_name = 'autre'")
        assert find_differences(manifest["tables"], read_contents(after)) == ["people_person"]
        after.rollback()


def test_nothing_is_written_over_what_is_there(saved: Path) -> None:
    own = source_of(connection.settings_dict["NAME"])
    with pytest.raises(WrongInputError, match="tables already, and nothing is written over"):
        restore._fill(own, saved)
    with pytest.raises(WrongInputError, match="is there already"):
        save_source(own, saved, {})


def test_a_table_that_differs_is_named(saved: Path, empty: Source) -> None:
    manifest = json.loads((saved / MANIFEST).read_text())
    manifest["tables"]["people_person"] = ["2", "0"]
    (saved / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(JalonError, match="not as they were saved: people_person"):
        restore._fill(empty, saved)


def test_a_backup_is_for_its_owner_alone_and_holds_the_key(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o700
    assert sorted(path.name for path in saved.iterdir()) == [DUMP, MANIFEST, "secret_key"]
    assert not list(saved.parent.glob(".*draft"))


def test_a_backup_that_was_damaged_is_refused(saved: Path) -> None:
    with (saved / DUMP).open("ab") as file:
        file.write(b"x")
    with pytest.raises(WrongInputError, match="was damaged"):
        read_manifest(saved)
    for cut in ("", "[]", '{"sha256": 1}'):
        (saved / MANIFEST).write_text(cut)
        with pytest.raises(WrongInputError, match=r"manifest.json was damaged or cut short"):
            read_manifest(saved)
    for name in (DUMP, MANIFEST):
        (saved / name).unlink()
        with pytest.raises(WrongInputError, match=f"is no backup of Jalon: it has no {name}"):
            read_manifest(saved)


def test_marks_noted_since_the_backup_are_kept_aside(tmp_path: Path) -> None:
    saved, marks = tmp_path / "saved.marks", tmp_path / "home" / "audit.marks"
    restore._bring_back(saved, marks)
    assert not marks.parent.exists()
    saved.write_text("1")
    for _ in range(2):
        restore._bring_back(saved, marks)
        assert [path.name for path in marks.parent.iterdir()] == ["audit.marks"]
    marks.write_text("1\n2")
    restore._bring_back(saved, marks)
    assert marks.read_text() == "1"
    restore._bring_back(marks, marks)  # from the embedded server of a home to one's own
    (aside,) = marks.parent.glob("audit.marks.before-*")
    assert aside.read_text() == "1\n2"


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    own = source_of("a_database_of_nobody")
    with pytest.raises(JalonError, match="does not answer"):
        save_source(own, tmp_path / "saved", {})
    assert list(tmp_path.iterdir()) == []


def test_an_older_server_is_not_told_what_it_does_not_know(tmp_path: Path) -> None:
    script = tmp_path / "database.sql"
    script.write_text("SET lock_timeout = 0;\nSET transaction_timeout = 0;\nSET x = 1;\n")
    restore._suit_older_servers(script)
    assert script.read_text() == (
        "SET lock_timeout = 0;\n--T transaction_timeout = 0;\nSET x = 1;\n"
    )
