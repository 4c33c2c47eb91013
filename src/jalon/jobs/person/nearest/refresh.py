"""Bring the figures of everybody's nearest offers up to date, a few people at a time.

Each handful is committed by itself, and what is up to date is passed over: one that was killed is
begun again where it was.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence

from jalon.jobs.person.nearest.due import Due, list_due, read_world
from jalon.jobs.person.nearest.figures import OfferShelf, make_rows
from jalon.jobs.person.nearest.pass_over import pass_over
from jalon.jobs.person.nearest.store import write_kept
from jalon.worker import check_stop

AT_ONCE = 10
"""People together: their households share the law's work, and somebody who changes something
meanwhile does not wait for long."""
SLICE_S = 15.0
"""After so long others of the queue have their turn."""
MOST_QUICK = 3
"""So many people who changed something are told while they look."""


def refresh_changed(shard: int, today: dt.date | None = None) -> bool:
    """Those who changed something, without the whole law; whether others of the shard are due."""
    world = read_world(shard, today)
    if world is None:
        return False
    due = list_due(world)
    changed = [one for one in due if one.has_changed][:MOST_QUICK]
    write_kept(make_rows(world, changed, OfferShelf(), whole_law=False))
    return bool(list_due(world))


def refresh_nearest(shard: int, today: dt.date | None = None, slice_s: float = SLICE_S) -> bool:
    """Those of a shard who are due, for some seconds; whether some are left."""
    world, until = read_world(shard, today), time.monotonic() + slice_s
    if world is None:
        return False
    shelf = OfferShelf()
    due = list_due(world)
    passed = pass_over(world, [one.person for one in due if one.has_stayed and not one.waits_law])
    for some in _handfuls([one for one in due if one.person not in passed]):
        check_stop()
        write_kept(make_rows(world, some, shelf, whole_law=some[0].waits_law))
        if time.monotonic() > until:
            break
    return bool(list_due(world))


def _handfuls(due: Sequence[Due]) -> Iterator[Sequence[Due]]:
    """In their order; who waits for the whole law is alone, as it takes seconds."""
    short = [one for one in due if not one.waits_law]
    yield from (short[first : first + AT_ONCE] for first in range(0, len(short), AT_ONCE))
    yield from ([one] for one in due if one.waits_law)
