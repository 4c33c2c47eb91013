"""Explainers by way to move: what no hour can mend comes before what the day does not allow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from jalon.core.arrays import Ints
from jalon.reach.kernels.types import Walks
from jalon.reach.refusal.explain import Explainer
from jalon.reach.request.rules import NO_RIDE
from jalon.reach.result.model import Way
from jalon.reach.result.reason import Reason, ReasonCode
from jalon.reach.travel.vehicle_leaves import Rider
from jalon.reach.travel.walks import PointWalks
from jalon.reach.week.visits import Chain

FamilyLeg = tuple[int, int, str, str]
"""A leg by its two points, and what they are called."""
LongRide = tuple[str, str, int]
"""A leg that nobody can do: origin, target, and its seconds on the move."""
LongWalk = tuple[str, str, int | None]
"""The same on foot; None where there is no way at all."""


def _legs(chain: Chain, site: int) -> Iterator[FamilyLeg]:
    """The legs of the way out through a chain: points and names."""
    stays = chain.stays[::-1]
    names = ["home", *(f"place:{stay.place.id}" for stay in stays), "work"]
    points = [chain.home, *(stay.point for stay in stays), site]
    for (a, origin), (b, target) in pairwise(zip(points, names, strict=True)):
        yield a, b, origin, target


def _ride(leg: FamilyLeg, seconds: int, *, back: bool) -> LongRide:
    """A ride by its ends, as it is ridden, and its seconds."""
    _, _, origin, target = leg
    return (target, origin, seconds) if back else (origin, target, seconds)


@dataclass(frozen=True)
class WalkExplainer(Explainer):
    """Explains the refusals of those who walk and ride."""

    walks: Walks
    on_foot: PointWalks
    _blocked_sites: dict[int, LongWalk | None] = field(default_factory=dict)

    def too_far(self, row: int) -> Iterator[Reason]:
        """A point off the streets; or no order of the places avoids a leg that has no stop near
        enough and no short walk."""
        off = list(self.off_streets(row, self.on_foot.off_m))
        if off:
            yield from off
            return
        blocked = self._blocked(int(self.judgement.view.day.site[row]))
        if blocked is not None:
            origin, target, walk_s = blocked
            yield self.reason(
                "too_far_on_foot",
                origin=origin,
                target=target,
                walk_min=None if walk_s is None else math.ceil(walk_s / 60),
                max_walk_min=self.family.person.max_walk_s // 60,
            )

    def _blocked(self, site: int) -> LongWalk | None:
        """The leg that blocks every order to a site; sought once a site."""
        if site not in self._blocked_sites:
            legs = [self._blocked_leg(chain, site) for chain in self.judgement.choice.chains]
            self._blocked_sites[site] = legs[0] if all(legs) else None
        return self._blocked_sites[site]

    def _blocked_leg(self, chain: Chain, site: int) -> LongWalk | None:
        for a, b, origin, target in _legs(chain, site):
            if self._isolated(a) or self._isolated(b):
                walk_s = self.on_foot.seconds(a, b, self.family.walker.speed_kmh)
                if walk_s is None or walk_s > self.walks.max_walk_s:
                    return origin, target, walk_s
        return None

    def _isolated(self, point: int) -> bool:
        sides = (self.walks.access.start, self.walks.egress.start)
        return all(bool(start[point] == start[point + 1]) for start in sides)


@dataclass(frozen=True)
class RideExplainer(Explainer):
    """Explains the refusals of a vehicle; every reason says which in `mean`."""

    rider: Rider

    def reason(self, code: ReasonCode, **detail: str | int | None) -> Reason:
        """One reason of this workday, of this vehicle."""
        return super().reason(code, **detail, mean=self.rider.vehicle)

    def too_far(self, row: int) -> Iterator[Reason]:
        """A point off the vehicle's streets; or no order of the places avoids a ride that is too
        long, out or back."""
        off = list(self.off_streets(row, self.rider.off_m))
        if off:
            yield from off
            return
        yield from self._too_long_rides[int(self.judgement.view.day.site[row])]

    @cached_property
    def _too_long_rides(self) -> dict[int, list[Reason]]:
        """By site, out and back: the longest ride of the best order, where it is too long."""
        sites = np.unique(self.judgement.view.day.site)
        by_site: dict[int, list[Reason]] = {int(site): [] for site in sites}
        ways: tuple[Way, Way] = ("out", "back")
        for way in ways:
            chains = self.judgement.choice.chains
            by_chain = [self._longest_rides(chain, sites, way) for chain in chains]
            for site, rides in zip(by_site, zip(*by_chain, strict=True), strict=True):
                shortest = min(rides, key=lambda ride: ride[2])
                if shortest[2] > self.rider.longest_s:
                    by_site[site].append(self._too_long_ride(way, shortest))
        return by_site

    def _longest_rides(self, chain: Chain, sites: Ints, way: Way) -> list[LongRide]:
        """For each site the longest ride of an order of places, as it is ridden."""
        back = way == "back"
        *inner, last = _legs(chain, int(sites[0]))
        between = [
            _ride(leg, self.rider.rides(leg[0], np.array([leg[1]]), back=back)[0], back=back)
            for leg in inner
        ]
        ends = self.rider.rides(last[0], sites, back=back)
        return [
            max([*between, _ride(last, seconds, back=back)], key=lambda ride: ride[2])
            for seconds in ends
        ]

    def _too_long_ride(self, way: Way, ride: LongRide) -> Reason:
        origin, target, seconds = ride
        limit_min = self.rider.longest_s // 60
        known = seconds < NO_RIDE
        return self.reason(
            "trip_too_long",
            way=way,
            origin=origin,
            target=target,
            trip_min=math.ceil(seconds / 60) if known else None,
            at_least_min=None if known else limit_min,
            max_trip_min=limit_min,
        )

    def no_way_out(self, row: int) -> Reason:
        """A vehicle leaves at any hour: what is not found is far too long."""
        return self.far_too_long("out")

    def no_way_back(self, row: int) -> Reason:
        """A vehicle leaves at any hour: what is not found is far too long."""
        return self.far_too_long("back")
