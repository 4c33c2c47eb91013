"""Random requests: people with children and means, offers with shifts of every kind, settings."""

from __future__ import annotations

from typing import Any

from tests.oracle.feed import WEEKDAYS
from tests.reach.drawing.dice import Dice, one_in, pick, some
from tests.reach.drawing.draft import Point, Span
from tests.reach.drawing.feeds import point
from tests.reach.drawing.world import hour

Json = dict[str, Any]
MONDAYS = ("2026-11-23", "2026-11-23", "2026-03-23", "2026-10-19")
"""An ordinary week, and the two whose Sunday changes the clocks."""
ALWAYS = {"earliest_leave": "00:00", "latest_return": "29:59", "max_trip_min": 120}
EVENINGS = ("tuesday", "thursday", "saturday")
"""The weekdays of those who begin again after midnight."""
SINGLE: tuple[list[tuple[float, float]], ...] = (
    [(9, 17)],
    [(6, 13)],
    [(14, 22)],
    [(18, 25)],
    [(21, 28)],
    [(1, 5)],
)
"""Early, by day, late, over midnight, or after it, in hours."""
SPLIT: tuple[list[tuple[float, float]], ...] = (
    [(8, 11), (14, 17)],
    [(6, 9), (11, 13), (16, 19)],
    [(9, 12), (12, 15)],
    [(17, 20), (23, 28)],
    [(18, 21), (24.5, 27)],
    [(13, 15), (19, 22), (24.25, 27)],
)
"""Two or three times a day; touching; over midnight; begun again after it."""
RESUMED: tuple[list[tuple[float, float]], ...] = (
    [(21, 23.25), (24.5, 27)],
    [(20, 23), (24.75, 28)],
    [(16, 18), (20, 23.25), (24.75, 26.5)],
)
"""Begun again after midnight, with little time at home between."""
MEANS: tuple[list[str], ...] = (
    ["transit"],
    ["transit"],
    ["transit"],
    ["transit"],
    ["transit"],
    ["transit", "bicycle"],
    ["car", "transit"],
    ["bicycle", "transit"],
    ["bicycle"],
    [],
    ["transit", "car", "bicycle"],
)


def shifts(dice: Dice, *, resumed: bool) -> list[Span]:
    """The shifts of a day, in seconds, in order; they never overlap."""
    split = resumed or one_in(dice, 3)
    spans = pick(dice, RESUMED if resumed else SPLIT if split else SINGLE)
    found: list[Span] = []
    for start, end in spans:
        at = int(start * 3600) + dice.between(-15, 15) * 60
        until = int(end * 3600) + dice.between(-15, 15) * 60
        first = max(at, found[-1][1]) if found else at
        found.append((first, max(until, first + 600)))
    return found


def beside(dice: Dice, stops: list[Point], coarse: bool) -> Json:
    """A point near a stop, or on top of one; now and then anywhere."""
    if one_in(dice, 8):
        lat, lon = point(dice, coarse)
    else:
        lat, lon = pick(dice, stops)
        step, reach = (100, 2) if coarse else (1, 250)
        if not one_in(dice, 3):
            lat += dice.between(-reach, reach) * step * 1e-5
            lon += dice.between(-reach, reach) * step * 1e-5
    return {"lat": round(lat, 5), "lon": round(lon, 5)}


def offer(dice: Dice, name: str, days: list[list[Span]], where: Json) -> Json:
    """An offer on one to three weekdays, each with one of the days drawn.

    Now and then the hours of a weekday are unknown, and the length of the work is known or not.
    """
    resumed = any(_resumes(spans) for spans in days)
    weekdays = some(dice, EVENINGS if resumed else WEEKDAYS, 1, 3)
    said: Json = {
        w: written(dice, days[0] if one_in(dice, 2) else pick(dice, days)) for w in weekdays
    }
    row: Json = {"id": name, **where, "shifts": said}
    if one_in(dice, 6):
        said[pick(dice, weekdays)] = None
        if not one_in(dice, 3):
            row["duration_min"] = pick(dice, [420, 60, 240, 540, 455])
    return row


def written(dice: Dice, spans: list[Span]) -> list[list[str]]:
    """Shifts in any order; an end after midnight is written 25:00 or 01:00."""
    said = []
    for start, end in spans:
        folded = end % 86_400 if start < 86_400 and end % 86_400 < start else end
        said.append([hour(start), hour(end if one_in(dice, 2) else folded)])
    return said[::-1] if one_in(dice, 3) else said


def person(dice: Dice, name: str, days: list[list[Span]], places: list[Json], home: Json) -> Json:
    """A person, with up to four children who may share places; limits bind now and then."""
    spans = pick(dice, days)
    tight = one_in(dice, 4)
    leave = spans[0][0] - dice.between(0, 90) * 60 if tight else 0
    back = spans[-1][1] + dice.between(0, 90) * 60 if tight else 30 * 3600 - 60
    children = 4 if one_in(dice, 25) else pick(dice, [0, 1, 0, 1, 2, 2, 3])
    return {
        "id": name,
        "home": home,
        "means": pick(dice, MEANS),
        "walk_kmh": pick(dice, [4.5, 3, 4, 5.1, 6.3]),
        "max_walk_min": pick(dice, [6, 5, 7, 9, 15, 4, 8, 2]),
        "max_trip_min": pick(dice, [90, 120, 100, 75, 60, 45, 30, 15]),
        "earliest_leave": hour(leave),
        "latest_return": hour(back),
        "children": [child(dice, f"c{i}", places, children) for i in range(children)],
    }


