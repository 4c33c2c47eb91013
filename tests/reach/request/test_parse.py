"""A wrong request is one sentence that names its place; nothing is guessed."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from jalon.core.errors import RequestError
from jalon.reach import build_network, load_network, parse_request, plan_days
from tests.gtfs_feeds import service, write_feed

PLACE = {"id": "k", "lat": 48.79, "lon": 2.45, "hours": {"monday": ["07:30", "18:30"]}}
GOOD: dict[str, Any] = {
    "date_of_monday": "2026-11-23",
    "settings": {"seconds": True},
    "people": [
        {
            "id": "p1",
            "home": {"lat": 48.79, "lon": 2.45},
            "means": ["transit"],
            "children": [{"id": "c1", "places": [PLACE]}],
        }
    ],
    "offers": [
        {
            "id": "o1",
            "lat": 48.80,
            "lon": 2.46,
            "shifts": {"monday": [["09:00", "16:30"]], "tuesday": None, "friday": []},
        }
    ],
}


PERIODS = "people/0/children/0/places/0/periods"
PERIOD = {"from": "2026-10-17", "to": "2026-11-01", "hours": {"monday": ["09:00", "17:00"]}}


def changed(path: str, value: object) -> dict[str, Any]:
    """The good request with one value changed (or removed: ...)."""
    request = copy.deepcopy(GOOD)
    *parents, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    target: Any = request
    for part in parents:
        target = target[part]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return request


def test_the_good_one_is_read_with_its_defaults() -> None:
    request = parse_request(GOOD)
    person, offer = request.people[0], request.offers[0]
    assert (person.walk_kmh, person.max_walk_s, person.max_trip_s) == (4.5, 900, 3600)
    assert (person.earliest_leave_s, person.latest_return_s) == (18_000, 75_600)
    assert person.children[0].places[0].handover_s == 600
    assert offer.shifts == {0: ((32_400, 59_400),), 1: None}
    assert (request.margin_s, request.rules.detour, request.rules.min_change_s) == (300, 1.3, 60)


def test_an_end_before_the_start_is_the_next_day() -> None:
    request = parse_request(changed("offers/0/shifts/monday", [["22:00", "06:00"]]))
    assert request.offers[0].shifts[0] == ((22 * 3600, 30 * 3600),)


def test_several_shifts_are_sorted_and_may_touch() -> None:
    shifts = [["17:00", "02:00"], ["06:00", "09:00"], ["09:00", "11:00"]]
    request = parse_request(changed("offers/0/shifts/monday", shifts))
    hours = tuple((start * 3600, end * 3600) for start, end in [(6, 9), (9, 11), (17, 26)])
    assert request.offers[0].shifts[0] == hours


def test_means_settings_and_other_places_are_read() -> None:
    raw = changed("people/0/means", ["car", "bicycle"])
    raw["settings"] = {"bicycle_kmh": 12, "max_bicycle_min": 20, "start_step_min": 5}
    raw["other_places"] = [PLACE | {"id": "m"}]
    raw["offers"][0]["duration_min"] = 450
    request = parse_request(raw)
    assert request.people[0].vehicles == ("bicycle", "car")
    assert not request.people[0].rides
    rules = request.vehicles
    assert (rules.bicycle_kmh, rules.max_bicycle_s, rules.car_kmh) == (12.0, 1200, 30.0)
    assert (rules.bicycle_park_s, rules.car_park_s, request.start_step_s) == (60, 180, 300)
    assert [place.id for place in request.other_places] == ["m"]
    assert request.offers[0].duration_s == 27_000


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("date_of_monday", ..., "date_of_monday is missing"),
        ("date_of_monday", "2026-11-24", "is a Tuesday"),
        ("date_of_monday", "23/11/2026", "not a date"),
        ("people", [], "has no people"),
        ("offers", [], "has no offers"),
        ("people", {}, "list"),
        ("people/0/id", "", "not a text"),
        ("people/0/home", ..., r"people\[0\]\.home is missing"),
        ("people/0/home/lat", ..., r"people\[0\]\.home\.lat is missing"),
        ("people/0/home/lat", "48.79", "not a number"),
        ("people/0/home/lat", True, "not a number"),
        ("people/0/home/lat", float("nan"), "not a number"),
        ("people/0/home/lat", 148.79, "not between -90 and 90"),
        ("people/0/means", ..., "means is missing"),
        ("people/0/means", ["rocket"], "not one of"),
        ("people/0/walk_kmh", 0, "not between"),
        ("people/0/max_trip_min", -1, "not between"),
        ("people/0/earliest_leave", "5 h", "not a time like"),
        ("people/0/latest_return", "31:00", "not a time like"),
        ("people/0/children/0/places", [], "places is empty"),
        ("people/0/children/0/places/0/hours", {"lundi": ["07:30", "18:30"]}, "not a weekday"),
        ("people/0/children/0/places/0/hours", {"monday": ["18:30", "07:30"]}, "no later"),
        ("people/0/children/0/places/0/hours", {"monday": ["07:30"]}, "a start and an end"),
        ("people/0/children/0/places/0/hours", {"monday": None}, "list"),
        ("offers/0/lat", ..., r"offers\[0\]\.lat is missing"),
        ("offers/0/shifts", ..., "shifts is missing"),
        ("offers/0/shifts/monday", [["25:00", "26:90"]], "not a time like"),
        ("offers/0/shifts/monday", [["09:00", "09:00"]], "no later"),
        ("offers/0/shifts/monday", [["06:00", "09:00"], ["08:59", "20:00"]], "shifts overlap"),
        ("offers/0/shifts/monday", [["23:00", "01:00"], ["23:30", "23:40"]], "only the last shift"),
        ("offers/0/duration_min", 0, "not between"),
        ("other_places", [PLACE, PLACE], "given twice"),
        ("other_places", [PLACE | {"lat": 48.7}], r"people\[0\]: the place 'k' differs"),
        ("people/0/children/0/places/0/hours/monday", ["7h30", "18:30"], "place 'k', people"),
        ("people/0/children/0/places/0/periods", {}, "list"),
        (PERIODS, [PERIOD | {"from": "2026-11-02"}], r"begins \(2026-11-02\) after it ends"),
        (PERIODS, [PERIOD | {"to": "1/11/2026"}], "not a date like"),
        (PERIODS, [PERIOD | {"hours": {"lundi": []}}], "place 'k', people.*not a weekday"),
        (PERIODS, [PERIOD | {"hours": {"monday": ["9 h", "17 h"]}}], "not a time like"),
        (PERIODS, [PERIOD | {"until": "2026-11-01"}], r"'until' is not known here; .* from, to"),
        (PERIODS, [{"from": "2026-10-17", "to": "2026-11-01"}], r"periods\[0\]\.hours is missing"),
        (PERIODS, [{"to": "2026-11-01", "hours": {}}], r"periods\[0\]\.from is missing"),
        ("people/0/max_walk", 20, r"people\[0\]: 'max_walk' is not known here; known are id"),
        ("people/0/home/alt", 20, "'alt' is not known here"),
        ("people/0/children/0/age", 3, "'age' is not known here"),
        ("people/0/children/0/places/0/name", "x", "'name' is not known here"),
        ("offers/0/shift", [], "'shift' is not known here"),
        ("settings", {"second": True}, "'second' is not known here"),
        ("place", [], "'place' is not known here"),
        ("settings", {"start_step_min": 7.5}, "not a whole number"),
        ("settings", {"bicycle_kmh": 0}, "not between"),
        ("settings", {"car_park_s": -1}, "not between"),
        ("people/0/home/lat", 10**400, "not between"),
        ("people/0/id", "\ud800", "half a character"),
        ("offers/0/id", "\ud800", "half a character"),
        ("date_of_monday", "9999-12-27", "not between 1970 and 2200"),
        ("settings", {"walk_detour": 0.5}, "not between"),
        ("settings", {"min_change_s": 60.5}, "not a whole number"),
        ("settings", {"seconds": "yes"}, "neither true nor false"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path: str, value: object, said: str) -> None:
    with pytest.raises(RequestError, match=said) as caught:
        parse_request(changed(path, value))
    assert str(caught.value).count("\n") == 0
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("raw", [None, [], "x", 3, {}])
def test_what_is_no_request_at_all_is_refused(raw: object) -> None:
    with pytest.raises(RequestError):
        parse_request(raw)


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (
            {"earliest_leave": "22:00", "latest_return": "06:00"},
            "22:00 is after latest_return 06:00",
        ),
        ({"earliest_leave": "21:01"}, "21:01 is after latest_return 21:00"),
        ({"latest_return": "04:59"}, "05:00 is after latest_return 04:59"),
    ],
)
def test_nobody_is_back_before_having_left(bounds: dict[str, str], said: str) -> None:
    raw = copy.deepcopy(GOOD)
    raw["people"][0] |= bounds
    with pytest.raises(RequestError, match=said) as refused:
        parse_request(raw)
    person = raw["people"][0]["id"]
    assert str(refused.value).startswith(f"person {person!r}, people[0]: earliest_leave ")
    assert "24:00 to 29:59" in str(refused.value)


def test_a_return_after_midnight_is_after_the_leave() -> None:
    raw = copy.deepcopy(GOOD)
    raw["people"][0] |= {"earliest_leave": "22:00", "latest_return": "29:59"}
    assert parse_request(raw).people[0].latest_return_s == 107_940


def test_ids_given_twice_are_refused() -> None:
    request = copy.deepcopy(GOOD)
    request["people"].append(request["people"][0])
    with pytest.raises(RequestError, match="given twice"):
        parse_request(request)


def test_one_child_given_twice_is_refused() -> None:
    request = copy.deepcopy(GOOD)
    request["people"][0]["children"] *= 2
    with pytest.raises(RequestError, match="child 'c1' is given twice"):
        parse_request(request)


def test_a_day_beyond_the_feed_is_not_answered_no(tmp_path: Path) -> None:
    # The feed ends on Wednesday; Thursday is unknown, not impossible.
    feed = write_feed(tmp_path / "feed.zip", calendar=[service("S", "20261101", "20261125")])
    build_network([feed], tmp_path / "net")
    network = load_network(tmp_path / "net")
    assert list(plan_days(network, parse_request(GOOD)))
    thursday = changed("offers/0/shifts", {"thursday": [["09:00", "16:30"]]})
    with pytest.raises(RequestError, match="2026-11-26"):
        plan_days(network, parse_request(thursday))


def test_periods_are_read_and_may_overlap() -> None:
    raw = changed(PERIODS, [PERIOD, PERIOD | {"hours": {}}])
    (place,) = parse_request(raw).people[0].children[0].places
    autumn = dt.date(2026, 10, 17), dt.date(2026, 11, 1)
    assert [(one.first, one.last) for one in place.periods] == [autumn, autumn]
    assert place.periods[0].hours[:2] == ((32_400, 61_200), None)
    assert place.hours_on(dt.date(2026, 10, 19)) == (32_400, 61_200)
    assert place.hours_on(dt.date(2026, 10, 20)) is None
    assert place.hours_on(dt.date(2026, 11, 2)) == (27_000, 66_600)


def test_one_place_with_two_sets_of_periods_is_refused() -> None:
    request = copy.deepcopy(GOOD)
    twin = {"id": "c2", "places": [PLACE | {"periods": [PERIOD], "handover_min": 5}]}
    request["people"][0]["children"].append(twin)
    with pytest.raises(RequestError, match="two sets of hours"):
        parse_request(request)


def test_one_place_in_two_positions_is_refused() -> None:
    request = copy.deepcopy(GOOD)
    twin = {"id": "c2", "places": [PLACE | {"lat": 48.70}]}
    request["people"][0]["children"].append(twin)
    with pytest.raises(RequestError, match="two positions"):
        parse_request(request)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("date_of_monday", "2027-01-04", "valid from 2026-11-01 to 2026-11-30"),
        ("people/0/home", {"lat": 2.45, "lon": 48.79}, "right order"),
        ("offers/0/lat", 0, "outside the network"),
        ("people/0/children/0/places/0/lon", 9.0, "place 'k'"),
    ],
)
def test_what_the_network_does_not_cover_is_refused(
    path: str, value: object, said: str, tmp_path: Path
) -> None:
    build_network([write_feed(tmp_path / "feed.zip")], tmp_path / "net")
    request = parse_request(changed(path, value))
    with pytest.raises(RequestError, match=said):
        plan_days(load_network(tmp_path / "net"), request)
