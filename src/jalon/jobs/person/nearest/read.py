"""What is kept of a person's nearest offers, as their own pages read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from django.utils import timezone

from jalon.jobs.company.catalogue import read_catalogue
from jalon.jobs.person.gains import Gains, GainState
from jalon.jobs.person.nearest.records import GainRecord, NearOffer
from jalon.jobs.person.nearest.standing import Standing, read_standing
from jalon.people.household.conversation import Conversation
from jalon.people.models import Person
from jalon.rights import Range


@dataclass(frozen=True, slots=True)
class Nearest:
    """The figures of a person's nearest offers, by the offer's number: only what still answers to
    the person, their household and the offer as they are now.

    `slack_s` is the least slack of the week. `state`, `missing` and `why` are as in `Gains`; where
    it is `known`, `ranges` are net euros a month, None for an offer that begins too late for the
    law that is known, and `not_counted` goes with each range. `is_current`: nothing more of it is
    being computed. `computed_at` is None where nothing is kept.
    """

    talk: Conversation
    state: GainState
    slack_s: Mapping[int, int] = field(default_factory=dict)
    ranges: Mapping[int, Range | None] = field(default_factory=dict)
    not_counted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    computed_at: dt.datetime | None = None
    is_current: bool = False
    missing: str = ""
    why: tuple[str, ...] = ()


def nearest_of(person: Person, today: dt.date | None = None) -> Nearest:
    """In three short statements, without the law and without a day planned."""
    standing = read_standing(person.pk, today or timezone.localdate())
    if standing is None:
        raise Person.DoesNotExist
    catalogue = read_catalogue()
    kept = standing.kept if standing.has_days else {}
    rows = catalogue.find(np.array(list(kept), dtype=np.int64))
    now = np.where(rows >= 0, catalogue.revisions[rows], -1).tolist()
    known = {
        number: near
        for (number, near), revision in zip(kept.items(), now, strict=True)
        if near.revision == revision
    }
    return _nearest(standing, known, catalogue.mark)


def _nearest(standing: Standing, known: Mapping[int, NearOffer], catalogue: str) -> Nearest:
    household, row = standing.household, standing.row
    why_not = household if isinstance(household, Gains) else None
    told = known if standing.has_gains else {}
    gains = {number: near for number, near in told.items() if near.state is not GainRecord.NONE}
    is_whole = why_not is not None or (standing.has_gains and len(gains) == len(known))
    has_all = row is not None and row.catalogue.partition("/")[0] == catalogue and standing.has_days
    return Nearest(
        standing.talk,
        why_not.state if why_not else "known" if standing.has_gains else "not_ready",
        slack_s={number: near.slack_s for number, near in known.items()},
        ranges={number: near.net_eur_month for number, near in gains.items()},
        not_counted={number: near.not_counted for number, near in gains.items()},
        computed_at=row.computed_at if row else None,
        is_current=has_all and is_whole,
        missing=why_not.missing if why_not else "",
        why=why_not.why if why_not else (),
    )
