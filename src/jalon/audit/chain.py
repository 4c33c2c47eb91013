"""Verifying the chain: every event is there, and none was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jalon.audit.hashing import NO_HASH, hash_event
from jalon.audit.models import Event, Head
from jalon.core.errors import JalonError


class BrokenChainError(JalonError):
    """An event was changed, removed or slipped in; the sentence names the first one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event by its rank and its hash. Noted elsewhere, it vouches for all that came before."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


def verify_chain(known: Mark | None = None, noted: Iterable[Mark] = ()) -> Mark:
    """Reads every event in its order; the mark of the last one, of rank 0 where there is none.

    `known` is a mark that somebody gives, `noted` are those kept outside the database: with one,
    even a chain that was cut, head and all, or written again from the start is found out. Raises
    BrokenChainError. Events that are added meanwhile do no harm.
    """
    before = read_head()
    marks = [*noted]
    last = _walk(Event.objects.order_by("sequence").iterator(), [before, known, *marks])
    highest = max(marks, key=lambda mark: mark.sequence, default=None)
    for mark, place in (
        (before, "the head of the chain"),
        (known, "the mark given"),
        (highest, "the last mark noted outside the database"),
    ):
        if mark is not None and mark.sequence > last.sequence:
            raise BrokenChainError(
                f"The audit chain is cut after event {last.sequence}: {place} is event "
                f"{mark.sequence}."
            )
    after = read_head()
    if last.sequence > after.sequence:
        raise BrokenChainError(
            f"The audit chain is broken at event {after.sequence + 1}: it is after the head."
        )
    return last


def read_head() -> Mark:
    """The last event as the head of the chain has it; rank 0 where there is none."""
    head = Head.objects.first()
    return Mark(head.sequence, head.hash) if head else Mark(0, NO_HASH)


def _walk(events: Iterable[Event], marks: Iterable[Mark | None]) -> Mark:
    """The mark of the last event; each follows the one before and is all `marks` of its rank."""
    expected: dict[int, set[str]] = {}
    for mark in marks:
        if mark is not None:
            expected.setdefault(mark.sequence, set()).add(mark.hash)
    last = Mark(0, NO_HASH)
    for event in events:
        fault = _find_fault(event, last, expected.get(event.sequence, {event.hash}))
        if fault:
            rank = min(event.sequence, last.sequence + 1)
            raise BrokenChainError(f"The audit chain is broken at event {rank}: {fault}.")
        last = Mark(event.sequence, event.hash)
    return last


def _find_fault(event: Event, last: Mark, expected: set[str]) -> str:
    if event.sequence != last.sequence + 1:
        return "it is missing"
    if event.previous_hash != last.hash:
        return "it does not follow the event before it"
    if event.hash != hash_event(event):
        return "its fields are not those that were recorded"
    if expected != {event.hash}:
        return "it is not the event that was noted at this rank"
    return ""
