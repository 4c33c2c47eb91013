"""Unlocks: the smallest single change that makes a whole offer hold, by hand in the desert.

K is 60 s east of B. By bus one leaves at 08:18 for a handover that begins by 08:34, and the
evening's ends at 17:26; home at 17:42: 42 minutes each way. By bicycle the evening's handover ends
at about 17:23:40, by car at about 17:19:20.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jalon.cli import main
from jalon.reach import (
    UNLOCK_KINDS,
    Unlock,
    build_network,
    day_line,
    find_unlocks,
    parse_request,
    summary_lines,
)
from jalon.reach.what_if.unlocks import order_told
from tests import gtfs_feeds as gtfs
from tests.reach.asking import Asker
from tests.reach.desert import BOTH_WAYS, YEAR, ask, bus, child, east, place, stops

Json = dict[str, Any]
WEEK_S = 2 * 42 * 60
NO_BUS = bus("T", "03:00")


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def crib(opens: str, closes: str, **more: Any) -> Json:  # noqa: ANN401
    """A child at K."""
    return child("c", place("k", east("B", 60), opens, closes, **more))


def unlocks(asker: Asker, request: Json, **tables: Any) -> tuple[Unlock, ...] | None:  # noqa: ANN401
    """Those of the only pair."""
    days = asker.days(request, unlocks=UNLOCK_KINDS, **tables)
    (found,) = {day.unlocks for day in days if day.holdable is False}
    return found


def test_a_place_that_closes_too_early(asker: Asker) -> None:
    # It closes at 17:00 instead of 17:26. A shift 30 minutes earlier is over in time: C 16:33, the
    # 16:40, B 16:45, K 16:46 to 16:56; 15 minutes earlier the handover ends at 17:06.
    request = ask(crib("07:00", "17:00"))
    request["other_places"] = [place("m", east("B", 60), "07:00", "18:00")]
    assert unlocks(asker, request) == (
        Unlock("place_closes_later", WEEK_S, place="k", by_min=30),
        Unlock("other_place", WEEK_S, place="m", child="c"),
        Unlock("shift_moved", WEEK_S, by_min=-30),
    )


def test_a_place_that_opens_too_late(asker: Asker) -> None:
    # It opens at 09:00 instead of 08:34. A shift half an hour later begins its handover by 09:04.
    request = ask(crib("09:00", "18:00"))
    assert unlocks(asker, request) == (
        Unlock("place_opens_earlier", WEEK_S, place="k", by_min=30),
        Unlock("shift_moved", WEEK_S, by_min=30),
    )


def test_the_smallest_amount_that_does_it(asker: Asker) -> None:
    # 17:26 is 40 minutes after 16:46: half an hour later does not do. The shift moved by an hour.
    assert unlocks(asker, ask(crib("07:00", "16:46"))) == (
        Unlock("place_closes_later", WEEK_S, place="k", by_min=60),
        Unlock("shift_moved", WEEK_S, by_min=-60),
    )
    assert unlocks(asker, ask(crib("07:00", "16:25"))) == ()


def test_a_vehicle_where_no_bus_runs(asker: Asker) -> None:
    # By bicycle 31:30 out and 26:30 back, by car 20:45 and 15:45 (see travel/test_vehicles.py).
    bicycle, car = Unlock("bicycle", 58 * 60), Unlock("car", 36 * 60 + 30)
    assert unlocks(asker, ask(), stop_times=NO_BUS) == (bicycle, car)
    # Two days take twice as long; who has a bicycle that is too slow is not told of it again.
    two = unlocks(asker, ask(days=("monday", "friday")), stop_times=NO_BUS)
    assert two == (Unlock("bicycle", 116 * 60), Unlock("car", 73 * 60))
    short = ask(means=["bicycle"], max_trip_min=25)
    assert unlocks(asker, short, stop_times=NO_BUS) == (car,)


def test_a_change_is_for_the_whole_offer(asker: Asker) -> None:
    # On Tuesdays K opens at 09:00 and on Wednesdays it closes at 17:00: nothing mends both.
    tuesday, wednesday = {"tuesday": ["09:00", "18:00"]}, {"wednesday": ["07:00", "17:00"]}
    for hours, found in [
        (tuesday, (30, None)),
        (wednesday, (None, 30)),
        (tuesday | wednesday, (None, None)),
    ]:
        days = {"monday": ["07:00", "18:00"]} | hours
        request = ask(crib("x", "x", hours=days), days=tuple(days))
        by_change = {one.change: one.by_min for one in unlocks(asker, request) or ()}
        assert (
            by_change.get("place_opens_earlier"),
            by_change.get("place_closes_later"),
        ) == found


def test_one_of_several_places_and_the_choice_of_the_week(asker: Asker) -> None:
    # K closes too early by bus; FAR, 301 s from B, as well: there the handover ends at 17:30:01,
    # and one is home at 17:52, having left at 08:08.
    near = place("k", east("B", 60), "07:00", "17:00")
    far = place("far", east("B", 301), "07:00", "17:00:30")
    found = [
        one
        for one in unlocks(asker, ask(child("c", far, near))) or ()
        if one.change == "place_closes_later"
    ]
    assert found == [
        Unlock("place_closes_later", WEEK_S, place="k", by_min=30),
        Unlock("place_closes_later", 2 * 52 * 60, place="far", by_min=30),
    ]


def test_only_the_five_nearest_other_places_are_tried(asker: Asker) -> None:
    # Five closed ones nearer to home than the only one that is open.
    shut = [place(f"s{i}", east("A", i), "02:00", "03:00") for i in range(5)]
    good = place("good", east("B", 60), "07:00", "18:00")
    request = ask(crib("02:00", "03:00"))
    for others, found in [(shut[:4], ("good",)), (shut, ())]:
        request["other_places"] = [*others, good]
        assert tuple(one.place for one in unlocks(asker, request) or ()) == found


def test_a_shift_never_starts_on_another_day(asker: Asker) -> None:
    # By car one is at work 20:45 after 23:30 at the earliest: from 23:50:45 on.
    person: Json = {"means": ["car"], "earliest_leave": "23:30", "latest_return": "29:59"}
    for start, found in [("23:44", (15,)), ("23:45", ())]:
        request = ask(shift=(start, "02:00"), **person)
        assert tuple(one.by_min for one in unlocks(asker, request) or ()) == found


def test_hours_that_are_unknown_or_hold_unlock_nothing(asker: Asker) -> None:
    request = ask(crib("07:00", "17:00"))
    request["offers"][0]["shifts"]["tuesday"] = None
    days = asker.days(request, unlocks=UNLOCK_KINDS)
    assert [(day.holdable, day.unlocks) for day in days] == [(False, None), (None, None)]
    held = asker.day(ask(), unlocks=UNLOCK_KINDS)
    assert (held.holdable, held.unlocks) == (True, None)
    assert asker.day(ask(crib("07:00", "17:00"))).unlocks is None, "not asked for"


def test_the_kinds_are_chosen_and_blocks_change_nothing(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = ask(crib("07:00", "17:00"))
    person, offer = raw["people"][0], raw["offers"][0]
    raw["people"] = [person | {"id": f"p{i}", "max_trip_min": 30 + 10 * i} for i in range(4)]
    raw["offers"] = [
        offer | {"id": f"o{i}", "shifts": {"monday": [[f"0{i + 6}:00", f"{i + 14}:00"]]}}
        for i in range(4)
    ]
    raw["other_places"] = [place("m", east("B", 60), "07:00", "18:00")]
    network, request = asker.network(), parse_request(raw)
    every = list(find_unlocks(network, request))
    assert {one.change for pair in every for one in pair.unlocks} >= {
        *("place_closes_later", "other_place", "shift_moved"),
    }
    for kind in UNLOCK_KINDS:
        alone = list(find_unlocks(network, request, {kind}))
        assert [(pair.person, pair.offer) for pair in alone] == [
            (pair.person, pair.offer) for pair in every
        ]
        for one, whole in zip(alone, every, strict=True):
            assert one.unlocks == tuple(u for u in whole.unlocks if u.change == kind)
    monkeypatch.setattr("jalon.reach.days.PAIRS_AT_ONCE", 3)
    assert list(find_unlocks(network, request)) == every


def test_the_lines_say_the_unlocks(asker: Asker) -> None:
    raw = ask(crib("07:00", "17:00"))
    days = asker.days(raw, unlocks=UNLOCK_KINDS)
    said = [
        {"change": "place_closes_later", "place": "k", "by_min": 30, "week_min": 84},
        {"change": "shift_moved", "by_min": -30, "week_min": 84},
    ]
    assert day_line(days[0], in_seconds=False)["unlocks"] == said
    (line,) = summary_lines(parse_request(raw), days)
    assert line["unlocks"] == said
    assert day_line(days[0], in_seconds=True)["unlocks"][1]["week_s"] == WEEK_S


def test_the_command_gives_them(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    feed = gtfs.write_feed(
        tmp_path / "feed.zip", stops=stops(), stop_times=BOTH_WAYS, calendar=YEAR
    )
    build_network([feed], tmp_path / "net")
    asked = tmp_path / "request.json"
    asked.write_text(json.dumps(ask(crib("07:00", "17:00"))))
    command = ["reach", "days", "--network", str(tmp_path / "net"), "--request", str(asked)]
    for options, lines in [([], 1), (["--summary"], 1)]:
        assert main([*command, *options, "--unlocks"]) == 0
        said = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
        assert len(said) == lines
        assert [one["change"] for one in said[0]["unlocks"]] == [
            "place_closes_later",
            "shift_moved",
        ]
    assert main(command) == 0
    assert "unlocks" not in json.loads(capfdbinary.readouterr().out)


def test_changes_are_told_by_kind_then_the_smallest_then_the_quickest() -> None:
    told = [
        Unlock("place_opens_earlier", 900, "k1", None, 60),
        Unlock("bicycle", 800),
        Unlock("shift_moved", 700, by_min=-15),
        Unlock("shift_moved", 600, by_min=30),
        Unlock("shift_moved", 650, by_min=-30),
        Unlock("car", 100),
    ]
    told_backwards = told[::-1]
    assert sorted(told_backwards, key=order_told) == told
