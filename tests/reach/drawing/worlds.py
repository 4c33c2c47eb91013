"""One random world: a feed of a few stops, people with children, offers, settings.

The map is about two kilometres wide, so that walks count, and trips run around the hours of the
offers, so that most of what is drawn matters. Fine worlds have times to the second (near misses);
coarse ones whole minutes and a grid of stops (ties).
"""

from __future__ import annotations

from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.feeds import Size, feed, point
from tests.reach.drawing.requests import (
    MONDAYS,
    Json,
    beside,
    offer,
    patient,
    person,
    place,
    rider,
    settings,
    shifts,
)
from tests.reach.drawing.world import World


def drawn(dice: Dice, size: Size) -> World:
    """A world; about half of them coarse."""
    coarse = bool(dice.between(0, 1))
    resumed = one_in(dice, 6)
    days = [shifts(dice, resumed=resumed) for _ in range(2 if one_in(dice, 3) else 1)]
    stops = [point(dice, coarse) for _ in range(dice.between(3, size.stops))]

    def where() -> Json:
        return beside(dice, stops, coarse)

    places = [place(dice, f"k{i}", days, where()) for i in range(dice.between(1, 4))]
    others = [place(dice, f"m{i}", days, where()) for i in range(pick(dice, [0, 0, 1, 2, 7]))]
    people = [person(dice, f"p{i}", days, places, where()) for i in range(dice.between(1, 2))]
    if resumed:
        people = [patient(dice, one) for one in people]
    elif one_in(dice, 2):
        people = [rider(dice, one) for one in people]
    request = {
        "date_of_monday": pick(dice, MONDAYS),
        "settings": settings(dice),
        "people": people,
        "offers": [offer(dice, f"o{i}", [day, *days], where()) for i, day in enumerate(days)],
        "other_places": others,
    }
    spans = [span for day in days for span in day]
    return World(feed(dice, stops, spans, coarse, size), request)
