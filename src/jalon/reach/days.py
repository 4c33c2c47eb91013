"""The whole question: for every person, offer and weekday, does the day hold, and how?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jalon.core.errors import RequestError
from jalon.reach.describe_days import tell_days
from jalon.reach.network import Network
from jalon.reach.request.model import Point, Request
from jalon.reach.result.model import Day, UnlockKind
from jalon.reach.week.solve import Week
from jalon.reach.what_if.start_windows import Windows
from jalon.reach.what_if.unlocks import UNLOCK_KINDS, PairUnlocks, Unlocks

PAIRS_AT_ONCE = 400_000
"""People are taken in blocks of about so many person-offer pairs, so that memory stays flat."""
PARTS = 4
"""Side questions (starts to try, changes to try) take blocks of so many times fewer pairs."""
MARGIN_DEG = 0.25
"""Points farther than this beyond the outermost stops (some 25 km) are taken for mistakes."""


def plan_days(
    network: Network, request: Request, *, unlocks: Collection[UnlockKind] = ()
) -> Iterator[Day]:
    """One Day for each person, offer and weekday asked for, in the order of the request.

    With `unlocks`, days that do not hold carry what would make their whole offer hold. Raises
    RequestError before the first one when the network does not cover the request.
    """
    check_covered(network, request)
    return _plan(network, request, unlocks)


def find_unlocks(
    network: Network, request: Request, kinds: Collection[UnlockKind] = UNLOCK_KINDS
) -> Iterator[PairUnlocks]:
    """What would make each offer hold, for every person and offer that does not hold.

    `kinds` are the changes to try: `other_place` and `shift_moved` take about as long as the days
    themselves each time, the others little. Pairs come in the order of the request. Raises
    RequestError as `plan_days` does.
    """
    check_covered(network, request)
    return _unlock(network, request, kinds)


def _plan(network: Network, request: Request, kinds: Collection[UnlockKind]) -> Iterator[Day]:
    for asked in _blocks(request):
        windows = Windows(network, asked, PAIRS_AT_ONCE // PARTS)
        week = Week(network, asked)
        unlocks = Unlocks(week, kinds, PAIRS_AT_ONCE // PARTS) if kinds else None
        yield from tell_days(week, windows.day, unlocks)


def _unlock(
    network: Network, request: Request, kinds: Collection[UnlockKind]
) -> Iterator[PairUnlocks]:
    for asked in _blocks(request):
        yield from Unlocks(Week(network, asked, plans=False), kinds, PAIRS_AT_ONCE // PARTS).pairs()


def _blocks(request: Request) -> Iterator[Request]:
    """The request by blocks of people."""
    block = max(1, PAIRS_AT_ONCE // len(request.offers))
    for first in range(0, len(request.people), block):
        yield replace(request, people=request.people[first : first + block])


def check_covered(network: Network, request: Request) -> None:
    """The network must run in that week and be where the people are."""
    _check_week(network, request)
    for number, person in enumerate(request.people):
        _check_point(network, person.home, f"people[{number}].home")
        for child in person.children:
            for place in child.places:
                _check_point(network, place.point, f"people[{number}], place {place.id!r}")
    for place in request.other_places:
        _check_point(network, place.point, f"other_places, place {place.id!r}")
    for number, offer in enumerate(request.offers):
        _check_point(network, offer.point, f"offers[{number}]")


def _check_week(network: Network, request: Request) -> None:
    monday = request.monday
    week: Sequence[dt.date] = [monday + dt.timedelta(days=i) for i in range(7)]
    if not any(network.runs_on(day).any() for day in week):
        raise RequestError(
            f"The network has no service in the week of {monday}: it is valid from "
            f"{network.first_day} to {network.last_day}; ask for a week in it."
        )

    worked = sorted({weekday for offer in request.offers for weekday in offer.shifts})
    for feed in network.manifest["feeds"]:
        for weekday in worked:
            _check_day(feed, week[weekday])


def _check_day(feed: Mapping[str, Any], day: dt.date) -> None:
    """Beyond a feed's days nothing is known: to answer "no" there would be a guess."""
    first, last = feed["validity"]["first_day"], feed["validity"]["last_day"]
    if not first <= day.isoformat() <= last:
        raise RequestError(
            f"{feed['name']} is valid from {first} to {last}, and {day} ({day:%A}) is asked for: "
            "ask for another week, or build the network with a feed that covers it."
        )


def _check_point(network: Network, point: Point, where: str) -> None:
    south, west, north, east = network.bounds
    if not (
        south - MARGIN_DEG <= point.lat <= north + MARGIN_DEG
        and west - MARGIN_DEG <= point.lon <= east + MARGIN_DEG
    ):
        raise RequestError(
            f"{where}: ({point.lat}, {point.lon}) is outside the network, which lies between "
            f"({south:.3f}, {west:.3f}) and ({north:.3f}, {east:.3f}); are latitude and longitude "
            "in the right order?"
        )
