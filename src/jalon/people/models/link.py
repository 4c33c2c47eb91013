"""Links: without one that is active, no agent reads the file of a person."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q

from jalon.partners.models import Agent
from jalon.people.models.person import Person


class AccessLink(models.Model):
    """An agent follows a person, from a day on, for a reason that the person can read.

    `until` is the first day on which the file is closed again: a link ended today is closed today.
    `reference` is what addresses say in the place of the person; it tells nothing of anybody.
    """

    reference = models.UUIDField("référence", unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="access_links")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="access_links")
    since = models.DateField("depuis")
    until = models.DateField("jusqu'au", null=True, blank=True)
    reason = models.CharField("raison", max_length=300)

    class Meta:
        verbose_name = "suivi"
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="link_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("person", "agent"),
                condition=Q(until__isnull=True),
                name="one_open_link_per_agent",
            ),
        )

    def __str__(self) -> str:
        return f"suivi {self.pk}"

    def is_active(self, today: dt.date) -> bool:
        """Whether the file is open to the agent on that day; `active_links` says the same."""
        return self.since <= today and (self.until is None or today < self.until)
