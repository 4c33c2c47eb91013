"""Every table has a side, and the database gives the role what is declared and nothing else."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from jalon.people.models import LawKind, LawQuestion, Person
from jalon.people.queries import IN_THE_FILE
from jalon.web.guards.wall.role import as_caseworker, look_at_wall, name_role
from jalon.web.guards.wall.sides import (
    BEHIND_THE_WALL,
    RIGHTS,
    SEQUENCES,
    UNTOUCHED,
    list_tables,
    list_tables_behind,
)
from tests.web.test_wall import IN_THE_FILE as SHOWN_TO_AGENTS

pytestmark = pytest.mark.django_db

NOBODYS = {"django_migrations"}
"""Tables without a model: no side, and no right."""
OF_COLUMNS = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
OF_TABLES = ("DELETE", "TRUNCATE", "TRIGGER")

_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
  AND has_column_privilege(%s, attrelid, attnum, %s)
"""


def given(table: str) -> set[tuple[str, str]]:
    """Each right that the role really has on a table: its name, and the column or « »."""
    found = set()
    with connection.cursor() as cursor:
        for right in OF_COLUMNS:
            cursor.execute(_COLUMNS, [table, name_role(), right])
            found |= {(right, column) for (column,) in cursor.fetchall()}
        for right in OF_TABLES:
            cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [name_role(), table, right])
            row = cursor.fetchone()
            found |= {(right, "")} if row and row[0] else set()
    return found


def columns_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        return {
            column.name for column in connection.introspection.get_table_description(cursor, table)
        }


def declared(table: str) -> set[tuple[str, str]]:
    """The same, as `RIGHTS` says it."""
    found = set()
    for right, columns in re.findall(r"([A-Z]+)(?: \(([^)]*)\))?", RIGHTS.get(table, "")):
        if right in OF_TABLES:
            found.add((right, ""))
        else:
            wanted = set(columns.split(", ")) if columns else columns_of(table)
            found |= {(right, column) for column in wanted}
    return found


def test_every_table_of_every_model_has_one_side() -> None:
    for table, app in list_tables():
        sides = [app in BEHIND_THE_WALL, app in UNTOUCHED, table in RIGHTS]
        assert sides.count(True) == 1, f"{table}: declare its side in web/guards/wall/sides.py"
    assert RIGHTS.keys() <= {table for table, _ in list_tables()}


def test_the_database_holds_the_wall() -> None:
    assert look_at_wall()
    assert {"matching_tile", "matching_seat", "jobs_offer", "jobs_shift"} < set(
        list_tables_behind()
    )


def test_the_role_has_what_is_declared_and_nothing_else() -> None:
    tables = set(connection.introspection.table_names())
    assert {table for table, _ in list_tables()} | NOBODYS <= tables
    assert {table: given(table) for table in tables} == {table: declared(table) for table in tables}


def test_the_role_is_nobody_and_takes_numbers_for_what_it_adds_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb "
            "FROM pg_roles WHERE rolname = %s",
            [name_role()],
        )
        assert cursor.fetchone() == (False,) * 5
        cursor.execute(
            "SELECT seqrelid::regclass::text FROM pg_sequence "
            "WHERE has_sequence_privilege(%s, seqrelid, 'USAGE, SELECT, UPDATE')",
            [name_role()],
        )
        assert {name for (name,) in cursor.fetchall()} == set(SEQUENCES)


def test_of_a_person_it_reads_what_an_agent_may() -> None:
    own = {field.name for field in Person._meta.concrete_fields}
    assert set(IN_THE_FILE) == own & SHOWN_TO_AGENTS
    fields = Person._meta.concrete_fields
    columns = {field.column for field in fields if field.name in IN_THE_FILE}
    assert {column for right, column in given("people_person") if right == "SELECT"} == columns


@pytest.mark.parametrize("kind", LawKind)
def test_what_offers_bring_in_is_seen_by_the_persons_own_pages_alone(
    kind: LawKind, alice: Person
) -> None:
    times = {"asked_at": "2026-11-30 12:00Z", "read_at": "2026-11-30 12:00Z"}
    LawQuestion.objects.create(person=alice, kind=kind, subject=b"", digest="d", **times)
    with as_caseworker():
        seen = LawQuestion.objects.filter(person=alice).exists()
        LawQuestion.objects.all().delete()
    assert seen == (kind != LawKind.GAINS)
    assert LawQuestion.objects.exists() == (kind == LawKind.GAINS)
