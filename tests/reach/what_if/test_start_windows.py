"""Unknown hours: the starts that would hold, by hand in the desert.

A bus is at C by eight minutes before the start (five ahead, three on foot), ten minutes after it
left A; one leaves home two minutes before. After the end one is at C three minutes later.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from jalon.reach import Day, day_line, summary_lines
from jalon.reach import parse_request as parsed
from tests.reach.asking import Asker
from tests.reach.desert import ask, at, child, east, place

Json = dict[str, Any]


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def unknown(*children: Json, minutes: float | None = None, **person: Any) -> Json:  # noqa: ANN401
    """A Monday whose hours are unknown."""
    request = ask(*children, **person)
    request["offers"][0]["shifts"] = {"monday": None}
    if minutes is not None:
        request["offers"][0]["duration_min"] = minutes
    return request


def windows(*said: tuple[str, str]) -> tuple[tuple[int, int], ...]:
    return tuple((at(first), at(last)) for first, last in said)


def test_the_starts_between_the_first_bus_and_the_last_return(asker: Asker) -> None:
    # Not the bus of 05:00, as one would leave at 04:58; the 05:10 is at C at 05:20: from 05:28 on.
    # Home by 21:00 is the bus of 20:40 at C: ends by 20:37, starts by 12:37.
    day = asker.day(unknown(minutes=480))
    assert day.holdable is None
    assert day.start_windows == windows(("05:30", "12:30"))
    assert day.start_windows_for == "day"


def test_a_finer_grid(asker: Asker) -> None:
    request = unknown(minutes=480)
    request["settings"]["start_step_min"] = 1
    assert asker.day(request).start_windows == windows(("05:28", "12:37"))
    request["settings"]["start_step_min"] = 420
    assert asker.day(request).start_windows == windows(("07:00", "07:00"))


def test_each_start_takes_the_place_that_suits_it(asker: Asker) -> None:
    # The place is 60 s from B. Out: the handover begins 11 minutes before the bus at B, which is
    # there 13 minutes before the start at the latest. EARLY opens at 08:30: the bus of 08:45, so
    # starts from 08:58. Back: the handover ends 16 minutes after the bus at C. EARLY closes at
    # 17:30: the bus of 17:10, ends by 17:07, starts by 10:07. LATE opens at 11:00: the 11:15, from
    # 11:28 on; it closes at 20:00: the 19:40, ends by 19:37, starts by 12:37.
    early = place("early", east("B", 60), "08:30", "17:30")
    late = place("late", east("B", 60), "11:00", "20:00")
    request = unknown(child("c", early, late), minutes=420)
    assert asker.day(request).start_windows == windows(("09:00", "10:00"), ("11:30", "12:30"))


def test_without_a_duration_only_the_way_out_counts(asker: Asker) -> None:
    # As above from 08:58 on, and while the place is still open at the start.
    request = unknown(child("c", place("k", east("B", 60), "08:30", "17:30")))
    day = asker.day(request)
    assert day.start_windows == windows(("09:00", "17:30"))
    assert day.start_windows_for == "way_out"
    # The last bus leaves A at 21:50 and is at C at 22:00; waiting counts, up to 75 minutes. It
    # left home at 21:48: the last start is at 23:03.
    assert asker.day(unknown()).start_windows == windows(("05:30", "23:00"))


def test_any_way_to_move_will_do(asker: Asker) -> None:
    # By bicycle from 05:00 + 26:30 + 5 min on.
    request = unknown(minutes=480, means=["transit", "bicycle"], earliest_leave="05:10")
    # By bus from 05:38 on (the 05:20); by bicycle from 05:41:30 on. Home by 21:00 from 20:33:30.
    assert asker.day(request).start_windows == windows(("05:45", "12:30"))
    request["settings"] |= {"start_step_min": 1}
    request["people"][0]["means"] = ["bicycle"]
    assert asker.day(request).start_windows == windows(("05:42", "12:33"))


def test_no_start_holds(asker: Asker) -> None:
    assert asker.day(unknown(minutes=1440)).start_windows == ()
    assert (
        asker.day(unknown(minutes=480, earliest_leave="24:00", latest_return="29:59")).start_windows
        == ()
    )


def test_company_and_blocks_change_no_window(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    request = unknown(minutes=480)
    person, offer = request["people"][0], request["offers"][0]
    request["people"] = [person | {"id": f"p{i}", "earliest_leave": f"0{i}:00"} for i in range(9)]
    request["offers"] = [
        offer | {"id": f"o{i}", "duration_min": minutes, "shifts": {"monday": None, day: None}}
        for i, (minutes, day) in enumerate([(480, "friday"), (60, "tuesday"), (480, "sunday")])
    ]
    together = asker.days(request)
    monkeypatch.setattr("jalon.reach.days.PAIRS_AT_ONCE", 400)
    assert asker.days(request) == together
    alone = asker.days(request | {"people": request["people"][4:5]})
    assert alone == [day for day in together if day.person == "p4"]
    assert {len(day.start_windows or ()) for day in together} == {1}


def test_the_line_says_the_windows(asker: Asker) -> None:
    request = unknown(minutes=480)
    day = asker.day(request)
    assert day_line(day, in_seconds=False) == {
        "person": "p",
        "offer": "o",
        "weekday": "monday",
        "date": "2026-11-23",
        "holdable": None,
        "start_windows": [["05:30", "12:30"]],
        "start_windows_for": "day",
    }
    assert day_line(day, in_seconds=True)["start_windows"] == [["05:30:00", "12:30:00"]]


def test_a_summary_of_an_offer_that_asks_for_no_day() -> None:
    request = ask()
    request["offers"] = [
        request["offers"][0] | {"id": name, "shifts": shifts}
        for name, shifts in [("none", {}), ("one", {"monday": None}), ("empty", {"friday": []})]
    ]
    days = [Day("p", "one", "monday", None, date=dt.date(2026, 11, 23), start_windows=())]
    lines = list(summary_lines(parsed(request), days))
    assert [(line["offer"], line["holdable"], line["days"]) for line in lines] == [
        ("none", None, 0),
        ("one", None, 1),
        ("empty", None, 0),
    ]
