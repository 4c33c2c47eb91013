r"""Streets built into a network: what the manifest says, and whole days along them.

    N (0, 600)            The desert's road, from 1 km west of A to 1 km east of C, is a street
    | \                   now; A, B and C are its stops, 3 km apart. A one-way goes up from A to
W---A--P-----B-----C--E   N; stairs lead from N down to P (300, 0).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from jalon.cli import main
from jalon.core.errors import FeedError, StreetsError
from jalon.reach import (
    Day,
    Network,
    build_network,
    load_network,
    parse_request,
    plan_days,
    read_manifest,
)
from jalon.reach.request.rules import NO_RIDE, Vehicle, VehicleRules, WalkRules
from jalon.reach.travel.vehicles import Fleet
from jalon.reach.travel.walks import stop_walks_of
from tests import gtfs_feeds as gtfs
from tests.reach.asking import kinds, times
from tests.reach.desert import BOTH_WAYS, YEAR, Json, ask, at, stops
from tests.reach.terrain.streets import places
from tests.sources.osm.extracts import Street, degrees, street, write_extract

ROAD = {"W": (-1000.0, 0.0), "A": (0.0, 0.0), "P": (300.0, 0.0), "E": (7000.0, 0.0)}
HILL = {"N": (0.0, 600.0)}
PLACES = ROAD | HILL
STREETS = (street("WAPE", "primary"), street("AN", oneway="yes"), street("NP", "steps"))


def built(
    folder: Path,
    ways: Sequence[Street] = STREETS,
    **tables: Any,  # noqa: ANN401
) -> Network:
    tables = {"stops": stops(), "stop_times": BOTH_WAYS, "calendar": YEAR} | tables
    feed = gtfs.write_feed(folder / "feed.zip", **tables)
    extract = write_extract(folder / "town.osm.pbf", PLACES, *ways)
    build_network([feed], folder / "net", streets=extract)
    return load_network(folder / "net")


def asked(network: Network, request: Json) -> Day:
    (day,) = plan_days(network, parse_request(request))
    return day


def where(east_m: float, north_m: float) -> Json:
    lat, lon = degrees(east_m, north_m)
    return {"lat": lat, "lon": lon}


def test_the_manifest_tells_of_the_streets(tmp_path: Path) -> None:
    network = built(tmp_path, stops=stops(D=20_000), stop_times=[*BOTH_WAYS, *TO_D])
    streets = network.manifest["streets"]
    assert streets["name"] == "town.osm.pbf"
    assert len(streets["sha256"]) == 64
    assert streets["stops"] == {"snapped": 3, "unsnapped": 1, "largest_snap_m": 0.0}
    assert {mean: (one["nodes"], one["edges"]) for mean, one in streets["graphs"].items()} == {
        # W, A, P, E, N; WA, AP, PE, AN, NP.
        "foot": (5, 5),
        # Up to N there is no way back: it is no place to go to. P is then no crossing.
        "bicycle": (3, 2),
        "car": (3, 2),
    }
    assert streets["bounds"]["north"] == pytest.approx(degrees(0, 600)[0], abs=1e-6)
    assert [(w["code"], w["count"]) for w in network.manifest["warnings"]] == [
        ("stops_off_the_streets", 1)
    ]


TO_D = gtfs.calls("to D", ("C", "08:00:00"), ("D", "08:20:00"))


def test_an_extract_of_another_place_is_refused(tmp_path: Path) -> None:
    before = built(tmp_path).manifest
    far = [gtfs.stop("X", 48.8, 2.4), gtfs.stop("Y", 48.9, 2.4)]
    times_ = gtfs.calls("T", ("X", "08:00:00"), ("Y", "08:20:00"))
    with pytest.raises(StreetsError, match=r"town\.osm\.pbf covers no stop: its streets lie betw"):
        built(tmp_path, stops=far, stop_times=times_)
    assert read_manifest(tmp_path / "net") == before


def test_streets_under_rides_on_demand_alone(tmp_path: Path) -> None:
    """No stop is served at a time: the streets are those around all stops, or of another place."""
    window = {"start_pickup_drop_off_window": "08:00:00", "end_pickup_drop_off_window": "09:00:00"}
    on_demand = gtfs.calls("T", ("A", ""), ("B", ""), **window)
    streets = built(tmp_path, stop_times=on_demand).manifest["streets"]
    assert (streets["stops"]["snapped"], streets["stops"]["unsnapped"]) == (3, 0)
    far = [gtfs.stop("A", 48.8, 2.4), gtfs.stop("B", 48.9, 2.4)]
    with pytest.raises(StreetsError, match=r"town\.osm\.pbf covers no stop"):
        built(tmp_path, stops=far, stop_times=on_demand)


def test_a_network_without_streets_has_none(tmp_path: Path) -> None:
    feed = gtfs.write_feed(tmp_path / "feed.zip")
    assert build_network([feed], tmp_path / "net")["streets"] is None
    assert load_network(tmp_path / "net").streets is None


def test_the_same_feed_twice_is_refused(tmp_path: Path) -> None:
    feed = gtfs.write_feed(tmp_path / "feed.zip")
    (tmp_path / "again.zip").write_bytes(feed.read_bytes())
    with pytest.raises(FeedError, match=r"feed\.zip and again\.zip are the same feed"):
        build_network([feed, tmp_path / "again.zip"], tmp_path / "net")
    assert not (tmp_path / "net").exists()


def test_the_command_builds_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built(tmp_path)
    feed, extract, out = (str(tmp_path / name) for name in ("feed.zip", "town.osm.pbf", "two"))
    assert main(["network", "build", feed, "--streets", extract, "--out", out]) == 0
    said = capsys.readouterr().out
    assert "town.osm.pbf: streets (5 for foot, 2 for bicycle, 2 for car)" in said
    assert "3 stops on the streets, at most 0.0 m away; 0 off them" in said
    (tmp_path / "bad.osm.pbf").write_text("nothing")
    wrong = ["network", "build", feed, "--streets", str(tmp_path / "bad.osm.pbf"), "--out", out]
    assert main(wrong) == 2
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert error.startswith("jalon: ")
    assert "bad.osm.pbf cannot be read as an OSM extract" in error


def test_one_walks_to_the_stop_along_the_streets(tmp_path: Path) -> None:
    """Home is 100 m up the hill street, and 30 m aside: 30 + 100 m to A, 104 s at 1.25 m/s.

    Work is 100 m beyond C and 50 m aside: 120 s. The bus of 08:30 is at C at 08:40, one is at work
    at 08:42; the next one, of 08:40, at 08:52, and 08:50 at 09:02, too late for 08:55.
    """
    day = asked(built(tmp_path), ask(home=where(30, 100), work=where(6100, 50)))
    assert times(day) == (at("08:40") - 104, at("08:52"), at("17:00"), at("17:20") + 104)
    assert [leg.arrive_s - leg.depart_s for leg in day.legs if leg.kind == "walk"] == [
        *(104, 120),
        *(120, 104),
    ]


def test_one_walks_all_the_way_by_the_stairs(tmp_path: Path) -> None:
    """From N to P there are 671 m of stairs (300 and 600 m), 537 s."""
    request = ask(home=where(0, 600), work=where(300, 0), means=[])
    day = asked(built(tmp_path), request)
    assert times(day) == (at("08:55") - 537, at("08:55"), at("17:00"), at("17:00") + 537)
    assert kinds(day) == ["walk", "walk"]
    # A walk of 15 minutes is the longest: 1,125 m. From N by P to 900 m east are 1,271 m.
    farther = ask(home=where(0, 600), work=where(900, 0), means=[])
    (reason,) = asked(built(tmp_path), farther).reasons
    assert (reason.code, reason.detail["walk_min"]) == ("too_far_on_foot", 17)


def test_a_place_off_the_streets_is_a_reason_of_its_own(tmp_path: Path) -> None:
    network = built(tmp_path)
    day = asked(network, ask(home=where(1500, 399.5)))
    assert [(r.code, dict(r.detail)) for r in day.reasons] == [
        ("off_the_streets", {"origin": "home", "metres": 400})
    ]
    both = asked(network, ask(home=where(1500, 399.5), work=where(3000, -300.5)))
    assert [dict(reason.detail) for reason in both.reasons] == [
        {"origin": "home", "metres": 400},
        {"origin": "work", "metres": 301},
    ]


def test_a_vehicle_has_streets_of_its_own_to_be_off(tmp_path: Path) -> None:
    """Home is on a cycle track, work on a fast road: who walks is off the streets at both ends, a
    car at home alone, which comes nearer."""
    places = PLACES | {"T": (300.0, -2000.0)}
    ways = (street("WAPE", "primary"), street("AN", "cycleway"), street("PT", "trunk"))
    feed = gtfs.write_feed(
        tmp_path / "feed.zip", stops=stops(), stop_times=BOTH_WAYS, calendar=YEAR
    )
    extract = write_extract(tmp_path / "town.osm.pbf", places, *ways)
    build_network([feed], tmp_path / "net", streets=extract)
    request = ask(home=where(0, 599.5), work=where(300, -1900.5), means=["car"])
    day = asked(load_network(tmp_path / "net"), request)
    assert [(r.code, dict(r.detail)) for r in day.reasons] == [
        ("off_the_streets", {"origin": "home", "metres": 600, "mean": "car"})
    ]


def test_who_lives_where_one_works_needs_no_street(tmp_path: Path) -> None:
    day = asked(built(tmp_path), ask(home=where(1500, 100), work=where(1500, 100), means=[]))
    assert times(day) == (at("08:55"), at("08:55"), at("17:00"), at("17:00"))


def test_changes_between_stops_follow_the_streets(tmp_path: Path) -> None:
    """F is 500 m up a street that leaves the road 100 m beyond C: 600 m, the longest walk between
    two stops, 480 s. As the crow flies it would be 510 m. A bus from F is caught 480 s later."""
    up = {"c": (6100.0, 0.0), "F": (6100.0, 500.0), "G": (9000.0, 500.0)}
    ways = (*STREETS[1:], street("WAPcE", "primary"), street("cFG"))
    feed = gtfs.write_feed(
        tmp_path / "feed.zip",
        stops=[
            *stops(),
            *(gtfs.stop(n, where(*up[n])["lat"], where(*up[n])["lon"]) for n in "FG"),
        ],
        stop_times=[
            *gtfs.calls("T1", ("A", "08:00:00"), ("C", "08:10:00")),
            *gtfs.calls("early", ("F", "08:17:59"), ("G", "08:30:00")),
            *gtfs.calls("T2", ("F", "08:18:01"), ("G", "08:31:00")),
            *gtfs.calls("T3", ("G", "17:10:00"), ("F", "17:20:00")),
            *gtfs.calls("T4", ("C", "17:28:01"), ("A", "17:38:00")),
        ],
        calendar=YEAR,
    )
    extract = write_extract(tmp_path / "town.osm.pbf", PLACES | up, *ways)
    build_network([feed], tmp_path / "net", streets=extract)
    request = ask(home=where(0, 0), work=where(9000, 500), max_trip_min=90)
    # 600 m is a rounding away from what the extract keeps: a centimetre more is allowed.
    request["settings"] = {"max_stop_walk_m": 600.05}
    day = asked(load_network(tmp_path / "net"), request)
    assert times(day) == (at("08:00"), at("08:31"), at("17:00"), at("17:38"))
    request["settings"] = {"max_stop_walk_m": 599}
    assert not asked(load_network(tmp_path / "net"), request).holdable


def test_a_bicycle_goes_round_one_ways(tmp_path: Path) -> None:
    """Home at N, one way up from A; a cycle lane leads back by Q (0, 600) to (600, 0), 848.5 m.

    Out: N to (600, 0), 849 m, then 5,399 m: 6,247.5 m, 1,499.4 s, 1,500, and 60 to park.
    Back: 5,999 m to A and 600 m up: 6,599 m, 1,583.8 s, 1,584, and 60 to park.
    """
    places = PLACES | {"Q": (600.0, 0.0)}
    ways = (
        street("WAPQE", "primary"),
        street("AN", oneway="yes"),
        street("NQ", "cycleway", oneway="yes"),
    )
    feed = gtfs.write_feed(
        tmp_path / "feed.zip", stops=stops(), stop_times=BOTH_WAYS, calendar=YEAR
    )
    extract = write_extract(tmp_path / "town.osm.pbf", places, *ways)
    build_network([feed], tmp_path / "net", streets=extract)
    request = ask(home=where(0, 600), work=where(5999, 0), means=["bicycle"])
    day = asked(load_network(tmp_path / "net"), request)
    assert kinds(day) == ["bicycle", "bicycle"]
    assert times(day) == (at("08:55") - 1560, at("08:55"), at("17:00"), at("17:00") + 1644)


def test_a_car_takes_the_seconds_of_its_streets(tmp_path: Path) -> None:
    """6,000 m of a primary road at 60 km/h are 360 s, x 1.3 are 468; work is 99.5 m aside,
    walked in 79.6 s; and 180 to park: 727.6 s. With a car_slowdown of 2: 720 + 79.6 + 180 s."""
    network = built(tmp_path)
    request = ask(home=where(0, 0), work=where(6000, 99.5), means=["car"])
    assert times(asked(network, request))[::3] == (at("08:55") - 728, at("17:00") + 728)
    slower = request | {"settings": {"car_slowdown": 2}}
    assert times(asked(network, slower))[::3] == (at("08:55") - 980, at("17:00") + 980)


def test_where_only_feet_have_streets_no_vehicle_has_any(tmp_path: Path) -> None:
    paths = (street("WAPE", "footway"),)
    network = built(tmp_path, paths)
    bicycle = network.manifest["streets"]["graphs"]["bicycle"]
    assert (bicycle["nodes"], bicycle["edges"], bicycle["share_outside_largest"]) == (0, 0, 0)
    assert network.streets is not None
    assert len(network.streets.car.tail) == 0
    on_foot = asked(network, ask(home=where(0, 0), means=["transit", "bicycle", "car"]))
    assert set(kinds(on_foot)) == {"walk", "ride"}


def test_where_feet_have_no_street_the_extract_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StreetsError, match=r"town\.osm\.pbf has no street for feet"):
        built(tmp_path, (street("WAPE", "cycleway"),))


def test_a_bound_leaves_out_longer_rides_alone(tmp_path: Path) -> None:
    """To 300 m and 6,000 m east: 72 and 1,440 s by bicycle, 23.4 and 468 s by car."""
    fleet = Fleet(built(tmp_path), VehicleRules(), 1.3)
    here, there = places((0, 0)), places((300.0, 0), (6000.0, 0))
    expected: dict[Vehicle, tuple[int, int]] = {"bicycle": (72, 1440), "car": (24, 468)}
    for vehicle, seconds in expected.items():
        whole = fleet.ride_seconds(vehicle, here, there)[0]
        assert abs(whole - seconds).max() <= 1, "a centimetre may be a second more"
        bounded = fleet.ride_seconds(vehicle, here, there, 100)[0]
        assert bounded.tolist() == [whole[0], NO_RIDE]


def test_named_pairs_of_stops_are_walked_however_far(tmp_path: Path) -> None:
    """transfers.txt names A to C without a time: the walk, 6,000 m, 4,800 s. D is off the streets:
    nobody walks there, whatever the file says."""
    transfers = [
        {"from_stop_id": "A", "to_stop_id": "C", "transfer_type": 0},
        {"from_stop_id": "A", "to_stop_id": "D", "transfer_type": 0},
    ]
    network = built(
        tmp_path, stops=stops(D=20_000), stop_times=[*BOTH_WAYS, *TO_D], transfers=transfers
    )
    walks = stop_walks_of(network, WalkRules(1.3, 600.0, 60), 4.5).onward
    number = {network.stop_ids[i]: i for i in range(4)}
    row = slice(walks.start[number["A"]], walks.start[number["A"] + 1])
    found = dict(zip(walks.end[row].tolist(), walks.seconds[row].tolist(), strict=True))
    assert found == {number["A"]: 60, number["C"]: pytest.approx(4800, abs=1)}
