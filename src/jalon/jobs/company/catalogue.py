"""All offers as columns: what lists are counted and sorted by, remembered by each process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Count, Exists, Max, OuterRef, Sum

from jalon.core.arrays import Bools, Floats, Longs
from jalon.jobs.company.models import Offer, Shift


@dataclass(frozen=True)
class Catalogue:
    """Every offer, by rising number: its number and revision, its place among all references in
    alphabetical order, the day it begins (`date.toordinal`), where it is (degrees), whether some
    hours are known, and whether those of some weekday are not."""

    numbers: Longs
    revisions: Longs
    order: Longs
    starts: Longs
    lats: Floats
    lons: Floats
    has_hours: Bools
    has_unknown: Bools

    @property
    def mark(self) -> str:
        """What stands for all of it: another where an offer has come, changed or gone."""
        return f"{len(self.numbers)}:{self.revisions.sum()}"

    def find(self, numbers: Longs) -> Longs:
        """The rows of some offers, -1 for one that is not there."""
        rows = np.searchsorted(self.numbers, numbers)
        there = rows < len(self.numbers)
        there[there] = self.numbers[rows[there]] == numbers[there]
        return np.where(there, rows, -1)


def read_catalogue() -> Catalogue:
    """The catalogue as it is now: one short statement where nothing has changed.

    Two who change offers at once may end in the other order than they took their revisions: only
    the sum of all tells then that the lower one has come.
    """
    state = Offer.objects.order_by().aggregate(
        count=Count("pk"), last=Max("revision"), total=Sum("revision")
    )
    return _read(state["count"], state["last"] or 0, int(state["total"] or 0))


@lru_cache(maxsize=1)
def _read(_count: int, _last: int, _total: int) -> Catalogue:
    has_hours = Exists(Shift.objects.filter(offer=OuterRef("pk")))
    rows = list(
        Offer.objects.order_by("pk")
        .annotate(has_hours=has_hours)
        .values_list(
            *("pk", "revision", "slug", "start_date", "lat", "lon"),
            *("has_hours", "unknown_weekdays"),
        )
    )
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * 8
    numbers, revisions, slugs, starts, lats, lons, hours, unknown = columns
    order = np.empty(len(rows), dtype=np.int64)
    order[np.argsort(np.array(slugs, dtype=np.str_), kind="stable")] = np.arange(len(rows))
    return Catalogue(
        numbers=np.array(numbers, dtype=np.int64),
        revisions=np.array(revisions, dtype=np.int64),
        order=order,
        starts=np.array([start.toordinal() for start in starts], dtype=np.int64),
        lats=np.array(lats, dtype=np.float64),
        lons=np.array(lons, dtype=np.float64),
        has_hours=np.array(hours, dtype=np.bool_),
        has_unknown=np.array(list(map(bool, unknown)), dtype=np.bool_)
        | ~np.array(hours, dtype=np.bool_),
    )
