"""Wakes the worker when somebody's days are there anew, or when they answer a question.

What is not seen here (a statement by hand) is found by the worker's look, every minute.
"""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save

from jalon.jobs.person.tasks import refresh_what_changed
from jalon.matching.signals import days_refreshed
from jalon.matching.snapshot import shard_of
from jalon.people.models import HouseholdAnswers


def wake_for_answers(sender: type[object], instance: HouseholdAnswers, **_: object) -> None:
    """Ask for the figures of who answered."""
    refresh_what_changed.defer(shard_of(instance.person_id))


def wake_for_days(sender: object, shard: int, **_: object) -> None:
    """Ask for the figures of those whose days are there."""
    refresh_what_changed.defer(shard)


def connect() -> None:
    """Once a process."""
    for signal in (post_save, post_delete):
        signal.connect(
            wake_for_answers, sender=HouseholdAnswers, dispatch_uid="jobs.person.wake.answers"
        )
    days_refreshed.connect(wake_for_days, dispatch_uid="jobs.person.wake.days")
