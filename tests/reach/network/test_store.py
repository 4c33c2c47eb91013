"""A network on disk: whole or not at all, and never two feeds mixed."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from jalon.core.errors import FeedError, NetworkError
from jalon.reach import build_network, load_network, parse_request, plan_days, read_manifest
from jalon.reach.network import store
from tests.gtfs_feeds import AGENCY, calls, service, stop, write_feed

NEAR_A, NEAR_C = {"lat": 48.7901, "lon": 2.4501}, {"lat": 48.8101, "lon": 2.4701}


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return write_feed(tmp_path / "feed.zip")


def test_what_is_built_is_what_is_loaded(feed: Path, tmp_path: Path) -> None:
    manifest = build_network([feed], tmp_path / "net")
    network = load_network(tmp_path / "net")
    assert network.manifest == json.loads(json.dumps(manifest))
    assert [network.stop_ids[i] for i in range(3)] == ["A", "B", "C"]
    assert network.hop_departure_s.tolist() == [8 * 3600, 8 * 3600 + 600]
    assert network.runs_on(dt.date(2026, 11, 23)).all()
    assert not network.runs_on(dt.date(2026, 12, 1)).any()


def test_the_manifest_names_feeds_counts_and_validity(feed: Path, tmp_path: Path) -> None:
    manifest = build_network([feed], tmp_path / "net")
    assert manifest["counts"]["stop_times"] == 3
    assert manifest["validity"] == {"first_day": "2026-11-01", "last_day": "2026-11-30"}
    assert manifest["feeds"][0]["name"] == "feed.zip"
    assert len(manifest["feeds"][0]["sha256"]) == 64


def test_a_feed_that_cannot_be_used_leaves_the_old_network(feed: Path, tmp_path: Path) -> None:
    before = build_network([feed], tmp_path / "net")
    bad = write_feed(tmp_path / "bad.zip", stop_times=None)
    with pytest.raises(FeedError):
        build_network([bad], tmp_path / "net")
    assert read_manifest(tmp_path / "net") == before
    assert len(load_network(tmp_path / "net").stop_ids) == 3


def test_a_build_that_dies_while_writing_leaves_the_old_network(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build_network([feed], tmp_path / "net")

    def die(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(store, "_replace_manifest", die)
    with pytest.raises(MemoryError):
        build_network([feed], tmp_path / "net")
    monkeypatch.undo()
    assert read_manifest(tmp_path / "net") == before
    assert load_network(tmp_path / "net").stop_names[0] == "A"
    assert len(list((tmp_path / "net").glob("arrays-*"))) == 1


def test_a_new_build_takes_the_place_of_the_old(feed: Path, tmp_path: Path) -> None:
    build_network([feed], tmp_path / "net")
    opened = load_network(tmp_path / "net")
    other = write_feed(
        tmp_path / "b.zip",
        stops=[stop("X", 48.79, 2.45), stop("Y", 48.80, 2.46)],
        stop_times=calls("T1", ("X", "08:00:00"), ("Y", "08:10:00")),
    )
    build_network([other], tmp_path / "net")
    assert load_network(tmp_path / "net").stop_ids[0] == "X"
    assert opened.stop_ids[0] == "A"  # who had the old one open keeps it
    assert len(list((tmp_path / "net").glob("arrays-*"))) == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}'])
def test_a_damaged_network_asks_to_be_built_again(text: str, feed: Path, tmp_path: Path) -> None:
    build_network([feed], tmp_path / "net")
    (tmp_path / "net" / "manifest.json").write_text(text)
    with pytest.raises(NetworkError, match="again"):
        load_network(tmp_path / "net")


def test_missing_arrays_are_said(feed: Path, tmp_path: Path) -> None:
    manifest = build_network([feed], tmp_path / "net")
    (tmp_path / "net" / manifest["arrays"] / "hop_to.npy").unlink()
    with pytest.raises(NetworkError, match="damaged"):
        load_network(tmp_path / "net")


def test_no_network_at_all(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="holds no network"):
        load_network(tmp_path / "nothing")


def test_two_feeds_with_the_same_ids_stay_apart(tmp_path: Path) -> None:
    # Both feeds name A, C, T1 and S. The second runs the other way, elsewhere, and later.
    far = [stop("A", 48.90, 2.45), stop("B", 48.91, 2.46), stop("C", 48.92, 2.47)]
    one = write_feed(tmp_path / "one.zip")
    two = write_feed(
        tmp_path / "two.zip",
        stops=far,
        stop_times=calls("T1", ("C", "09:00:00"), ("A", "09:20:00")),
        calendar=[service("S", "20261201", "20261231")],
    )
    build_network([one, two], tmp_path / "net")
    network = load_network(tmp_path / "net")
    assert [network.stop_ids[i] for i in range(6)] == ["1:A", "1:B", "1:C", "2:A", "2:B", "2:C"]
    assert network.hop_from.tolist() == [0, 1, 5]
    assert network.hop_to.tolist() == [1, 2, 3]
    in_november = network.runs_on(dt.date(2026, 11, 23))[network.trip_service]
    in_december = network.runs_on(dt.date(2026, 12, 7))[network.trip_service]
    assert in_november.tolist() == [True, False]
    assert in_december.tolist() == [False, True]
    assert np.asarray(network.active).shape == (2, 61)


def test_a_second_feed_changes_nothing_for_the_first(tmp_path: Path) -> None:
    request = parse_request(
        {
            "date_of_monday": "2026-11-23",
            "people": [{"id": "p", "home": NEAR_A, "means": ["transit"]}],
            "offers": [{"id": "o", **NEAR_C, "shifts": {"monday": [["09:00", "12:00"]]}}],
        }
    )
    one = write_feed(tmp_path / "one.zip")
    far = [stop("A", 48.90, 2.45), stop("B", 48.91, 2.46), stop("C", 48.92, 2.47)]
    two = write_feed(tmp_path / "two.zip", stops=far)
    build_network([one], tmp_path / "alone")
    build_network([one, two], tmp_path / "both")
    alone = next(plan_days(load_network(tmp_path / "alone"), request))
    both = next(plan_days(load_network(tmp_path / "both"), request))
    assert (alone.reasons, alone.holdable) == (both.reasons, both.holdable)


def test_feeds_of_two_time_zones_are_refused(feed: Path, tmp_path: Path) -> None:
    lisbon = [AGENCY[0] | {"agency_timezone": "Europe/Lisbon"}]
    other = write_feed(tmp_path / "lisbon.zip", agency=lisbon)
    with pytest.raises(FeedError, match="time zone"):
        build_network([feed, other], tmp_path / "net")
    assert not (tmp_path / "net").exists()


def test_the_place_of_a_file_is_refused(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "net").write_text("something else")
    with pytest.raises(FeedError, match="not a folder"):
        build_network([feed], tmp_path / "net")
    assert (tmp_path / "net").read_text() == "something else"


def test_a_folder_with_other_things_is_refused(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letters.txt").write_text("mine")
    with pytest.raises(FeedError, match="other things"):
        build_network([feed], tmp_path / "home")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["letters.txt"]


def test_what_a_killed_first_build_left_is_in_nobodys_way(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "net" / f"arrays-{'0' * 32}").mkdir(parents=True)
    (tmp_path / "net" / f".manifest.json.{'0' * 32}").write_text("{")
    build_network([feed], tmp_path / "net")
    assert load_network(tmp_path / "net").stop_ids[0] == "A"


def test_a_folder_of_arrays_that_is_not_ours_is_kept(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / "arrays-2020").mkdir(parents=True)
    (tmp_path / "home" / "arrays-2020" / "thesis.txt").write_text("mine")
    with pytest.raises(FeedError, match="other things"):
        build_network([feed], tmp_path / "home")
    assert (tmp_path / "home" / "arrays-2020" / "thesis.txt").exists()


def test_builds_at_once_leave_a_whole_network(feed: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: build_network([feed], tmp_path / "net"), range(24)))
    assert load_network(tmp_path / "net").stop_ids[0] == "A"
    assert len(list((tmp_path / "net").glob("arrays-*"))) == 1


def test_a_feed_without_any_place_is_refused(feed: Path, tmp_path: Path) -> None:
    before = build_network([feed], tmp_path / "net")
    nowhere = write_feed(tmp_path / "nowhere.zip", stops=[stop(i, "", "") for i in "ABC"])
    with pytest.raises(FeedError, match="coordinates"):
        build_network([nowhere], tmp_path / "net")
    assert read_manifest(tmp_path / "net") == before


def test_a_place_that_cannot_be_made_is_said(feed: Path, tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="name another --out"):
        build_network([feed], feed / "inside")


def test_a_feed_that_ended_is_noticed_and_still_built(feed: Path, tmp_path: Path) -> None:
    def codes(today: dt.date) -> list[str]:
        return [note["code"] for note in build_network([feed], tmp_path / "n", today)["warnings"]]

    assert "expired_calendar" in codes(dt.date(2026, 12, 1))
    assert "expired_calendar" not in codes(dt.date(2026, 11, 30))


def test_a_full_disk_is_told_and_the_network_of_before_stays(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build_network([feed], tmp_path / "net")

    def fill(*_: object) -> None:
        raise OSError("1416265 requested and 160736 written")

    monkeypatch.setattr(store, "_save", fill)
    with pytest.raises(NetworkError, match=r"net cannot be written \(.*\): is its disk full\?$"):
        build_network([feed], tmp_path / "net")
    assert load_network(tmp_path / "net").manifest == json.loads(json.dumps(before))
    assert len(list((tmp_path / "net").glob("arrays-*"))) <= 1
