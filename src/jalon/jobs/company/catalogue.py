"""All offers as columns: what lists are counted and sorted by, remembered by each process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db.models import Count, Exists, Max, OuterRef

from jalon.core.arrays import Bools, Longs
from jalon.jobs.company.models import Offer, Shift


@dataclass(frozen=True)
class Catalogue:
    """Every offer, by rising number: its number and revision, its place among all references in
    alphabetical order, the day it begins (`date.toordinal`), whether some hours are known, and
    whether those of some weekday are not."""

    numbers: Longs
    revisions: Longs
    order: Longs
    starts: Longs
    has_hours: Bools
    has_unknown: Bools

    @property
    def mark(self) -> str:
        """What stands for all of it: another where an offer has come, changed or gone."""
        return f"{len(self.numbers)}:{self.revisions.max(initial=0)}"

    def find(self, numbers: Longs) -> Longs:
        """The rows of some offers, -1 for one that is not there."""
        rows = np.searchsorted(self.numbers, numbers)
        there = rows < len(self.numbers)
        there[there] = self.numbers[rows[there]] == numbers[there]
        return np.where(there, rows, -1)


def read_catalogue() -> Catalogue:
    """The catalogue as it is now: one short statement where nothing has changed."""
    state = Offer.objects.order_by().aggregate(count=Count("pk"), last=Max("revision"))
    return _read(state["count"], state["last"] or 0)


@lru_cache(maxsize=1)
def _read(_count: int, _last: int) -> Catalogue:
    has_hours = Exists(Shift.objects.filter(offer=OuterRef("pk")))
    rows = list(
        Offer.objects.order_by("pk")
        .annotate(has_hours=has_hours)
        .values_list("pk", "slug", "start_date", "has_hours", "unknown_weekdays", "revision")
    )
    slugs = np.array([slug for _, slug, *_ in rows], dtype=np.str_)
    order = np.empty(len(rows), dtype=np.int64)
    order[np.argsort(slugs, kind="stable")] = np.arange(len(rows))
    return Catalogue(
        numbers=np.array([row[0] for row in rows], dtype=np.int64),
        revisions=np.array([row[5] for row in rows], dtype=np.int64),
        order=order,
        starts=np.array([row[2].toordinal() for row in rows], dtype=np.int64),
        has_hours=np.array([row[3] for row in rows], dtype=np.bool_),
        has_unknown=np.array([bool(row[4]) or not row[3] for row in rows], dtype=np.bool_),
    )
