"""The law of working time against the hours of an offer: what shows, and nothing guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from jalon.jobs.person.week import OfferDays
from jalon.jobs.person.working_time import list_work_rules
from tests.web import days

ADULT = dt.date(1990, 1, 1)
SEVENTEEN = dt.date(2009, 2, 11)
WEEK = days.WORK_WEEK
SIX = (*WEEK, "saturday")


def offer_of(
    *shifts: tuple[str, str], weekdays: tuple[str, ...] = WEEK, **changes: object
) -> OfferDays:
    """The same shift on some weekdays, or one shift for each of them."""
    each = shifts if len(shifts) == len(weekdays) else shifts * len(weekdays)
    worked = [
        days.make_day(days.WALK_OUT, days.WALK_BACK, shift, day)
        for day, shift in zip(weekdays, each, strict=True)
    ]
    return days.gather(days.make_offer("o", **changes), tuple(worked))


@pytest.mark.parametrize(
    ("shifts", "rests"),
    [
        ([("06:30", "19:30")], True),  # eleven hours to the minute
        ([("06:30", "19:31")], False),
        ([("21:00", "29:00")], True),
        ([("08:00", "16:00"), ("14:00", "24:00"), *[("11:00", "16:00")] * 3], True),
        ([("08:00", "16:00"), ("14:00", "24:30"), *[("11:00", "16:00")] * 3], False),
    ],
)
def test_eleven_hours_of_rest(shifts: list[tuple[str, str]], rests: bool) -> None:
    assert list_work_rules(offer_of(*shifts), ADULT) == (() if rests else ("daily_rest",))


def test_the_rest_counts_from_sunday_to_monday_too() -> None:
    week = ("monday", "sunday")
    assert list_work_rules(offer_of(("09:00", "17:00"), ("13:00", "22:30"), weekdays=week), ADULT)
    assert not list_work_rules(
        offer_of(("09:00", "17:00"), ("13:00", "22:30"), weekdays=("monday", "saturday")), ADULT
    )


def test_a_day_cut_in_two_is_one_day() -> None:
    cut = days.gather(days.make_offer("o"), (days.stay_day(), days.stay_day("tuesday")))
    assert list_work_rules(cut, ADULT) == ("daily_rest",)


@pytest.mark.parametrize(
    ("found", "rules"),
    [
        (offer_of(("06:00", "14:00")), ()),
        (offer_of(("14:00", "22:00")), ()),
        (offer_of(("05:59", "14:00")), ("minor_night",)),
        (offer_of(("14:00", "22:01")), ("minor_night",)),
        (offer_of(("20:00", "28:00")), ("minor_night",)),
        (offer_of(("09:00", "17:00"), hours_week=Decimal("35.5")), ("minor_hours",)),
        (offer_of(("09:00", "17:00"), hours_week=Decimal("35")), ()),
        (offer_of(("08:00", "17:00"), weekdays=WEEK[:2], hours_week=Decimal("16.5")), None),
        (offer_of(("08:00", "17:00"), weekdays=WEEK[:2], hours_week=Decimal("16")), ()),
        (offer_of(("07:00", "19:30")), ("minor_daily_rest",)),
        (offer_of(("07:00", "19:00")), ()),
        (offer_of(("09:00", "13:00"), weekdays=SIX), ("minor_days_off",)),
        (offer_of(("09:00", "13:00"), rome_code="N1101"), ("minor_forklift",)),
    ],
)
def test_under_eighteen(found: OfferDays, rules: tuple[str, ...] | None) -> None:
    assert list_work_rules(found, SEVENTEEN) == (("minor_hours",) if rules is None else rules)
    assert list_work_rules(found, ADULT) == ()


def test_one_is_an_adult_from_the_eighteenth_birthday_at_the_start_of_the_job() -> None:
    night = offer_of(("20:00", "28:00"), start_date=dt.date(2027, 2, 11))
    assert list_work_rules(night, SEVENTEEN) == ()
    assert list_work_rules(night, SEVENTEEN + dt.timedelta(days=1)) == ("minor_night",)


def test_a_job_that_began_is_looked_at_on_the_day_shown() -> None:
    begun = offer_of(("20:00", "28:00"), start_date=dt.date(2020, 1, 1))
    assert list_work_rules(begun, days.date_of("monday").replace(year=2008)) == ()


def test_unknown_hours_break_no_rule_but_that_of_the_days() -> None:
    offer = days.make_offer("o", unknown_weekdays=[0, 1, 2, 3, 4, 5])
    assert list_work_rules(days.gather(offer, ()), SEVENTEEN) == ("minor_days_off",)
    assert list_work_rules(days.gather(offer, ()), ADULT) == ()
