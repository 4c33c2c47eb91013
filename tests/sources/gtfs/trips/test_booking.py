"""How rides are booked, as the reader gives it."""

from __future__ import annotations

from pathlib import Path

from tests.gtfs_feeds import AGENCY, ROUTES, Row, calls
from tests.sources.gtfs.helpers import read

RULES = (
    "booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_last_day,"
    "prior_notice_last_time,message,phone_number,info_url,booking_url\n"
    "SOON,1,30,,,,0102030405,https://info.invalid,\n"
    "EVE,2,,1,17:00:00,Avant 17 h,,https://info.invalid,https://book.invalid\n"
)
PHONE = [AGENCY[0] | {"agency_phone": "0908070605"}]


def booked(pickup: object, drop_off: object, *, of: str, to: str = "") -> list[Row]:
    said = {"pickup_booking_rule_id": of, "drop_off_booking_rule_id": to}
    rows = calls("T", ("A", "08:00:00"), ("B", "08:10:00"))
    return [row | {"pickup_type": pickup, "drop_off_type": drop_off} | said for row in rows]


def test_the_rules_that_are_named(tmp_path: Path) -> None:
    times = booked(2, 2, of="SOON", to="EVE")
    feed = read(tmp_path, stop_times=times, extra={"booking_rules.txt": RULES.encode()})
    rules = feed.booking
    assert (rules.phones, rules.messages) == (["0102030405", ""], ["", "Avant 17 h"])
    assert rules.urls == ["https://info.invalid", "https://book.invalid"]
    assert rules.notice_min.tolist() == [30, -1]
    assert rules.days_before.tolist() == [-1, 1]
    assert rules.until_s.tolist() == [-1, 17 * 3600]
    assert feed.stop_times.pickup_rule.tolist() == [0, 0]
    assert feed.stop_times.drop_off_rule.tolist() == [1, 1]


def test_the_telephone_of_the_agency_where_no_rule_is_named(tmp_path: Path) -> None:
    lines = [ROUTES[0] | {"agency_id": "X"}]
    feed = read(tmp_path, stop_times=booked(2, 3, of=""), agency=PHONE, routes=lines)
    assert feed.booking.phones == ["0908070605"]
    assert feed.stop_times.pickup_rule.tolist() == [0, 0]
    # It is the driver that one tells where one gets off.
    assert feed.stop_times.drop_off_rule.tolist() == [-1, -1]


def test_the_only_agency_is_that_of_lines_without_one(tmp_path: Path) -> None:
    feed = read(tmp_path, stop_times=booked(2, 0, of="GONE"), agency=PHONE)
    assert feed.stop_times.pickup_rule.tolist() == [0, 0]


def test_nothing_is_kept_where_nobody_books(tmp_path: Path) -> None:
    feed = read(tmp_path, stop_times=booked(0, 1, of="SOON"), agency=PHONE,
                extra={"booking_rules.txt": RULES.encode()})  # fmt: skip
    assert feed.stop_times.pickup_rule.size == feed.stop_times.drop_off_rule.size == 0
    assert len(feed.booking.phones) == 3
