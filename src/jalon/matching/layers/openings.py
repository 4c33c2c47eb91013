"""The layer of openings: what single changes would make hold, and the week's travel then.

Those that need no new search: a place of the person's that is open for longer, one vehicle more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

import numpy as np

from jalon.matching.layers.records import OPENING, OPENINGS, Found, Records, Tiles
from jalon.matching.layers.work import Work, Write
from jalon.matching.models import Workplace
from jalon.matching.requests import (
    list_people,
    make_request,
    sound_offers,
    sound_people,
    workplace_entry,
)
from jalon.matching.week_kinds import WeekKind
from jalon.partners.models import CarePlace
from jalon.reach import UNLOCK_KINDS, ChangedWeeks

KINDS: tuple[WeekKind, ...] = ("term",)
PEOPLE_AT_ONCE = 1_250
"""Some six times as many with their changes: a gigabyte less than of 5,000."""


def whole(work: Work) -> Write:
    """Everybody for everything."""
    return of_people(work, list(work.people))


def workplaces(work: Work, numbers: Sequence[int], people: Sequence[int]) -> Write:
    """Some workplaces, for these people alone."""
    tiles = _tiles(work, people, work.some(numbers))
    return partial(OPENINGS.replace_workplaces, people, numbers, tiles)


def of_people(work: Work, people: Sequence[int]) -> Write:
    """Some people for every workplace."""
    return partial(OPENINGS.replace_people, people, _tiles(work, people, work.workplaces.values()))


def _tiles(work: Work, people: Sequence[int], some: Collection[Workplace]) -> Tiles:
    """What changes open to some people among some workplaces."""
    tiles: Tiles = {}
    for first in range(0, len(people), PEOPLE_AT_ONCE):
        tiles |= OPENINGS.sort_out(_find(work, people[first : first + PEOPLE_AT_ONCE], some))
    return tiles


def _find(work: Work, people: Sequence[int], some: Collection[Workplace]) -> Iterator[Found]:
    entries = [workplace_entry(workplace) for workplace in some if workplace.shifts]
    offers = sound_offers(work.network, entries)
    those = sound_people(work.network, list_people(people)) if offers else []
    if not those:
        return
    for kind in KINDS:
        if kind in work.target.mondays:
            request = make_request(work.target.mondays[kind], those, offers)
            weeks = ChangedWeeks.of(work.network, request)
            names = np.array([int(offer.id) for offer in request.offers], dtype=np.int64)
            changes, who = _as_records(weeks)
            for opened in weeks.all():
                records = changes[opened.change]
                records["week_s"] = opened.seconds
                yield Found(who[opened.change], names[opened.offer], records)


def _as_records(weeks: ChangedWeeks) -> tuple[Records, Records]:
    """Each change as a record, and the number of the person who would have it."""
    places = dict(CarePlace.objects.values_list("slug", "pk"))
    people = weeks.territory.block.request.people
    records = np.zeros(len(weeks.changes), dtype=OPENING)
    who = np.zeros(len(weeks.changes), dtype=np.int64)
    for row, change in enumerate(weeks.changes):
        place = 0 if change.place is None else places.get(change.place, 0)
        kind = UNLOCK_KINDS.index(change.change)
        records[row] = (0, kind, change.by_min or 0, place, 0)
        who[row] = int(people[change.number].id)
    return records, who
