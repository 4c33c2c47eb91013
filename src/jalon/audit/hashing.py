"""The hash of an event: SHA-256 over the canonical JSON of its fields and the hash before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from jalon.audit.models import HASH_LENGTH, Event

NO_HASH = "0" * HASH_LENGTH
"""What the first event has in the place of the hash before it."""


def hash_event(event: Event) -> str:
    """The hash that `event` must have: of all its fields but `hash` itself, whatever they are."""
    names = [field.attname for field in Event._meta.concrete_fields if field.attname != "hash"]
    fields = {name: _plain(getattr(event, name)) for name in names}
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """Times in UTC to the microsecond, so that they read the same when they come back."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value
