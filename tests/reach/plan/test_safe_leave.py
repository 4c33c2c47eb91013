"""The safe leave where a missed ride is mended by another order of places."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.core.time import parse_clock
from tests import gtfs_feeds as gtfs
from tests.examples import examples
from tests.reach.answers import WHO, compared
from tests.reach.desert import clock

Json = dict[str, Any]
WHERE = {
    "H": (48.8, 2.4),
    "A": (48.8179864, 2.4409595),
    "B": (48.7820136, 2.4409595),
    "C": (48.8, 2.46),
    "W": (48.8, 2.5092254),
}
"""Home, places, work: kilometres apart."""
STOPS = [gtfs.stop(name, *where) for name, where in WHERE.items()]
BACK = [
    *("W 17:10 17:20 A", "A 17:30 17:35 B", "B 17:45 17:50 C", "C 17:55 18:00 H"),
    *("W 17:12 17:22 B", "B 17:40 17:50 H", "A 17:40 17:50 H", "W 17:14 17:50 H"),
]


def rides(*said: str) -> list[gtfs.Row]:
    """`H 06:30 06:40 A`: a vehicle from one stop to another."""
    rows = []
    for number, one in enumerate(said):
        origin, depart, arrive, target = one.split()
        rows += gtfs.calls(f"{number}", (origin, f"{depart}:00"), (target, f"{arrive}:00"))
    return rows


def point(name: str) -> Json:
    return dict(zip(("lat", "lon"), WHERE[name], strict=True))


def crib(name: str, opens: str = "06:00", **more: object) -> Json:
    hours = {"monday": [opens, "19:00"]}
    place = {"id": f"k{name}", **point(name), "handover_min": 5, "hours": hours}
    return {"id": f"c{name}", "places": [place | more]}


def ask(*children: Json, start: str = "08:45", **person: object) -> Json:
    return {
        "date_of_monday": "2026-11-23",
        "people": [
            {
                "id": "p",
                "home": point("H"),
                "means": ["transit"],
                "max_walk_min": 5,
                "max_trip_min": 180,
                "earliest_leave": "00:00",
                "latest_return": "29:59",
                "children": list(children),
            }
            | person
        ],
        "offers": [{"id": "o", **point("W"), "shifts": {"monday": [[start, "17:00"]]}}],
    }


@pytest.mark.parametrize("who", WHO)
def test_the_other_order_mends_a_missed_ride(who: str, tmp_path: Path) -> None:
    """The 07:35 to B goes last; who misses the 07:30 to A takes it, and goes to B first.

    With one order alone, the ride that may be missed would be the 06:20 to B or the 06:30 to A.
    """
    morning = rides(
        *("H 06:30 06:40 A", "H 07:30 07:40 A", "H 06:20 06:30 B", "H 07:35 07:45 B"),
        *("A 07:50 07:55 B", "B 07:50 07:55 A", "A 08:10 08:20 W", "B 08:10 08:20 W"),
        *("W 17:10 17:20 A", "A 17:30 17:35 B", "B 17:45 18:00 H"),
    )
    feed = gtfs.write_feed(tmp_path / "feed.zip", stops=STOPS, stop_times=morning)
    (day,) = WHO[who]([feed], ask(crib("A"), crib("B")))
    assert day["holdable"]
    assert day["leave_home_s"] == parse_clock("07:35")
    assert day["safe_leave_s"] == parse_clock("07:30")


@pytest.mark.parametrize("who", WHO)
def test_an_order_that_finds_a_place_closed_mends_nothing(who: str, tmp_path: Path) -> None:
    """As above, but A opens at 07:56: B first is the only order, and its ride is the last but one
    at 06:20."""
    morning = rides(
        *("H 06:30 06:40 A", "H 07:30 07:40 A", "H 06:20 06:30 B", "H 07:35 07:45 B"),
        *("A 07:50 07:55 B", "B 07:50 07:55 A", "A 08:10 08:20 W", "B 08:10 08:20 W"),
        *("W 17:10 17:20 A", "A 17:30 17:35 B", "B 17:45 18:00 H"),
    )
    feed = gtfs.write_feed(tmp_path / "feed.zip", stops=STOPS, stop_times=morning)
    (day,) = WHO[who]([feed], ask(crib("A", opens="07:56"), crib("B")))
    assert day["leave_home_s"] == parse_clock("07:35")
    assert day["safe_leave_s"] == parse_clock("06:20")


@st.composite
def mornings(draw: st.DrawFn) -> tuple[list[gtfs.Row], Json]:
    """Two or three places, and few vehicles: from home, then between them, then to work. Now and
    then a place opens late, or is at home, or within a walk."""
    names = draw(st.sampled_from(["AB", "AB", "ABC"]))
    buses = []
    for origin, target in ((a, b) for a in "H" + names for b in names + "W" if a != b):
        first, last = (0, 6) if origin == "H" else (12, 18) if target == "W" else (5, 13)
        for _ in range(0 if origin + target == "HW" else draw(st.integers(1, 2))):
            depart = parse_clock("07:00") + 300 * draw(st.integers(first, last))
            buses.append(f"{origin} {clock(depart)[:5]} {clock(depart + 300)[:5]} {target}")
    children = [
        crib(name, draw(st.sampled_from(["06:00", "06:00", "06:00", "07:30"]))) for name in names
    ]
    home = draw(st.sampled_from(["H", "H", "H", names[0]]))
    walk = draw(st.sampled_from([5, 5, 5, 240]))
    request = ask(*children, start="09:00", home=point(home), max_walk_min=walk)
    return rides(*buses, *BACK), request


@given(morning=mornings())
@settings(max_examples=examples(60, thorough=1000))
def test_as_the_oracle_in_every_order(morning: tuple[list[gtfs.Row], Json]) -> None:
    rows, request = morning
    with tempfile.TemporaryDirectory() as folder:
        feed = gtfs.write_feed(Path(folder) / "feed.zip", stops=STOPS, stop_times=rows)
        assert compared([feed], request, unlocks=False).differences == []
