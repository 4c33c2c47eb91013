"""Who may take a street, in which direction, and how fast: from the tags of a way.

Access follows the hierarchy of OpenStreetMap: of the tags that speak of a mean, the most precise
one that says something decides. `private` and `no` close a street; `customers` and `destination`
leave it open, since a home or a workplace is where one goes. The tags are described at
https://wiki.openstreetmap.org/wiki/Key:access and the pages that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from jalon.sources.osm.speeds import speed_kmh

Tags = Mapping[str, str]

_ROADS = frozenset(
    [
        "primary",
        "primary_link",
        "secondary",
        "secondary_link",
        "tertiary",
        "tertiary_link",
        "unclassified",
        "residential",
        "living_street",
        "service",
        "road",
    ]
)
_FAST_ROADS = frozenset(["motorway", "motorway_link", "trunk", "trunk_link"])
_CAR = _ROADS | _FAST_ROADS
_BICYCLE = _ROADS | {"cycleway", "track", "path", "pedestrian"}
_FOOT = _ROADS | frozenset(
    ["track", "path", "pedestrian", "footway", "steps", "bridleway", "platform", "corridor"]
)
_KNOWN = _CAR | _BICYCLE | _FOOT

_YES = frozenset(
    ["yes", "designated", "permissive", "official", "public", "destination", "customers"]
)
_NO = frozenset(
    [
        "no",
        "private",
        "permit",
        "residents",
        "agricultural",
        "forestry",
        "agricultural;forestry",
        "delivery",
        "emergency",
        "military",
        "restricted",
        "use_sidepath",
        "dismount",
        "bus",
        "psv",
        "taxi",
    ]
)
_FORWARD = frozenset({"yes", "true", "1"})
_BACKWARD = frozenset({"-1", "reverse"})
_CYCLEWAYS = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")


class Directions(NamedTuple):
    """Whether a way may be taken as it is drawn, and against it."""

    forward: bool
    backward: bool


NEITHER = Directions(False, False)
BOTH = Directions(True, True)


class Usage(NamedTuple):
    """What one way is good for; `kmh` is a car's speed."""

    foot: bool
    bicycle: Directions
    car: Directions
    kmh: float


def usage_of(tags: Tags) -> Usage | None:
    """The usage of a way; None where nobody may take it, or where it is no street."""
    highway = tags.get("highway", "")
    if highway not in _KNOWN:
        return None
    car_ways = _car_directions(tags)
    fast = tags.get("motorroad") == "yes"
    usage = Usage(
        foot=_allowed(tags, ("foot",), ("access",), highway in _FOOT and not fast),
        bicycle=_bicycle(tags, car_ways, highway in _BICYCLE and not fast),
        car=_car(tags, car_ways, highway in _CAR),
        kmh=speed_kmh(tags),
    )
    return usage if usage.foot or any(usage.bicycle) or any(usage.car) else None


def _allowed(tags: Tags, own: tuple[str, ...], wider: tuple[str, ...], usual: bool) -> bool:
    """A tag of the mean's own may open what is usually closed to it; a wider one may only close."""
    for key in own:
        if tags.get(key) in _YES:
            return True
        if tags.get(key) in _NO:
            return False
    for key in wider:
        if tags.get(key) in _YES:
            return usual
        if tags.get(key) in _NO:
            return False
    return usual


def _car(tags: Tags, ways: Directions, usual: bool) -> Directions:
    wheels = tags.get("highway") != "steps"
    allowed = _allowed(tags, ("motorcar", "motor_vehicle"), ("vehicle", "access"), usual)
    return ways if allowed and wheels else NEITHER


def _bicycle(tags: Tags, car_ways: Directions, usual: bool) -> Directions:
    """Stairs are for feet alone, whatever a tag says of a ramp."""
    wheels = tags.get("highway") != "steps"
    if not wheels or not _allowed(tags, ("bicycle",), ("vehicle", "access"), usual):
        return NEITHER
    own = tags.get("oneway:bicycle")
    if own is not None:
        return _directions(own)
    return BOTH if _has_contraflow(tags) else car_ways


def _has_contraflow(tags: Tags) -> bool:
    """A lane against the traffic ("double sens cyclable")."""
    for key in _CYCLEWAYS:
        if tags.get(key, "").startswith("opposite") or tags.get(f"{key}:oneway") in {"-1", "no"}:
            return True
    return False


def _car_directions(tags: Tags) -> Directions:
    said = tags.get("oneway:motor_vehicle") or tags.get("oneway")
    if said is not None:
        return _directions(said)
    round_about = tags.get("junction") in {"roundabout", "circular"}
    return Directions(True, not (round_about or tags.get("highway") == "motorway"))


def _directions(oneway: str) -> Directions:
    """What `oneway` says; a way whose direction changes with the hour is left out."""
    if oneway == "reversible":
        return NEITHER
    return Directions(oneway not in _BACKWARD, oneway not in _FORWARD)
