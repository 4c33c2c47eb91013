"""Questions about events."""

from __future__ import annotations

from django.db.models import QuerySet

from jalon.audit.models import Event


def events_about(person_id: int) -> QuerySet[Event]:
    """What was done with the file of a person, the last first."""
    return Event.objects.filter(subject_person_id=person_id).order_by("-sequence")
