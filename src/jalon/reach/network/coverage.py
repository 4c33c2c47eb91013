"""Whether a network runs in the week of a request, and is where its people are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from jalon.core.errors import RequestError
from jalon.reach.network.types import Network
from jalon.reach.request.model import Point, Request

MARGIN_DEG = 0.25
"""Points farther than this beyond the outermost stops (some 25 km) are taken for mistakes."""


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


def is_near(network: Network, lat: float, lon: float) -> bool:
    """Whether a point is among the stops of the network, or beside them."""
    south, west, north, east = network.bounds
    return (
        south - MARGIN_DEG <= lat <= north + MARGIN_DEG
        and west - MARGIN_DEG <= lon <= east + MARGIN_DEG
    )


def _check_point(network: Network, point: Point, where: str) -> None:
    if not is_near(network, point.lat, point.lon):
        south, west, north, east = network.bounds
        raise RequestError(
            f"{where}: ({point.lat}, {point.lon}) is outside the network, which lies between "
            f"({south:.3f}, {west:.3f}) and ({north:.3f}, {east:.3f}); are latitude and longitude "
            "in the right order?"
        )