def child(dice: Dice, name: str, places: list[Json], children: int) -> Json:
    """A child with some candidate places, in an order of its own, each with its own handover."""
    most = 3 if children == 1 else 2 if children == 2 else 1 + one_in(dice, 4)
    chosen = some(dice, places, 1, most)
    return {
        "id": name,
        "places": [place | {"handover_min": pick(dice, [10, 0, 1, 5])} for place in chosen],
    }


def place(dice: Dice, name: str, days: list[list[Span]], where: Json) -> Json:
    """A place whose hours just cover the shifts of a day, or more, or whole days.

    Now and then it is closed on some days, or closes soon after the first shift and is open again
    from midnight on.
    """
    spans = pick(dice, days)
    tight = [hour(spans[0][0] - _about(dice)), hour(spans[-1][1] + _about(dice))]
    span = pick(dice, [["00:00", "24:00"], tight, tight, [tight[0], "29:59"], ["00:00", "29:59"]])
    if _resumes(spans) and not one_in(dice, 4):
        return _open_again(dice, name, spans, where)
    hours = dict.fromkeys(WEEKDAYS, span)
    for day in some(dice, WEEKDAYS, 0, 3) if one_in(dice, 4) else []:
        other = pick(dice, days)
        hours[day] = [hour(other[0][0] - _about(dice)), hour(other[-1][1] + _about(dice))]
    for day in ["monday", "wednesday", "saturday"] if one_in(dice, 8) else []:
        del hours[day]
    return {"id": name, **where, "hours": hours}


def _resumes(spans: list[Span]) -> bool:
    """Whether the last shift begins after midnight."""
    return spans[-1][0] >= 86_400


def patient(dice: Dice, person: Json) -> Json:
    """The same person, whom little but the places forbids, by one way to move or several."""
    means = some(dice, ["bicycle", "car", "transit"], 1, 3)
    return person | ALWAYS | {"means": means, "max_walk_min": pick(dice, [8, 6, 15])}


def parent(dice: Dice, person: Json, places: list[Json]) -> Json:
    """The same person, with two or three children, each at a place of its own."""
    own = some(dice, places, 2, 3)
    handovers = [pick(dice, [5, 0, 1, 10]) for _ in own]
    children = [
        {"id": f"c{i}", "places": [place | {"handover_min": handover}]}
        for i, (place, handover) in enumerate(zip(own, handovers, strict=True))
    ]
    means = pick(dice, [["transit"], ["bicycle"], ["car"], ["transit", "bicycle"]])
    return person | ALWAYS | {"means": means, "max_walk_min": 15, "children": children}


def narrow(dice: Dice, name: str, spans: list[Span], where: Json) -> Json:
    """A place that opens late and closes early: often only one order of places will do."""
    opens = spans[0][0] - pick(dice, [90, 20, 30, 45, 60]) * 60 - dice.between(0, 9) * 60
    closes = spans[-1][1] + pick(dice, [90, 20, 30, 45, 60]) * 60 + dice.between(0, 9) * 60
    return {"id": name, **where, "hours": {day: [hour(opens), hour(closes)] for day in WEEKDAYS}}


def rider(dice: Dice, person: Json) -> Json:
    """The same person, who walks little and takes the time that transit takes."""
    children = person["children"][: dice.between(0, 2)]
    short = {"means": ["transit"], "max_walk_min": pick(dice, [6, 5, 7, 4])}
    return person | ALWAYS | short | {"children": children}


def _about(dice: Dice) -> int:
    """Seconds by which a place is open before a shift, or after it; now and then too few."""
    if one_in(dice, 10):
        return dice.between(-40, 0) * 60
    return (dice.between(0, 30) if one_in(dice, 3) else dice.between(20, 90)) * 60


def _open_again(dice: Dice, name: str, spans: list[Span], where: Json) -> Json:
    """Open every other day in the evening, and the night after."""
    closes = min(spans[-2][1] + _about(dice), 86_340)
    evening = [hour(spans[0][0] - _about(dice)), hour(closes)]
    night = ["00:00", hour(spans[-1][1] - 86_400 + _about(dice))]
    days = {day: evening if day in EVENINGS else night for day in WEEKDAYS}
    return {"id": name, **where, "hours": days}


def settings(dice: Dice) -> Json:
    """The request's settings; the defaults often. Now and then car and bicycle are alike."""
    drawn = {
        "arrival_margin_min": pick(dice, [5, 0, 1, 10]),
        "walk_detour": pick(dice, [1.3, 1, 1.1, 2]),
        "max_stop_walk_m": pick(dice, [600, 0, 150, 300, 1500]),
        "min_change_s": pick(dice, [60, 0, 1, 90]),
        "bicycle_kmh": pick(dice, [15, 6, 10, 8.5]),
        "bicycle_park_s": pick(dice, [60, 0, 90, 300]),
        "max_bicycle_min": pick(dice, [30, 12, 6, 20]),
        "car_kmh": pick(dice, [30, 8, 12, 20.5]),
        "car_park_s": pick(dice, [180, 0, 60, 600]),
        "start_step_min": pick(dice, [60, 120, 90, 45, 100]),
    }
    if one_in(dice, 5):
        drawn |= {"car_kmh": drawn["bicycle_kmh"], "car_park_s": drawn["bicycle_park_s"]}
    return drawn
