"""Adding an event to the chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from jalon.audit.hashing import NO_HASH, hash_event
from jalon.audit.models import Event, Head, Verb

_LOCK = 0x4A414C4F4E
"""Any constant: it names the lock that lets events in one after the other."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: the account, None for none, and how a person reads who it is."""

    user_id: int | None
    label: str


@transaction.atomic
def record(
    verb: Verb,
    actor: Actor,
    *,
    subject_person_id: int | None,
    reason: str,
    detail: Mapping[str, str],
) -> Event:
    """Adds one event; it stays only if the caller's transaction does.

    `detail` says what was read by its name, never by its value. The lock is held to the end of the
    transaction, which must therefore be short; its isolation is PostgreSQL's ordinary one, READ
    COMMITTED, so that what others added while one waited is seen.
    """
    head = _take_head()
    event = Event(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor_user_id=actor.user_id,
        actor_label=actor.label,
        subject_person_id=subject_person_id,
        verb=verb.value,
        reason=reason,
        detail=dict(detail),
        previous_hash=head.hash,
    )
    event.hash = hash_event(event)
    event.save(force_insert=True)
    head.sequence, head.hash = event.sequence, event.hash
    head.save()
    return event


def _take_head() -> Head:
    """The head of the chain, once nobody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    head, _ = Head.objects.get_or_create(pk=1, defaults={"hash": NO_HASH})
    return head
