"""Who may take which street, from its tags."""

from __future__ import annotations

import pytest

from jalon.sources.osm.rules import usage_of
from jalon.sources.osm.speeds import parse_maxspeed, speed_kmh

Tags = dict[str, str]


def said(**tags: str) -> str:
    """f for feet; b and c for bicycle and car, > as drawn, < against it, = both ways."""
    usage = usage_of({name.replace("_", ":"): value for name, value in tags.items()})
    if usage is None:
        return ""
    arrows = {(True, True): "=", (True, False): ">", (False, True): "<"}
    words = ["f"] if usage.foot else []
    for letter, ways in (("b", usage.bicycle), ("c", usage.car)):
        if any(ways):
            words.append(letter + arrows[ways[0], ways[1]])
    return " ".join(words)


def test_each_class_has_its_users() -> None:
    assert said(highway="residential") == "f b= c="
    assert said(highway="footway") == "f"
    assert said(highway="steps") == "f"
    assert said(highway="cycleway") == "b="
    assert said(highway="path") == "f b="
    assert said(highway="pedestrian") == "f b="
    assert said(highway="track") == "f b="
    assert said(highway="motorway") == "c>"
    assert said(highway="trunk") == "c="
    assert said(highway="proposed") == ""
    assert said(highway="construction") == ""
    assert said(route="ferry") == ""


def test_stairs_are_for_feet_alone_whatever_is_said() -> None:
    assert said(highway="steps", bicycle="yes", motor_vehicle="yes") == "f"


@pytest.mark.parametrize("value", ["private", "no"])
def test_a_closed_street_is_closed_to_all(value: str) -> None:
    assert said(highway="service", access=value) == ""


@pytest.mark.parametrize("value", ["customers", "destination", "permissive", "yes"])
def test_a_street_for_those_who_go_there_is_open(value: str) -> None:
    assert said(highway="service", access=value) == "f b= c="


def test_the_most_precise_tag_decides() -> None:
    assert said(highway="service", access="private", foot="yes") == "f"
    assert said(highway="residential", vehicle="no") == "f"
    assert said(highway="residential", vehicle="no", bicycle="yes") == "f b="
    assert said(highway="residential", foot="no") == "b= c="
    assert said(highway="residential", motor_vehicle="destination") == "f b= c="
    assert said(highway="footway", bicycle="designated") == "f b="
    assert said(highway="footway", access="yes") == "f", "a wide tag opens nothing"
    assert said(highway="residential", bicycle="use_sidepath") == "f c="
    assert said(highway="residential", access="nonsense") == "f b= c="
    assert said(highway="primary", motorroad="yes") == "c="


def test_one_ways() -> None:
    assert said(highway="residential", oneway="yes") == "f b> c>"
    assert said(highway="residential", oneway="-1") == "f b< c<"
    assert said(highway="residential", oneway="no") == "f b= c="
    assert said(highway="residential", oneway="reversible") == "f"
    assert said(highway="tertiary", junction="roundabout") == "f b> c>"
    assert said(highway="motorway", oneway="no") == "c="


def test_a_bicycle_against_the_traffic() -> None:
    assert said(highway="residential", oneway="yes", oneway_bicycle="no") == "f b= c>"
    assert said(highway="residential", oneway="yes", cycleway="opposite") == "f b= c>"
    assert said(highway="residential", oneway="yes", cycleway_left="opposite_lane") == "f b= c>"
    assert said(highway="residential", oneway="yes", cycleway_left_oneway="-1") == "f b= c>"
    assert said(highway="residential", oneway="yes", cycleway="lane") == "f b> c>"
    assert said(highway="residential", oneway_bicycle="yes") == "f b> c="


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("50", 50.0),
        ("30 km/h", 30.0),
        ("20 mph", 32.18688),
        ("FR:urban", 50.0),
        ("FR:zone30", 30.0),
        ("", None),
        ("signals", None),
        ("0", None),
        ("50;30", None),
    ],
)
def test_limits_are_read_where_they_are_speeds(text: str, kmh: float | None) -> None:
    assert parse_maxspeed(text) == (None if kmh is None else pytest.approx(kmh))


def test_without_a_limit_the_class_says_how_fast() -> None:
    assert speed_kmh({"highway": "residential"}) == 30
    assert speed_kmh({"highway": "residential", "maxspeed": "walk"}) == 5
    assert speed_kmh({"highway": "motorway", "maxspeed": "200"}) == 130
    assert speed_kmh({"highway": "primary", "maxspeed": "signals"}) == 60
