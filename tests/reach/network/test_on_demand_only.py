"""A network of rides on demand alone: no ride is counted, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

from jalon.reach import build_network, load_network, parse_request, plan_days
from tests.gtfs_feeds import calls, write_feed

WINDOWS = {"start_pickup_drop_off_window": "08:00:00", "end_pickup_drop_off_window": "09:00:00"}
DAY = {"monday": [["09:00", "17:00"]]}


def test_one_walks_there_or_is_told_that_nothing_serves(tmp_path: Path) -> None:
    rows = calls("T", ("A", ""), ("B", ""), **WINDOWS)
    feed = write_feed(tmp_path / "feed.zip", stop_times=rows)
    manifest = build_network([feed], tmp_path / "net")
    assert manifest["counts"]["trips"] == 0
    assert {warning["code"] for warning in manifest["warnings"]} >= {"no_scheduled_ride"}
    request = {
        "date_of_monday": "2026-11-23",
        "people": [{"id": "p", "home": {"lat": 48.79, "lon": 2.45}, "means": ["transit"]}],
        "offers": [
            {"id": "near", "lat": 48.7901, "lon": 2.4501, "shifts": DAY},
            {"id": "far", "lat": 48.81, "lon": 2.47, "shifts": DAY},
        ],
    }
    days = plan_days(load_network(tmp_path / "net"), parse_request(request))
    assert [day.holdable for day in days] == [True, False]
