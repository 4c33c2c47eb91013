"""Wakes the worker when a page or an import changes an offer or its hours.

What is not seen here (rows added in bulk, a statement by hand) is found within a minute.
"""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save

from jalon.jobs.company.models import Offer, Shift
from jalon.jobs.company.tasks import tell_offers


def wake(**_: object) -> None:
    """Ask that what changed is told."""
    tell_offers.defer()


def connect() -> None:
    """Once a process."""
    post_save.connect(wake, sender=Offer, dispatch_uid="jobs.company.wake.offer")
    post_save.connect(wake, sender=Shift, dispatch_uid="jobs.company.wake.shift")
    # Not of hours: those of an offer that goes would each ask.
    post_delete.connect(wake, sender=Offer, dispatch_uid="jobs.company.wake.gone")
