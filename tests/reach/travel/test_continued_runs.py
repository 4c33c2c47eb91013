"""Trips that split again and again: more ways than are kept, and still every trip is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.reach.travel.continued_runs import MAX_RUNS_A_TRIP
from tests import gtfs_feeds as gtfs
from tests.reach.asking import Asker
from tests.reach.desert import ask, at, bus, clock, stops

SPLITS = 8
"""Two to this power trips continue the first: more than are kept."""


def splitting(to_work: int) -> tuple[list[gtfs.Row], list[gtfs.Row]]:
    """Each trip goes on as two others, `SPLITS` times; the last but `to_work` ones go from A to C.

    The trips of a level leave B at one time, a minute after those before them, for D 50 m away.
    """
    times: list[gtfs.Row] = []
    seats: list[gtfs.Row] = []
    for level in range(SPLITS + 1):
        starts = at("08:00") + 60 * level
        for i in range(2**level):
            name = f"{level}-{i}"
            if level == SPLITS and i == to_work:
                times += bus(name, clock(starts), there="ABC")
            else:
                times += gtfs.calls(name, ("B", clock(starts)), ("D", clock(starts + 30)))
            if level:
                pair = {"from_trip_id": f"{level - 1}-{i // 2}", "to_trip_id": name}
                seats.append(pair | {"transfer_type": 4})
    return times, seats


@pytest.mark.parametrize("number", [0, MAX_RUNS_A_TRIP, 2**SPLITS - 1])
def test_one_boards_every_trip_however_often_they_split(tmp_path: Path, number: int) -> None:
    times, seats = splitting(number)
    back = bus("back", "17:10", there="CBA")
    day = Asker(tmp_path).day(
        ask(), stops=stops(D=3050.0), stop_times=[*times, *back], transfers=seats
    )
    # The only bus to work leaves A at 08:08.
    assert day.leave_home_s == at("08:06")
