"""Several shifts a day: staying, else coming home between; by hand in the desert, and in general.

The buses out leave A every ten minutes, those back leave C; by bicycle it is 26:30 each way.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from jalon.core.time import DayClock
from jalon.reach.week.judge import Judgement
from jalon.reach.week.split_days import NOBODY, show
from jalon.reach.week.workdays import Workday
from tests.reach.asking import Asker, kinds, times
from tests.reach.desert import ask, at, bus, child, clock, clocks, east, place

Json = dict[str, Any]


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def split(*shifts: tuple[str, str], **person: Any) -> Json:  # noqa: ANN401
    """A Monday of several shifts."""
    request = ask(**person)
    request["offers"][0]["shifts"] = {"monday": [list(shift) for shift in shifts]}
    return request


def morning_buses() -> list[dict[str, object]]:
    """Buses out from 05:00 to 08:50 and back from 11:00 to 12:50; none in the afternoon."""
    outs = [clock(s) for s in range(at("05:00"), at("09:00"), 600)]
    backs = [clock(s) for s in range(at("11:00"), at("13:00"), 600)]
    rows = [row for s in outs for row in bus(f"out {s}", s)]
    return rows + [row for s in backs for row in bus(f"back {s}", s, there="CBA")]


def test_staying_is_one_way_out_and_one_way_back(asker: Asker) -> None:
    day = asker.day(split(("14:00", "17:00"), ("09:00", "12:00")))
    assert times(day) == clocks("08:38", "08:53", "17:00", "17:22")
    assert (day.out_s, day.back_s, day.rides) == (22 * 60, 22 * 60, 2)
    assert (day.shift_start_s, day.shift_end_s) == clocks("09:00", "17:00")
    assert day.home_between is False


def test_the_places_stay_open_throughout(asker: Asker) -> None:
    # From the handover of 08:26 to the one that ends at 17:26, as for a single shift.
    for closes, holds in [("17:26", True), ("17:25", False)]:
        crib = child("c", place("k", east("B", 60), "07:00", closes))
        day = asker.day(split(("09:00", "12:00"), ("14:00", "17:00"), children=[crib]))
        assert (day.holdable, day.home_between) == (holds, False)


def test_coming_home_between_by_another_way_to_move(asker: Asker) -> None:
    # The bicycle would leave at 08:28:30, before the person can; the bus does not run in the
    # afternoon. So the bus in the morning: 08:38, at work 08:53, 12:00, C 12:03, the 12:10, A
    # 12:20, home 12:22. And the bicycle: 13:55 less 26:30, and 17:00 plus 26:30.
    person: Json = {"means": ["transit", "bicycle"], "earliest_leave": "08:29"}
    request = split(("09:00", "12:00"), ("14:00", "17:00"), **person)
    day = asker.day(request, stop_times=morning_buses())
    assert day.home_between is True
    assert times(day) == clocks("08:38", "08:53", "17:00", "17:26:30")
    assert day.out_s == 22 * 60 + (31 * 60 + 30)
    assert day.back_s == 22 * 60 + (26 * 60 + 30)
    assert (day.rides, day.walk_s, day.slack_s) == (2, 2 * (120 + 180), 5 * 60)
    assert day.safe_leave_s is None, "08:28 is before the earliest leave"
    assert kinds(day) == [*["walk", "ride", "walk"] * 2, "bicycle", "bicycle"]
    assert [leg.way for leg in day.legs] == ["out"] * 3 + ["back"] * 3 + ["out", "back"]


def test_one_is_home_before_one_leaves_again(asker: Asker) -> None:
    # Home at 12:22; the bicycle leaves 31:30 before the second start.
    person: Json = {"means": ["transit", "bicycle"], "earliest_leave": "08:29"}
    for start, holds in [("12:53:30", True), ("12:53:29", False)]:
        request = split(("09:00", "12:00"), (start, "17:00"), **person)
        day = asker.day(request, stop_times=morning_buses())
        assert (day.holdable, day.home_between) == (holds, holds)
    # What is told then is why staying does not hold; the bicycle lacks thirty seconds.
    (reason,) = day.reasons
    assert (reason.code, reason.detail["mean"]) == ("before_earliest_leave", "bicycle")


def test_each_shift_has_its_own_openings(asker: Asker) -> None:
    # The place closes at 12:30 and opens again at midnight: the second shift, from 00:30 to 02:00,
    # is within the hours of Tuesday. By car from 61 s east of B, the evening of the first ends at
    # 12:00 + 558 + 600 s, and staying would need the place open all day.
    hours = {"monday": ["08:00", "12:30"], "tuesday": ["00:00", "05:00"]}
    crib = child("c", place("k", east("B", 61), "00:00", "05:00", hours=hours))
    person: Json = {"means": ["car"], "latest_return": "29:59", "children": [crib]}
    day = asker.day(split(("09:00", "12:00"), ("24:30", "26:00"), **person))
    # Home to the place 3,225.25 m: 388 + 180 s; from there to work 3,148.75 m: 378 + 180 s. Leave
    # by 08:55 - 558 - 600 - 568; back by 02:00 + 558 + 600 + 568.
    assert day.home_between is True
    assert (day.leave_home_s, day.return_home_s) == (at("08:55") - 1726, at("26:00") + 1726)
    assert day.places == {"c": "k"}


def test_a_choice_of_places_counts_a_day_that_holds_either_way(asker: Asker) -> None:
    # K holds on Monday by coming home between, and on Tuesday; L on Tuesday alone, for less time.
    tuesday = {"tuesday": ["00:00", "18:00"]}
    k = place("k", east("B", 61), "x", "x", hours={"monday": ["08:00", "12:30"]} | tuesday)
    here = place("l", east("A", -120), "x", "x", hours={"tuesday": ["07:00", "18:00"]})
    person: Json = {"means": ["car"], "latest_return": "29:59", "children": [child("c", here, k)]}
    request = split(("09:00", "12:00"), ("24:30", "26:00"), **person)
    request["offers"][0]["shifts"]["tuesday"] = [["09:00", "12:00"]]
    assert [day.places for day in asker.days(request)] == [{"c": "k"}] * 2


def judged(day: Workday, rng: np.random.Generator) -> Judgement:
    """One way to move that leaves and returns at random."""
    leave = (day.start_s - rng.integers(1, 4, day.rows)).astype(np.int32)
    home = (day.end_s + rng.integers(1, 4, day.rows)).astype(np.int32)
    return cast(
        Judgement,
        SimpleNamespace(
            view=SimpleNamespace(day=day),
            holds=rng.random(day.rows) < 0.4,
            leave=leave,
            home=home,
            seconds=((day.start_s - leave) + (home - day.end_s)).astype(np.int64),
            minutes=np.zeros(day.rows, dtype=np.int64),
        ),
    )


def split_day(rng: np.random.Generator, offers: int) -> Workday:
    """Offers of one to four shifts, three to five seconds apart."""
    shifts = []
    for _ in range(offers):
        starts = np.cumsum(rng.integers(13, 16, rng.integers(1, 5)))
        shifts.append([(int(start), int(start) + 10) for start in starts])
    at_split = [number for number, spans in enumerate(shifts) if len(spans) > 1]
    rows = [(spans[0][0], spans[-1][1]) for spans in shifts]
    parts = np.full((4, len(at_split)), -1, dtype=np.int64)
    for column, number in enumerate(at_split):
        count = len(shifts[number])
        parts[:count, column] = np.arange(len(rows), len(rows) + count)
        rows += shifts[number]
    start, end = np.array(rows, dtype=np.int32).T
    numbers = np.arange(offers)
    split_at = np.array(at_split, dtype=np.int64)
    clock = DayClock(date(2026, 11, 23), ZoneInfo("Europe/Paris"))
    return Workday(0, clock, numbers, np.zeros(len(rows), int), start, start, end, split_at, parts)


def best(ways: list[Judgement], rows: list[int]) -> tuple[int, ...] | None:
    """By trying everything: the ways to move, one a row, or None where nothing fits."""
    fitting = [
        numbers
        for numbers in product(range(len(ways)), repeat=len(rows))
        if all(ways[n].holds[row] for n, row in zip(numbers, rows, strict=True))
        and all(
            ways[a].home[row] <= ways[b].leave[after]
            for a, b, row, after in zip(numbers, numbers[1:], rows, rows[1:], strict=False)
        )
    ]
    keys = {
        numbers: [
            (-ways[n].leave[row], ways[n].home[row], n)
            for n, row in zip(numbers, rows, strict=True)
        ]
        for numbers in fitting
    }
    return min(fitting, key=lambda numbers: keys[numbers], default=None)


def test_what_is_shown_is_the_best_of_all_combinations() -> None:
    rng = np.random.default_rng(5)
    stayed = came_home = neither = 0
    for _ in range(100):
        day = split_day(rng, 6)
        ways = [judged(day, rng) for _ in range(3)]
        shown = show(ways)
        for number in range(6):
            columns = np.flatnonzero(day.split == number)
            parts = [int(row) for row in day.parts[:, columns].ravel() if row >= 0]
            whole = best(ways, [number])
            rows = [number] if whole is not None or not parts else parts
            expected = best(ways, rows)
            taken = [n for n in shown.mover[[number, *parts]].tolist() if n > NOBODY]
            assert taken == list(expected or ())
            assert shown.holds[number] == (expected is not None)
            spent = sum(ways[n].seconds[row] for n, row in zip(taken, rows, strict=False))
            assert shown.seconds[number] == spent
            stayed += whole is not None
            came_home += whole is None and expected is not None
            neither += expected is None
    assert min(stayed, came_home, neither) > 20
