"""Changes between certain lines or trips, as the reader gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.sources.gtfs import FORBIDDEN, UNTIMED, Feed
from tests.gtfs_feeds import Row, calls, stop, trip
from tests.sources.gtfs.helpers import notice, read

STOPS = [
    stop("HALL", 48.80, 2.46, location_type=1),
    stop("A", 48.79, 2.45),
    stop("H1", 48.80, 2.46, parent_station="HALL"),
    stop("H2", 48.80, 2.46, parent_station="HALL"),
    stop("H2a", "", "", parent_station="H2", location_type=4),
]
ROUTES = [{"route_id": name, "route_short_name": name, "route_type": 3} for name in ("R", "Q")]
TIMES = [row for name in ("T", "U") for row in calls(name, ("A", "08:00:00"), ("H1", "08:10:00"))]
TRIPS = [trip("T"), trip("U", route_id="Q")]
SIDES = ("from_route_id", "to_route_id", "from_trip_id", "to_trip_id")
Said = tuple[str, str, str, str, str, str, int, int]


def row(origin: str, target: str, kind: object, time: object = "", **sides: str) -> Row:
    ends = {"from_stop_id": origin, "to_stop_id": target}
    said = {"transfer_type": kind, "min_transfer_time": time}
    return ends | said | dict.fromkeys(SIDES, "") | sides


def read_rows(folder: Path, *rows: Row) -> Feed:
    tables = {"stops": STOPS, "routes": ROUTES, "trips": TRIPS, "stop_times": TIMES}
    return read(folder, **tables, transfers=list(rows))


def rules_of(feed: Feed) -> list[Said]:
    """Stops, lines and trips by name ("" for all), rank and seconds."""
    rules = feed.rules
    names = [*feed.stops.ids, ""], [*feed.routes.ids, ""], ["T", "U", ""]
    columns = (
        (rules.origin, names[0]), (rules.target, names[0]), (rules.from_route, names[1]),
        (rules.to_route, names[1]), (rules.from_trip, names[2]), (rules.to_trip, names[2]),
    )  # fmt: skip
    said = [[of[i] for i in column.tolist()] for column, of in columns]
    return sorted(zip(*said, rules.rank.tolist(), rules.seconds.tolist(), strict=True))


@pytest.mark.parametrize(
    ("sides", "said", "rank"),
    [
        ({"from_trip_id": "T", "to_trip_id": "U"}, ("", "", "T", "U"), 13),
        ({"from_trip_id": "T", "to_route_id": "Q"}, ("", "Q", "T", ""), 9),
        ({"to_trip_id": "U"}, ("", "", "", "U"), 7),
        ({"from_route_id": "R", "to_route_id": "Q"}, ("R", "Q", "", ""), 5),
        ({"from_route_id": "R"}, ("R", "", "", ""), 3),
        # A trip makes the line of its side superfluous, were it unknown.
        ({"from_trip_id": "T", "from_route_id": "GONE"}, ("", "", "T", ""), 7),
    ],
)
def test_the_more_specific_the_higher(
    tmp_path: Path, sides: dict[str, str], said: tuple[str, ...], rank: int
) -> None:
    feed = read_rows(tmp_path, row("A", "H1", 2, 90, **sides))
    assert rules_of(feed) == [("A", "H1", *said, rank, 90)]
    assert notice(feed, "change_by_line_or_trip").count == 1


def test_a_station_stands_for_its_stops_one_rank_lower(tmp_path: Path) -> None:
    feed = read_rows(tmp_path, row("A", "HALL", 3, from_route_id="R"))
    assert rules_of(feed) == [
        ("A", target, "R", "", "", "", 2, FORBIDDEN) for target in ("H1", "H2")
    ]


def test_a_boarding_area_is_its_platform(tmp_path: Path) -> None:
    feed = read_rows(tmp_path, row("A", "H2a", 3, from_route_id="R"))
    assert rules_of(feed) == [("A", "H2", "R", "", "", "", 3, FORBIDDEN)]


@pytest.mark.parametrize(
    ("target", "kind", "time", "seconds"),
    [
        ("A", 1, "", 0),
        ("A", 1, 45, 45),
        ("A", 0, "", UNTIMED),
        ("A", 2, "", UNTIMED),
        ("H1", 1, "", UNTIMED),
        ("H1", 2, 0, 0),
    ],
)
def test_a_vehicle_that_waits(
    tmp_path: Path, target: str, kind: int, time: object, seconds: int
) -> None:
    """Only at one stop, and only where no time is said."""
    feed = read_rows(tmp_path, row("A", target, kind, time, from_route_id="R"))
    assert [rule[-1] for rule in rules_of(feed)] == [seconds]


def test_a_row_without_its_stops_is_left_out(tmp_path: Path) -> None:
    feed = read_rows(tmp_path, row("", "H1", 3, from_trip_id="T", to_trip_id="U"))
    assert rules_of(feed) == []
    assert notice(feed, "missing_required_field").line == 2
