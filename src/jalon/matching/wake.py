"""Wakes the worker when a page or an import changes what a person's days depend on.

What is not seen here (a statement by hand) is found by the worker's look, every minute.
"""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save

from jalon.matching.snapshot import shard_of
from jalon.matching.tasks import refresh_what_changed
from jalon.partners.models import CarePlace
from jalon.people.models import CareOption, Child, Person


def wake_for(sender: type[object], instance: object, **_: object) -> None:
    """Ask for the days that depend on a row which was written."""
    refresh_what_changed.defer_all([(shard,) for shard in sorted(set(_shards(instance)))])


def _shards(instance: object) -> list[int]:
    if isinstance(instance, Person):
        return [shard_of(instance.pk)] if instance.pk else []
    if isinstance(instance, CareOption):
        mine = Child.objects.filter(pk=instance.child_id)
        return [shard_of(pk) for pk in mine.values_list("person", flat=True)]
    if isinstance(instance, CarePlace):
        options = CareOption.objects.filter(place=instance)
        return [shard_of(pk) for pk in options.values_list("child__person", flat=True)]
    return []


def connect() -> None:
    """Once a process."""
    for signal, senders in (
        (post_save, (Person, CareOption, CarePlace)),
        (post_delete, (CareOption,)),
    ):
        for sender in senders:
            signal.connect(wake_for, sender=sender, dispatch_uid=f"matching.wake.{sender.__name__}")
