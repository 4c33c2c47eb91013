"""What a ride's leg says beyond its times: booked, without minutes, going on as another line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jalon.reach import build_network, day_line, load_network, parse_request, plan_days
from tests.gtfs_feeds import AGENCY, Row, trip, write_feed
from tests.reach.desert import YEAR, ask, bus, stops

Json = dict[str, Any]
BACK = bus("back", "17:10", there="CBA")
RULES = (
    "booking_rule_id,phone_number,booking_url,message,prior_notice_duration_min,"
    "prior_notice_last_day,prior_notice_last_time\n"
    "B,0102030405,https://book.invalid,Dites votre nom,,1,17:00:00\n"
)
LINES = [
    {"route_id": name, "route_short_name": name, "route_type": 3, "agency_id": "X"}
    for name in ("1", "2")
]


def rides(folder: Path, stop_times: list[Row], **tables: Any) -> list[Json]:  # noqa: ANN401
    """The rides of the only day's way out, as JSON says them."""
    usual: Json = {"stops": stops(), "calendar": YEAR, "stop_times": [*stop_times, *BACK]}
    build_network([write_feed(folder / "feed.zip", **(usual | tables))], folder / "net")
    (day,) = plan_days(load_network(folder / "net"), parse_request(ask()))
    legs = day_line(day, in_seconds=False)["legs"]
    return [leg for leg in legs if (leg["way"], leg["kind"]) == ("out", "ride")]


def test_a_ride_like_others_says_nothing_more(tmp_path: Path) -> None:
    (ride,) = rides(tmp_path, bus("T", "08:40"))
    assert set(ride) == {
        "way", "kind", "from", "to", "depart", "arrive", "from_name", "to_name", "line"
    }  # fmt: skip


def test_by_the_rule_of_where_one_boards(tmp_path: Path) -> None:
    said = {"pickup_type": 2, "drop_off_type": 3, "pickup_booking_rule_id": "B"}
    (ride,) = rides(
        tmp_path, [row | said for row in bus("T", "08:40")],
        extra={"booking_rules.txt": RULES.encode()},
    )  # fmt: skip
    assert ride["booked"] is True
    assert ride["booking"] == {
        "with": "agency", "phone": "0102030405", "url": "https://book.invalid",
        "message": "Dites votre nom", "days_before": 1, "until": "17:00",
    }  # fmt: skip


def test_with_the_driver_where_one_gets_off(tmp_path: Path) -> None:
    rows = [row | {"drop_off_type": 3} for row in bus("T", "08:40")]
    (ride,) = rides(tmp_path, rows)
    assert ride["booking"] == {"with": "driver"}


def test_the_telephone_of_the_agency(tmp_path: Path) -> None:
    rows = [row | {"pickup_type": 2} for row in bus("T", "08:40")]
    phone = [AGENCY[0] | {"agency_phone": "0908070605"}]
    (ride,) = rides(tmp_path, rows, agency=phone)
    assert ride["booking"] == {"with": "agency", "phone": "0908070605"}


def test_no_minute_is_promised(tmp_path: Path) -> None:
    """One is at A at 08:32, and at C at 08:52 at the latest: ten minutes of wait, ten of ride."""
    window = {
        "trip_id": "T", "start_time": "06:00:00", "end_time": "10:00:00", "headway_secs": 600
    }  # fmt: skip
    (ride,) = rides(tmp_path, bus("T", "03:00"), frequencies=[window])
    assert (ride["approximate"], ride["headway_min"]) == (True, 10)
    assert (ride["depart"], ride["arrive"]) == ("08:32", "08:52")


def test_what_the_vehicle_becomes(tmp_path: Path) -> None:
    trips = [
        trip("T", route_id="1", block_id="K", trip_headsign="B"),
        trip("U", route_id="2", block_id="K", trip_headsign="C"),
        trip("back", route_id="1"),
    ]
    times = [*bus("T", "08:40", there="AB"), *bus("U", "08:47", there="BC")]
    (ride,) = rides(tmp_path, times, trips=trips, routes=LINES)
    assert (ride["line"], ride["from"], ride["to"]) == ("1", "stop:A", "stop:C")
    assert ride["goes_on"] == [
        {"stop": "stop:B", "stop_name": "B", "depart": "08:47", "line": "2", "headsign": "C"}
    ]


def test_the_same_line_is_not_told_again(tmp_path: Path) -> None:
    trips = [trip(name, route_id="1", block_id="K") for name in ("T", "U")]
    times = [*bus("T", "08:40", there="AB"), *bus("U", "08:47", there="BC")]
    (ride,) = rides(tmp_path, times, trips=[*trips, trip("back", route_id="1")], routes=LINES)
    assert "goes_on" not in ride


def test_a_stop_that_is_split_has_its_own_name(tmp_path: Path) -> None:
    """Changes by line give stops copies inside; nobody reads of them, nor walks between them."""
    trips = [trip("T", route_id="1"), trip("U", route_id="2"), trip("back", route_id="1")]
    times = [*bus("T", "08:40", there="AB"), *bus("U", "08:47", there="BC")]
    rule = {
        "from_stop_id": "B", "to_stop_id": "B", "from_route_id": "1", "to_route_id": "2",
        "transfer_type": 2, "min_transfer_time": 120,
    }  # fmt: skip
    first, second = rides(tmp_path, times, trips=trips, routes=LINES, transfers=[rule])
    assert (first["to"], second["from"]) == ("stop:B", "stop:B")
