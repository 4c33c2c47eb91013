"""Hours of a place by period: one week in term, one in the holidays, closed weeks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jalon.core.time import DayClock
from jalon.reach import UNLOCK_KINDS, Unlock, count_unlocks, day_line, parse_request
from jalon.reach.request.model import Period, Place, Point
from jalon.reach.week.openings import openings_on
from tests import gtfs_feeds as gtfs
from tests.reach.asking import Asker
from tests.reach.desert import BOTH_WAYS, ask, at, bus, child, east, place
from tests.reach.desert_days import Desert
from tests.reach.match.matching import expected, matched

Json = dict[str, Any]
HOLIDAYS = "2026-10-19"
"""The Monday of a week of autumn holidays; its Sunday changes the clocks."""
TERM = "2026-11-23"
LATE, LONG = ["09:30", "17:00"], ["07:00", "18:00"]


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def period(first: str, last: str, hours: list[str] | None, *days: str) -> Json:
    """Hours on some dates, on all days unless some are named; None is closed."""
    named = days or tuple(gtfs.EVERY_DAY)
    return {"from": first, "to": last, "hours": dict.fromkeys(named, hours) if hours else {}}


AUTUMN = period("2026-10-17", "2026-11-01", LATE)


def crib(*periods: Json) -> Json:
    """Open from 7 h to 18 h, K is 60 s east of B."""
    return child("c", place("k", east("B", 60), *LONG, periods=list(periods)))


@pytest.mark.parametrize(
    ("monday", "periods", "holds"),
    [
        (TERM, [], True),
        (TERM, [AUTUMN], True),
        (HOLIDAYS, [], True),
        (HOLIDAYS, [AUTUMN], False),
        (HOLIDAYS, [period("2026-10-17", "2026-11-01", None)], False),
        # Both ends are in.
        (HOLIDAYS, [period("2026-10-19", "2026-10-19", LATE)], False),
        (HOLIDAYS, [period("2026-10-20", "2026-10-30", LATE)], True),
        (HOLIDAYS, [period("2026-10-01", "2026-10-18", LATE)], True),
        # A weekday that a period does not name is closed.
        (HOLIDAYS, [period("2026-10-17", "2026-11-01", LONG, "tuesday")], False),
        (HOLIDAYS, [period("2026-10-17", "2026-11-01", LONG, "monday")], True),
        # The first that has the date counts.
        (HOLIDAYS, [period("2026-10-19", "2026-10-19", LONG), AUTUMN], True),
        (HOLIDAYS, [AUTUMN, period("2026-10-19", "2026-10-19", LONG)], False),
    ],
)
def test_in_term_and_not_in_the_holidays(
    desert: Desert, monday: str, periods: list[Json], holds: bool
) -> None:
    assert desert.day(ask(crib(*periods), monday=monday))["holdable"] is holds


def test_each_line_says_its_date(asker: Asker) -> None:
    request = ask(crib(AUTUMN), monday=HOLIDAYS, days=("monday", "sunday"))
    request["offers"][0]["shifts"]["friday"] = None
    lines = [day_line(day, in_seconds=False) for day in asker.days(request)]
    assert [(line["weekday"], line["date"]) for line in lines] == [
        ("monday", "2026-10-19"),
        ("sunday", "2026-10-25"),
        ("friday", "2026-10-23"),
    ]


def test_the_reason_has_the_hours_of_the_date(asker: Asker) -> None:
    for hours, detail in ((LATE, {"opens": "09:30"}), (None, {"closed_all_day": 1})):
        closed = crib(period("2026-10-19", "2026-10-23", hours))
        line = day_line(asker.day(ask(closed, monday=HOLIDAYS)), in_seconds=False)
        (reason,) = [one for one in line["reasons"] if one["code"] == "place_not_open_yet"]
        assert detail.items() <= reason["detail"].items()


def test_the_timetable_is_that_of_the_date_too(desert: Desert) -> None:
    """In term a bus goes to work, in the holidays none."""
    calendar = [
        gtfs.service("S", "20260101", "20261231"),
        gtfs.service("T", "20260101", "20261231"),
    ]
    holidays = [
        {"service_id": "T", "date": f"202610{day}", "exception_type": 2} for day in range(17, 32)
    ]
    rows = [*bus("morning", "08:40"), *bus("evening", "17:10", there="CBA")]
    trips = [gtfs.trip("morning", "T"), gtfs.trip("evening", "S")]
    for monday, holds in ((TERM, True), (HOLIDAYS, False)):
        day = desert.day(
            ask(monday=monday),
            stop_times=rows,
            trips=trips,
            calendar=calendar,
            calendar_dates=holidays,
        )
        assert day["holdable"] is holds


def test_hours_that_begin_on_the_eve_are_those_of_the_eve(desert: Desert) -> None:
    """A night from Monday to Tuesday; the period begins on Tuesday."""
    buses = {"stop_times": [*bus("T", "21:40"), *bus("U", "29:10", there="CBA")]}
    for first, holds in (("2026-11-24", True), ("2026-11-23", False)):
        care = place("k", east("A", 0), "20:00", "29:59", handover_min=1)
        care["periods"] = [period(first, "2026-11-30", None)]
        request = ask(
            child("c", care),
            shift=("22:00", "05:00"),
            latest_return="29:59",
            max_trip_min=120,
        )
        assert desert.day(request, **buses)["holdable"] is holds


def test_what_would_open_it_has_the_hours_of_the_date(asker: Asker) -> None:
    """The evening's handover ends at 17:26; in the holidays the place closes at 17:00."""
    short = period("2026-10-17", "2026-11-01", ["07:00", "17:00"])
    request = ask(crib(short), monday=HOLIDAYS)
    (day,) = asker.days(request, unlocks=UNLOCK_KINDS)
    assert day.unlocks is not None
    assert Unlock("place_closes_later", 2 * 42 * 60, place="k", by_min=30) in day.unlocks
    found = count_unlocks(asker.network(stop_times=BOTH_WAYS), parse_request(request))
    told = {(one.key.change, one.key.subject, one.key.by_min): one.pairs for one in found}
    assert told["place_closes_later", "k", 30] == 1


