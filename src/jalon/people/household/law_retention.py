"""How long questions to the law stay: they hold what a person said of their household.

They are there so that a page opens at once, and can be computed anew at any time; so they stay as
long as somebody is likely to come back, and no longer. A change of one answer, and « Effacer »,
remove them at once.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from jalon.people.models import LawKind, LawQuestion, Person

UNREAD = dt.timedelta(days=7)
"""Somebody who looks again within the week waits for nothing; whoever does not has them erased."""
SIMULATION = dt.timedelta(hours=1)
"""A job that an agent typed: it serves the visit, and the page promises its end."""

KEPT_OF_A_KIND = 4
"""Questions of one kind about one person: offers change every day, and gains are the largest."""


def forget_law(person: Person) -> None:
    """Removes what was asked about `person`: what it was asked from has changed, or is erased."""
    LawQuestion.objects.filter(person=person).delete()


def keep_newest(person: Person, kind: LawKind) -> None:
    """Removes all but the last questions of a kind about `person`."""
    asked = LawQuestion.objects.filter(person=person, kind=kind).order_by("-asked_at")
    older = [row.pk for row in asked.only("pk")[KEPT_OF_A_KIND:]]
    LawQuestion.objects.filter(pk__in=older).delete()


def purge_law() -> None:
    """Removes what nobody has read for long, and the simulations that are over."""
    now = timezone.now()
    LawQuestion.objects.filter(read_at__lt=now - UNREAD).delete()
    LawQuestion.objects.filter(kind=LawKind.SIMULATION, asked_at__lt=now - SIMULATION).delete()
