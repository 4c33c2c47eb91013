"""Stops: their places, their stations, and what cannot be right."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from jalon.core.errors import FeedError
from jalon.sources.gtfs import Feed
from jalon.sources.gtfs.coordinates import zone_place
from tests.gtfs_feeds import AGENCY, STOPS, Row, stop
from tests.sources.gtfs.helpers import codes, notice, read


def place(feed: Feed, stop_id: str) -> tuple[float, float]:
    row = feed.stops.ids.index(stop_id)
    return float(feed.stops.lat[row]), float(feed.stops.lon[row])


def in_zone(timezone: str) -> list[Row]:
    return [AGENCY[0] | {"agency_timezone": timezone}]


def test_names_and_places(tmp_path: Path) -> None:
    feed = read(tmp_path, stops=[stop("A", "48.790001", "+2.45", stop_name="Créteil"), *STOPS[1:]])
    assert feed.stops.names == ["Créteil", "B", "C"]
    assert place(feed, "A") == (48.790001, 2.45)
    assert feed.stops.lat.dtype == np.float64
    assert feed.notices == []


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        ("", "", "stop_without_location"),
        ("48.80", "", "stop_without_location"),
        ("", "2.46", "stop_without_location"),
        ("0", "0.0", "point_near_origin"),
        ("91", "2.46", "number_out_of_range"),
        ("48.80", "-180.5", "number_out_of_range"),
        ("north", "2.46", "invalid_float"),
        ("48,80", "2,46", "invalid_float"),
        ("nan", "2.46", "invalid_float"),
        ("inf", "2.46", "invalid_float"),
        ("4_8.8", "2.46", "invalid_float"),
        ("1e999", "2.46", "invalid_float"),
        ("2.46", "48.80", "swapped_coordinates"),
        ("2.9", "49.3", "swapped_coordinates"),  # once exchanged, 60 km away
        ("139.7", "35.7", "number_out_of_range"),  # exchanged, it would be a place, but far
    ],
)
def test_a_place_that_cannot_be_right_is_unknown(
    tmp_path: Path, lat: str, lon: str, code: str
) -> None:
    feed = read(tmp_path, stops=[*STOPS, stop("X", lat, lon)])
    assert all(map(math.isnan, place(feed, "X")))
    assert not np.isnan(feed.stops.lat[:3]).any()
    assert (codes(feed), notice(feed, code).line) == ({code}, 5)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (0.0, 2.0),  # the equator is a place
        (43.3, 5.37),  # Marseille: far, and no nearer once swapped
        (-20.88, 55.45),  # Saint-Denis de la Réunion: nearer once swapped, and yet far
        (2.4, 50.6),  # Saint-Omer swapped, 200 km away
        (4.9, 43.3),  # Avignon swapped, which this small feed does not reach
        (90.0, 180.0),
    ],
)
def test_a_place_that_is_only_far_is_kept(tmp_path: Path, lat: float, lon: float) -> None:
    feed = read(tmp_path, stops=[*STOPS, stop("X", lat, lon)])
    assert place(feed, "X") == (lat, lon)
    assert feed.notices == []


def test_a_wide_feed_reaches_far(tmp_path: Path) -> None:
    """Lille, Paris, Lyon, Marseille and Brest: half are 400 km or more from their middle."""
    towns = [(50.63, 3.07), (48.85, 2.35), (45.76, 4.84), (43.3, 5.37), (48.39, -4.49)]
    stops = [stop(f"S{n}", *town) for n, town in enumerate(towns)]
    feed = read(tmp_path, stops=[*STOPS, *stops, *stops_named(*towns), stop("X", 4.9, 43.3)])
    assert math.isnan(place(feed, "X")[0])
    assert notice(feed, "swapped_coordinates").count == 1


def stops_named(*towns: tuple[float, float]) -> list[Row]:
    return [stop(f"N{n}", lat + 0.1, lon) for n, (lat, lon) in enumerate(towns)]


def test_a_node_needs_no_place(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        stops=[
            *STOPS,
            stop("HALL", 48.80, 2.46, location_type=1),
            stop("STAIRS", "", "", location_type=3, parent_station="HALL"),
        ],
    )
    assert math.isnan(place(feed, "STAIRS")[0])
    assert feed.notices == []


def swapped(stops: list[Row]) -> list[Row]:
    return [row | {"stop_lat": row["stop_lon"], "stop_lon": row["stop_lat"]} for row in stops]


@pytest.mark.parametrize(
    ("timezone", "lat", "lon"),
    [
        ("Europe/Paris", 48.79, 2.45),
        ("Europe/Paris", 42.70, 9.45),  # Bastia
        ("America/Sao_Paulo", -30.03, -51.22),  # Porto Alegre: both ways are possible places
        ("Asia/Tokyo", 35.68, 139.76),  # no latitude is 139
        ("Indian/Reunion", -20.88, 55.45),
        ("UTC", 35.68, 139.76),
    ],
)
def test_two_columns_exchanged(tmp_path: Path, timezone: str, lat: float, lon: float) -> None:
    right = [stop(name, lat + n / 100, lon - n / 100) for n, name in enumerate("ABC")]
    assert read(tmp_path, stops=right, agency=in_zone(timezone)).notices == []
    with pytest.raises(FeedError, match=r"stops\.txt: .* exchange the two columns"):
        read(tmp_path, stops=swapped(right), agency=in_zone(timezone))


@pytest.mark.parametrize(
    ("timezone", "lat", "lon"),
    [
        ("Europe/Paris", 0.01, 0.02),  # a desert made for a test
        ("UTC", 2.45, 48.79),  # nothing is known of the zone
        ("Africa/Cairo", 30.05, 31.25),  # exchanged, it is a place near by
        ("Asia/Shanghai", 39.47, 75.99),  # Kashgar, 4,000 km from Shanghai
        ("America/New_York", 48.79, 2.45),  # far, but no nearer once exchanged
    ],
)
def test_odd_places_that_are_not_refused(
    tmp_path: Path, timezone: str, lat: float, lon: float
) -> None:
    stops = [stop(name, lat + n / 1000, lon) for n, name in enumerate("ABC")]
    assert read(tmp_path, stops=stops, agency=in_zone(timezone)).notices == []


def test_half_swapped_is_not_most(tmp_path: Path) -> None:
    """Two of four: the feed is read, and none of the two halves is trusted more by the zone."""
    feed = read(tmp_path, stops=[*STOPS[:2], *swapped(STOPS[2:]), *swapped([stop("D", 48.8, 2.4)])])
    assert place(feed, "A") == (48.79, 2.45)


def test_the_place_of_a_zone() -> None:
    assert zone_place("Europe/Paris") == pytest.approx((48 + 52 / 60, 2 + 20 / 60))
    assert zone_place("America/Sao_Paulo") == pytest.approx((-(23 + 32 / 60), -(46 + 37 / 60)))
    assert zone_place("America/New_York") == pytest.approx((40.71416, -74.00639), abs=1e-4)
    assert zone_place("Etc/UTC") is None


def test_parents(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        stops=[
            *STOPS,
            stop("P", 48.80, 2.46, location_type=0, parent_station="HALL"),
            stop("HALL", 48.80, 2.46, location_type=1),
            stop("SPOT", 48.80, 2.46, location_type=4, parent_station="P"),
            stop("DOOR", 48.80, 2.46, location_type=2, parent_station="HALL"),
        ],
    )
    assert feed.stops.ids == ["A", "B", "C", "P", "HALL", "SPOT", "DOOR"]
    assert feed.stops.parent.tolist() == [-1, -1, -1, 4, -1, 3, 4]
    assert feed.notices == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"parent_station": "NOWHERE"}, "foreign_key_violation"),
        ({"parent_station": "A"}, "wrong_parent_location_type"),
        ({"parent_station": "X"}, "wrong_parent_location_type"),
        ({"location_type": 1, "parent_station": "HALL"}, "wrong_parent_location_type"),
        ({"location_type": 4, "parent_station": "HALL"}, "wrong_parent_location_type"),
        ({"location_type": 7}, "unexpected_enum_value"),
        ({"location_type": "stop"}, "unexpected_enum_value"),
    ],
)
def test_a_parent_that_cannot_be(tmp_path: Path, more: dict[str, object], code: str) -> None:
    stops = [*STOPS, stop("HALL", 48.8, 2.46, location_type=1), stop("X", 48.8, 2.46, **more)]
    feed = read(tmp_path, stops=stops)
    assert feed.stops.parent.tolist() == [-1] * 5
    assert {(n.code, n.line) for n in feed.notices} == {(code, 6)}


def test_a_stop_without_an_id_is_left_out(tmp_path: Path) -> None:
    feed = read(tmp_path, stops=[stop("", 48.8, 2.46), *STOPS])
    assert feed.stops.ids == ["A", "B", "C"]
    assert notice(feed, "missing_required_field").line == 2


def test_lines(tmp_path: Path) -> None:
    table = "route_type,route_id,route_short_name,route_long_name\n1,M8,8,Métro\nx,B,,Bus\n,C,,\n"
    feed = read(tmp_path, routes=table)
    assert feed.routes.ids == ["M8", "B", "C"]
    assert feed.routes.short_names == ["8", "", ""]
    assert feed.routes.long_names == ["Métro", "Bus", ""]
    assert feed.routes.type.tolist() == [1, -1, -1]
    assert (notice(feed, "unexpected_enum_value").count) == 2
