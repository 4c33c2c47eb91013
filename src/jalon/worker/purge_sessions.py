"""Removing what visits left behind once they have ended."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.utils import timezone

AT_ONCE = 5_000
"""Rows of one statement: however many there are, each ends within the time that one has."""


def purge_sessions() -> int:
    """Removes the sessions that have expired, and says how many; those that last stay."""
    expired = Session.objects.filter(expire_date__lte=timezone.now()).values("pk")
    removed = 0
    while found := Session.objects.filter(pk__in=expired[:AT_ONCE]).delete()[0]:
        removed += found
    return removed
