"""A job space made by hand: what the store and the engine would say of offers that are no rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from jalon.jobs.company.catalogue import Catalogue
from jalon.jobs.company.models import Offer
from jalon.jobs.person.board import OfferBoard
from jalon.jobs.person.changes import Changes
from jalon.jobs.person.gains import Gains
from jalon.jobs.person.nearest.read import Nearest
from jalon.jobs.person.week import OfferDays
from jalon.matching.layers.cells import CELL, State
from jalon.matching.queries import Opened
from jalon.people.household.conversation import conversation_of
from jalon.people.models import Person
from jalon.reach import Unlock
from jalon.rights import Gain
from jalon.web.person.offers.week_figures import earliest_departure_s, list_travel_s

Opening = Mapping[str, tuple[Unlock, ...]]
"""For offers that do not hold, by reference: the single changes that would make each hold."""
ByOffer = Mapping[str, Gain]
HOME = (48.79, 2.45)
STATES = {True: State.HOLDS, False: State.FAILS, None: State.NOT_KNOWN}
LISTS, PAGE = "jalon.web.person.offers.lists", "jalon.web.person.offers.views"


def gains_of(person: Person, gains: ByOffer | None) -> Gains:
    """What the job space says of gains: none is known where `gains` is None."""
    talk = conversation_of(person, timezone.localdate())
    return Gains(talk, "no_household") if gains is None else Gains(talk, "known", gains)


def numbered(offers: Iterable[OfferDays]) -> list[OfferDays]:
    """The same, each with a number of its own in their order."""
    found = list(offers)
    for number, offer_days in enumerate(found, 1):
        offer_days.offer.pk = number
    return found


def make_board(offers: Sequence[OfferDays], now: dt.datetime | None = None) -> OfferBoard:
    """The board on which numbered offers are."""
    slugs = sorted(one.offer.slug for one in offers)
    cells = np.zeros(len(offers), dtype=CELL)
    for cell, one in zip(cells, offers, strict=True):
        cell["term"] = STATES[one.holds]
        if one.holds:
            cell["travel_min"] = sum(list_travel_s(one.days)) // 60
            cell["leave_min"] = earliest_departure_s(one.days) // 60
    known = np.ones(len(offers), dtype=np.bool_)
    return OfferBoard(
        HOME,
        Catalogue(
            numbers=np.array([one.offer.pk for one in offers], dtype=np.int64),
            revisions=np.ones(len(offers), dtype=np.int64),
            order=np.array([slugs.index(one.offer.slug) for one in offers], dtype=np.int64),
            starts=np.array([one.offer.start_date.toordinal() for one in offers], dtype=np.int64),
            lats=np.array([one.offer.lat for one in offers], dtype=np.float64),
            lons=np.array([one.offer.lon for one in offers], dtype=np.float64),
            has_hours=np.array([bool(one.days) for one in offers], dtype=np.bool_),
            has_unknown=np.array([one.holds is None for one in offers], dtype=np.bool_),
        ),
        cells,
        known,
        {"term": dt.date(2026, 11, 23)},
        now or timezone.now(),
    )


def make_opened(offers: Iterable[OfferDays], opening: Opening) -> tuple[Opened, ...]:
    """What changes open among numbered offers."""
    found: dict[Unlock, list[tuple[int, int]]] = {}
    for one in offers:
        for unlock in opening.get(one.offer.slug, ()):
            same = found.setdefault(replace(unlock, week_s=0), [])
            same.append((one.offer.pk, unlock.week_s))
    return tuple(
        Opened(change, *np.array(pairs, dtype=np.int64).T) for change, pairs in found.items()
    )


@dataclass
class JobSpace:
    """Answers as the job space does, with what was put there; `asked` has who was asked about."""

    offers: Sequence[OfferDays] = ()
    opening: Opening = field(default_factory=dict)
    gains: ByOffer | None = None
    asked: list[Person] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    """What is said of gains in the place of what follows from `gains`."""

    @property
    def week(self) -> list[OfferDays]:
        return numbered(self.offers)

    def board_of(self, person: Person) -> OfferBoard:
        self.asked.append(person)
        return make_board(self.week)

    def changes_of(self, person: Person, board: OfferBoard) -> Changes:
        self.asked.append(person)
        opened = (one.among(board.failing) for one in make_opened(self.week, self.opening))
        return Changes(tuple(one for one in opened if len(one.rows)), board.refreshed_at)

    def nearest_of(self, person: Person) -> Nearest:
        self.asked.append(person)
        found = {one.offer.pk: (self.gains or {}).get(one.offer.slug) for one in self.week}
        held = {one.offer.pk: one.worst_slack_s for one in self.week}
        known = {number: gain for number, gain in found.items() if gain and gain.net_eur_month}
        too_far = {number: None for number, gain in found.items() if self.gains and not gain}
        gains = self.gains_for(person)
        return Nearest(
            gains.talk,
            gains.state,
            {number: slack_s for number, slack_s in held.items() if slack_s is not None},
            {number: gain.net_eur_month for number, gain in known.items()} | too_far,
            {number: gain.not_counted for number, gain in known.items()},
            computed_at=timezone.now(),
            missing=gains.missing,
            why=gains.why,
        )

    def plan_offers(self, person: Person, numbers: Sequence[int]) -> list[OfferDays]:
        self.asked.append(person)
        known = {one.offer.pk: one for one in self.week}
        return [known[number] for number in numbers]

    def plan_offer(self, person: Person, slug: str) -> OfferDays | None:
        self.asked.append(person)
        return next((one for one in self.week if one.offer.slug == slug), None)

    def with_starts(self, person: Person, found: Sequence[OfferDays]) -> list[OfferDays]:
        self.asked.append(person)
        return list(found)

    def unlocks_of(self, person: Person, offer: Offer) -> tuple[Unlock, ...]:
        self.asked.append(person)
        return self.opening.get(offer.slug, ())

    def gains_for(self, person: Person, _: Sequence[OfferDays] = ()) -> Gains:
        self.asked.append(person)
        return replace(gains_of(person, self.gains), **self.said)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put in the place of the real one."""
        for name in ("board_of", "changes_of", "nearest_of", "plan_offers", "with_starts"):
            patch.setattr(f"{LISTS}.{name}", getattr(self, name))
        for name in ("plan_offer", "with_starts", "unlocks_of", "gains_for", "nearest_of"):
            patch.setattr(f"{PAGE}.{name}", getattr(self, name))