def test_another_place_is_tried_with_its_own_periods(asker: Asker) -> None:
    request = ask(crib(AUTUMN), monday=HOLIDAYS)
    for periods, opens in (([], True), ([AUTUMN], False)):
        request["other_places"] = [place("m", east("B", 60), *LONG, periods=periods)]
        (day,) = asker.days(request, unlocks=["other_place"])
        assert bool(day.unlocks) is opens


def test_starts_that_would_hold_in_the_holidays(asker: Asker) -> None:
    request = ask(crib(AUTUMN), monday=HOLIDAYS, latest_return="23:00")
    request["offers"] = [
        {"id": "o", **east("C", 180), "shifts": {"monday": None}, "duration_min": 300}
    ]
    ((first, _),) = asker.day(request).start_windows or ()
    assert first == at("10:00")  # the place opens at 09:30: 09:40, B, 09:45 or 09:55


def test_a_match_is_the_sum_of_its_days_with_periods(asker: Asker, tmp_path: Path) -> None:
    """Two places of the same hours, one of which has a period."""
    network = asker.network()
    for monday in (TERM, HOLIDAYS):
        raw = ask(crib(AUTUMN), monday=monday)
        other = place("l", east("B", 60), *LONG)
        raw["people"].append(raw["people"][0] | {"id": "q", "children": [child("d", other)]})
        request = parse_request(raw)
        found = matched(network, request, tmp_path / monday)
        assert (found.best, found.starts) == (
            expected(network, request).best,
            expected(network, request).starts,
        )
        assert set(found.best) == ({"p", "q"} if monday == TERM else {"q"})


def test_spans_of_two_periods_that_begin_out_of_order_are_sorted() -> None:
    """Monday's hours begin after midnight, later than Tuesday's own."""
    night, early = (25 * 3600, 29 * 3600), (1800, 3000)
    monday = Period(dt.date(2026, 11, 23), dt.date(2026, 11, 23), (night,) * 7)
    k = Place("k", Point(0, 0), 600, (early,) * 7, (monday,))
    tuesday = DayClock(dt.date(2026, 11, 24), ZoneInfo("Europe/Paris"))
    found = openings_on(k, tuesday)
    assert found.opens.tolist()[:2] == [1800, 3600]
    assert found.today == 0
