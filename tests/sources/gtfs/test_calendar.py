"""Which service runs on which day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jalon.core.errors import FeedError
from tests.gtfs_feeds import calls, service, trip
from tests.sources.gtfs.helpers import codes, days_of, notice, read

# November 2026: the 2nd is a Monday.
WEEK = ["20261102", "20261103", "20261104", "20261105", "20261106", "20261107", "20261108"]


def dates(*rows: tuple[str, str, object]) -> list[dict[str, object]]:
    return [{"service_id": s, "date": d, "exception_type": kind} for s, d, kind in rows]


def test_weekdays_of_a_period(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        calendar=[service("S", "20261102", "20261115", saturday=0, sunday=0, wednesday=0)],
    )
    assert days_of(feed, "S") == [
        "20261102", "20261103", "20261105", "20261106",
        "20261109", "20261110", "20261112", "20261113",
    ]  # fmt: skip
    # The matrix goes from the first active day to the last: Monday 2 to Friday 13.
    assert feed.services.first_day == dt.date(2026, 11, 2)
    assert feed.services.active.shape == (1, 12)


def test_first_and_last_day_are_in(tmp_path: Path) -> None:
    feed = read(tmp_path, calendar=[service("S", "20261105", "20261105")])
    assert days_of(feed, "S") == ["20261105"]


def test_removed_and_added_days(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        calendar=[service("S", "20261102", "20261108")],
        calendar_dates=dates(("S", "20261104", 2), ("S", "20261120", 1), ("S", "20261202", 2)),
    )
    assert days_of(feed, "S") == [*WEEK[:2], *WEEK[3:], "20261120"]
    # A removal after the last active day does not lengthen the matrix: 2 to 20 November.
    assert feed.services.active.shape == (1, 19)


@pytest.mark.parametrize("calendar", [None, []], ids=["absent", "header only"])
def test_services_made_only_of_dates(tmp_path: Path, calendar: object) -> None:
    header = None if calendar is None else "service_id," + ",".join(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    ) + ",start_date,end_date\n"  # fmt: skip
    feed = read(
        tmp_path,
        calendar=header,
        calendar_dates=dates(("S", "20261103", 1), ("OTHER", "20261101", 1), ("S", "20261110", 1)),
    )
    assert days_of(feed, "S") == ["20261103", "20261110"]
    assert days_of(feed, "OTHER") == ["20261101"]
    assert feed.services.first_day == dt.date(2026, 11, 1)


def test_trip_of_a_service_made_of_dates_beside_a_calendar(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        trips=[trip("T1"), trip("T2", service_id="NIGHT")],
        stop_times=[
            *calls("T1", ("A", "08:00:00"), ("B", "08:10:00")),
            *calls("T2", ("A", "25:00:00"), ("B", "25:10:00")),
        ],
        calendar_dates=dates(("NIGHT", "20261111", 1)),
    )
    assert [feed.services.ids[s] for s in feed.trips.service] == ["S", "NIGHT"]
    assert days_of(feed, "NIGHT") == ["20261111"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (service("BAD", "2026-11-02", "20261108"), "invalid_date"),
        (service("BAD", "20261102", "20261131"), "invalid_date"),
        (service("BAD", "20261102", ""), "invalid_date"),
        (service("BAD", "20261108", "20261102"), "start_and_end_range_out_of_order"),
        (service("BAD", "20261107", "20261108", saturday=2, sunday=-1), "unexpected_enum_value"),
        (service("BAD", "20261107", "20261108", saturday=0, sunday=0), "service_without_days"),
    ],
)
def test_a_service_that_cannot_be_read_runs_on_no_day(
    tmp_path: Path, row: dict[str, object], code: str
) -> None:
    feed = read(tmp_path, calendar=[service("S", "20261102", "20261108"), row])
    assert days_of(feed, "BAD") == []
    assert days_of(feed, "S") == WEEK
    assert code in codes(feed)
    assert notice(feed, "service_without_days").count == 1


def test_dates_may_save_a_service_whose_period_is_wrong(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        calendar=[service("S", "20261108", "20261102")],
        calendar_dates=dates(("S", "20261105", 1)),
    )
    assert days_of(feed, "S") == ["20261105"]
    assert "service_without_days" not in codes(feed)


def test_the_first_of_two_rows_is_kept(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        calendar=[service("S", "20261102", "20261103"), service("S", "20261107", "20261108")],
        calendar_dates=dates(("S", "20261102", 2), ("S", "20261102", 1), ("S", "20261104", 1)),
    )
    assert days_of(feed, "S") == ["20261103", "20261104"]
    places = {(n.file, n.line) for n in feed.notices if n.code == "duplicate_key"}
    assert places == {("calendar.txt", 3), ("calendar_dates.txt", 3)}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("S", "20261103", 3), "unexpected_enum_value"),
        (("S", "20261103", ""), "unexpected_enum_value"),
        (("S", "20260230", 2), "invalid_date"),
        (("", "20261103", 2), "missing_required_field"),
    ],
)
def test_an_exception_that_cannot_be_read_changes_nothing(
    tmp_path: Path, row: tuple[str, str, object], code: str
) -> None:
    feed = read(
        tmp_path, calendar=[service("S", "20261102", "20261108")], calendar_dates=dates(row)
    )
    assert days_of(feed, "S") == WEEK
    assert notice(feed, code).line == 2


def test_expired_by_its_own_dates(tmp_path: Path) -> None:
    info = [{"feed_publisher_name": "P", "feed_start_date": "20270101"}]
    assert "expired_calendar" in codes(read(tmp_path, feed_info=info))
    info[0]["feed_start_date"] = "20261130"  # the very last day of service
    assert "expired_calendar" not in codes(read(tmp_path, feed_info=info))


def test_an_old_feed_is_read_on_its_own_dates(tmp_path: Path) -> None:
    feed = read(tmp_path, calendar=[service("S", "19990101", "19990103")])
    assert days_of(feed, "S") == ["19990101", "19990102", "19990103"]
    assert feed.notices == []


@pytest.mark.parametrize(
    ("calendar", "calendar_dates", "sentence"),
    [
        ([service("S", "20261108", "20261102")], None, "no service has a day"),
        (
            [service("S", "20261102", "20261102")],
            dates(("S", "20261102", 2)),
            "no service runs on any day",
        ),
        (
            [service("S", "20261107", "20261108", saturday=0, sunday=0)],
            None,
            "no service runs on any day",
        ),
    ],
)
def test_no_usable_day(
    tmp_path: Path, calendar: object, calendar_dates: object, sentence: str
) -> None:
    with pytest.raises(FeedError, match=sentence):
        read(tmp_path, calendar=calendar, calendar_dates=calendar_dates)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("19000101", "99991231", "19700101", "22001231"),
        ("00010101", "20261130", "19700101", "20261130"),
        ("20261101", "99991231", "20261101", "22001231"),
    ],
)
def test_a_calendar_of_all_years_is_used_for_its_sensible_days(
    tmp_path: Path, start: str, end: str, first: str, last: str
) -> None:
    feed = read(tmp_path, calendar=[service("S", start, end)])
    days = days_of(feed, "S")
    assert (days[0], days[-1]) == (first, last)
    said = notice(feed, "years_left_out")
    assert (said.file, said.line, said.count, said.lost) == ("calendar.txt", 2, 1, True)
    assert f"({start!r}, {end!r})" in said.message


def test_many_services_of_all_years_take_little_room(tmp_path: Path) -> None:
    """A whole one would be 2.5 GB: as many days are kept as there is room for, around those that
    are named."""
    many = [service(f"S{n}", "19000101", "99991231") for n in range(30_000)]
    feed = read(
        tmp_path,
        calendar=[*many, service("S", "20260105", "20271231")],
        calendar_dates=dates(("S0", "20261101", 2)),
    )
    assert feed.services.active.nbytes <= 1 << 27
    assert days_of(feed, "S")[0] == "20260105"
    every = days_of(feed, "S1")
    assert len(every) == (1 << 27) // 30_001
    assert every[0] < "20210105"
    assert every[-1] > "20311231"
    assert "20261101" not in days_of(feed, "S0")
    assert "20261102" in days_of(feed, "S0")
    told = [note.line for note in feed.notices if note.code == "years_left_out"]
    assert told == [2, None]


def test_many_services_that_name_no_day_at_all_run_in_our_years(tmp_path: Path) -> None:
    many = [service(f"S{n}", "19000101", "99991231") for n in range(10_000)]
    days = days_of(read(tmp_path, calendar=[*many, service("S", "19000101", "99991231")]), "S")
    assert days[0] == "20200101"
    assert days[-1] > "20500101"


def test_dates_of_odd_years_are_left_out(tmp_path: Path) -> None:
    odd = dates(("S", "20261103", 1), ("S", "00010101", 1), ("S", "99991231", 1))
    feed = read(tmp_path, calendar=None, calendar_dates=odd)
    assert days_of(feed, "S") == ["20261103"]
    said = notice(feed, "years_left_out")
    assert (said.file, said.line, said.count) == ("calendar_dates.txt", 3, 2)


def test_odd_years_alone_are_the_cause(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"no service has a day \(calendar\.txt, line 2: .*1970 to"):
        read(tmp_path, calendar=[service("S", "00010101", "00031231")])


def test_days_that_no_trip_uses(tmp_path: Path) -> None:
    """S has no day; OTHER has one but no trip."""
    with pytest.raises(FeedError, match="no trip runs on any day"):
        read(
            tmp_path,
            calendar=[
                service("S", "20261107", "20261108", saturday=0, sunday=0),
                service("OTHER", "20261102", "20261108"),
            ],
        )
