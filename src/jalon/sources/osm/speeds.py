"""How fast a car goes on a free street: the limit where it can be read, else by class."""

from __future__ import annotations

import re
from collections.abc import Mapping

MPH_KMH = 1.609344
SLOWEST_KMH, FASTEST_KMH = 5.0, 130.0
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(km/h|kmh|mph)?")

BY_CLASS_KMH = {
    "motorway": 110.0,
    "motorway_link": 60.0,
    "trunk": 90.0,
    "trunk_link": 50.0,
    "primary": 60.0,
    "primary_link": 40.0,
    "secondary": 50.0,
    "secondary_link": 40.0,
    "tertiary": 45.0,
    "tertiary_link": 35.0,
    "unclassified": 40.0,
    "residential": 30.0,
    "road": 30.0,
    "living_street": 15.0,
    "service": 15.0,
    "track": 15.0,
}
"""Between the town's 50 and the open road's 80: most streets of a class are in a town."""
ELSEWHERE_KMH = 10.0
"""A path or a square that a tag opens to cars."""

BY_NAME_KMH = {
    "walk": 5.0,
    "FR:walk": 20.0,
    "FR:living_street": 20.0,
    "FR:zone20": 20.0,
    "FR:zone30": 30.0,
    "FR:urban": 50.0,
    "FR:rural": 80.0,
    "FR:trunk": 110.0,
    "FR:motorway": 130.0,
}


def speed_kmh(tags: Mapping[str, str]) -> float:
    """The speed of a way, between 5 and 130 km/h."""
    limit = parse_maxspeed(tags.get("maxspeed", ""))
    if limit is None:
        limit = BY_CLASS_KMH.get(tags.get("highway", ""), ELSEWHERE_KMH)
    return min(max(limit, SLOWEST_KMH), FASTEST_KMH)


def parse_maxspeed(text: str) -> float | None:
    """km/h of a `maxspeed`; None where it is absent, or says something else than a speed."""
    if text in BY_NAME_KMH:
        return BY_NAME_KMH[text]
    match = _NUMBER.fullmatch(text.strip())
    if match is None or float(match[1]) == 0:
        return None
    return float(match[1]) * (MPH_KMH if match[2] == "mph" else 1.0)
