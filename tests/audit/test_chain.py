"""The audit on a real PostgreSQL: one unbroken chain; whatever was tampered with is named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from jalon.audit.chain import BrokenChainError, Mark, verify_chain
from jalon.audit.hashing import NO_HASH
from jalon.audit.models import Event, Head, Verb
from jalon.audit.queries import events_about
from jalon.audit.record import Actor, record
from tests.database import as_superuser, is_embedded


def add(number: int, **changes: object) -> Event:
    values: dict[str, object] = {
        "actor": Actor(7, "Agathe Réau, référente, Département d’Essai"),
        "subject_person_id": number,
        "reason": "Votre référente « de parcours »",
        "detail": {"page": "file"},
    }
    return record(Verb.OPENED, **(values | changes))  # type: ignore[arg-type]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def unguarded(db: None) -> None:
    """The database without its triggers, as its owner could have it; the test's end rolls back."""
    run("RESET SESSION AUTHORIZATION")
    for table in ("audit_event", "audit_head"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_without_an_event_the_chain_is_whole(db: None) -> None:
    assert verify_chain() == Mark(0, NO_HASH)


def test_each_event_holds_the_hash_of_the_one_before(db: None) -> None:
    first, second = add(1), add(2)
    assert (first.sequence, first.previous_hash) == (1, NO_HASH)
    assert (second.sequence, second.previous_hash) == (2, first.hash)
    assert verify_chain() == Mark(2, second.hash)


def test_events_about_a_person_come_last_first(db: None) -> None:
    first, _, third = add(1), add(2), add(1)
    assert list(events_about(1)) == [third, first]
    assert list(events_about(9)) == []


@pytest.mark.django_db(transaction=True)
def test_an_event_that_its_head_does_not_follow_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: Head) -> None:
        raise IntegrityError("the head stays")

    first = add(1)
    monkeypatch.setattr(Head, "save", refuse)
    with pytest.raises(IntegrityError):
        add(2)  # outside of any transaction but its own
    assert list(Event.objects.all()) == [first]


@pytest.mark.django_db(transaction=True)
def test_events_added_at_once_make_one_chain() -> None:
    def add_many(thread: int) -> None:
        try:
            for number in range(25):
                with transaction.atomic():
                    add(100 * thread + number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_many, range(8)))
    last = verify_chain()
    assert last.sequence == Event.objects.count() == 200
    assert events_about(703).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_takes_back_leaves_no_hole() -> None:
    add(1)
    with transaction.atomic():
        add(2)
        transaction.set_rollback(True)
    third = add(3)
    assert verify_chain() == Mark(2, third.hash)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET reason = 'autre'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET sequence = 1",
        "UPDATE audit_head SET hash = 'autre'",
    ],
)
def test_the_database_refuses_to_change_an_event(db: None, statement: str) -> None:
    """To the application, which has no right to; and by a trigger to whose the tables are."""
    add(1)
    add(2)
    with pytest.raises(DatabaseError, match=r"is refused on audit_|denied"), transaction.atomic():
        run(statement)
    with (
        as_superuser(),
        pytest.raises(IntegrityError, match="is refused on audit_"),
        transaction.atomic(),
    ):
        run(statement)
    assert verify_chain().sequence == 2


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
        "DROP TRIGGER audit_event_kept ON audit_event",
        "ALTER FUNCTION audit_refuse() RENAME TO audit_refuse_nothing",
        "DROP TABLE audit_head",
        "SET session_replication_role = replica",
        "COPY audit_event TO PROGRAM 'cat'",
        "SELECT pg_read_file('PG_VERSION')",
        "CREATE TABLE of_mine (id int)",
    ],
)
def test_the_application_has_no_way_around(db: None, statement: str) -> None:
    if not is_embedded():
        pytest.skip("a server of one's own may have one account for everything")
    with (
        pytest.raises(ProgrammingError, match=r"denied|must be owner"),
        transaction.atomic(),
    ):
        run(statement)


def test_the_database_refuses_to_empty_the_events(db: None) -> None:
    run("RESET SESSION AUTHORIZATION")
    run("ALTER TABLE audit_event ENABLE TRIGGER audit_event_not_emptied")
    with pytest.raises(IntegrityError, match="TRUNCATE is refused"), transaction.atomic():
        run("TRUNCATE audit_event")


CHANGES = [
    "sequence = 9",
    "at = at + interval '1 microsecond'",
    "actor_user_id = 8",
    "actor_user_id = NULL",
    "actor_label = 'Personne'",
    "subject_person_id = 9",
    "verb = 'refused'",
    "reason = ''",
    """detail = '{"page": "other"}'""",
    f"previous_hash = '{NO_HASH}'",
    f"hash = '{NO_HASH}'",
]


@pytest.mark.parametrize("change", CHANGES)
def test_an_event_that_was_changed_is_named(unguarded: None, change: str) -> None:
    for number in range(4):
        add(number)
    run(f"UPDATE audit_event SET {change} WHERE sequence = 3")  # noqa: S608 - ours
    with pytest.raises(BrokenChainError, match="broken at event 3"):
        verify_chain()


def test_every_field_of_an_event_is_changed_above() -> None:
    fields = {field.attname for field in Event._meta.concrete_fields}
    assert {change.split(" = ")[0] for change in CHANGES} == fields


def test_an_event_that_was_removed_is_named(unguarded: None) -> None:
    for number in range(4):
        add(number)
    run("DELETE FROM audit_event WHERE sequence = 2")
    with pytest.raises(BrokenChainError, match="broken at event 2: it is missing"):
        verify_chain()


def test_a_tail_that_was_cut_is_told(unguarded: None) -> None:
    for number in range(4):
        add(number)
    run("DELETE FROM audit_event WHERE sequence > 2")
    with pytest.raises(BrokenChainError, match="cut after event 2: the head of the chain is event"):
        verify_chain()


def test_an_event_slipped_in_after_the_head_is_told(unguarded: None) -> None:
    add(1)
    second = add(2)
    Head.objects.update(sequence=1, hash=second.previous_hash)
    with pytest.raises(BrokenChainError, match="broken at event 2: it is after the head"):
        verify_chain()


def test_a_head_that_was_changed_is_told(unguarded: None) -> None:
    add(1)
    Head.objects.update(hash=NO_HASH)
    with pytest.raises(BrokenChainError, match="at event 1: it is not the event that was noted"):
        verify_chain()


def test_a_chain_written_again_is_found_out_by_a_mark_noted_before(unguarded: None) -> None:
    for number in range(3):
        add(number)
    noted = verify_chain()
    add(4)
    verify_chain(noted)
    run("TRUNCATE audit_event, audit_head")
    for number in range(3):
        add(number + 10)
    verify_chain()
    with pytest.raises(BrokenChainError, match="at event 3: it is not the event that was noted"):
        verify_chain(noted)
    with pytest.raises(BrokenChainError, match="cut after event 3: the mark given is event 5"):
        verify_chain(Mark(5, noted.hash))
