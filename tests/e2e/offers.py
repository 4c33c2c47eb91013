"""Offers of every kind for the browser: calm, fragile, by cable, on foot, at night, refused."""

from __future__ import annotations

from typing import get_args

from jalon.jobs.queries import OfferDays
from jalon.reach import Reason, ReasonCode
from tests.web import days
from tests.web.test_reasons import CASES

FOUR = ("monday", "tuesday", "thursday", "friday")
TITLES = ("Agent ou agente de propreté", "Aide à domicile", "Préparation de commandes")


def all_kinds() -> list[OfferDays]:
    """Twenty-six offers that hold, one refused for each reason, a mixed week, two unknown."""
    return [*_held(), *_refused(), _mixed(), _unknown("inconnu-1"), _unknown("inconnu-2")]


def _held() -> list[OfferDays]:
    fragile = tuple(days.creche_day(day, slack_min=3) for day in FOUR)
    cable = tuple(
        days.make_day(days.CABLE_OUT, days.CABLE_BACK, ("08:00", "15:00"), day, safe_min=None)
        for day in days.WORK_WEEK
    )
    foot = (days.make_day(days.WALK_OUT, days.WALK_BACK, ("13:30", "20:45"), "saturday"),)
    night = (days.make_day(days.CABLE_OUT, days.CABLE_BACK, ("17:00", "24:15"), "friday"),)
    kinds = (fragile, cable, foot, night)
    return [
        days.gather(days.make_offer(f"tient-{rank:02}", title=TITLES[rank % 3]), kinds[rank % 4])
        for rank in range(26)
    ]


def _refused() -> list[OfferDays]:
    return [_for_reason(code) for code in get_args(ReasonCode)]


def _for_reason(code: ReasonCode) -> OfferDays:
    reason = Reason(code, "monday", CASES[code][0])
    week = tuple(days.refused_day(day, reason) for day in days.WORK_WEEK)
    return days.gather(days.make_offer(code.replace("_", "-")), week)


def _mixed() -> OfferDays:
    reason = Reason("trip_too_long", "monday", CASES["trip_too_long"][0])
    week = [days.refused_day("monday", reason), days.creche_day("tuesday")]
    return days.gather(days.make_offer("melange"), (*week, days.creche_day("friday", slack_min=2)))


def _unknown(slug: str) -> OfferDays:
    return days.gather(days.make_offer(slug), ())
