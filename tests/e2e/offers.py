"""Offers of every kind for the browser: calm, fragile, by every means, cut in two, refused."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from jalon.jobs.person.week import OfferDays
from jalon.reach import Reason, ReasonCode, Unlock
from jalon.rights import Gain
from jalon.web.words.gains import CAUSES, NOT_COUNTED
from tests.web import days
from tests.web.gains import make_gain, not_computed_gain
from tests.web.words.test_reasons import CASES

FOUR = ("monday", "tuesday", "thursday", "friday")
TITLES = ("Agent ou agente de propreté", "Aide à domicile", "Préparation de commandes")


def all_kinds() -> list[OfferDays]:
    """Twenty-six offers that hold, one refused for each reason, a mixed week, two unknown."""
    return [*_held(), *_refused(), _mixed(), _windows("inconnu-1"), _unknown("inconnu-2")]


def all_unlocks() -> dict[str, tuple[Unlock, ...]]:
    """What would open some of the refused ones, by slug."""
    early = Unlock("place_opens_earlier", 7 * 3600, place="lilas", by_min=60)
    other = Unlock("other_place", 8 * 3600, place="soleil", child="1")
    moved = Unlock("shift_moved", 9 * 3600, by_min=-30)
    bicycle, car = Unlock("bicycle", 5 * 3600), Unlock("car", 4 * 3600)
    return {
        "place-not-open-yet": (early, other, bicycle, moved, car),
        "trip-too-long": (bicycle, car),
        "after-latest-return": (),
    }


def all_gains() -> dict[str, Gain]:
    """What the first offers bring in, by slug: sure, equal, below zero, not computed; none of the
    last ones.
    """
    nets = [(400 - 10 * rank, 563 - 10 * rank, 700 - 10 * rank) for rank in range(20)]
    told = {f"tient-{rank:02}": make_gain(f"tient-{rank:02}", net) for rank, net in enumerate(nets)}
    told["tient-00"] = replace(
        told["tient-00"], causes=tuple(CAUSES), not_counted=tuple(NOT_COUNTED)
    )
    told["tient-01"] = make_gain("tient-01", (-90, -36, 20))
    told["tient-02"] = not_computed_gain("tient-02")
    return told


def _held() -> list[OfferDays]:
    fragile = tuple(days.creche_day(day, slack_min=3) for day in FOUR)
    cable = tuple(
        days.make_day(days.CABLE_OUT, days.CABLE_BACK, ("08:00", "15:00"), day, safe_min=None)
        for day in days.WORK_WEEK
    )
    foot = (days.make_day(days.WALK_OUT, days.WALK_BACK, ("13:30", "20:45"), "saturday"),)
    night = (days.make_day(days.CABLE_OUT, days.CABLE_BACK, ("17:00", "24:15"), "friday"),)
    ride = (days.make_day(days.RIDE_OUT, days.RIDE_BACK, ("09:00", "16:30"), safe_min=0),)
    drive = (days.make_day(days.DRIVE_OUT, days.DRIVE_BACK, ("22:00", "29:00"), safe_min=0),)
    cut = ((days.stay_day(),), (days.home_between_day(),))
    demand = tuple(days.demand_day(day) for day in FOUR)
    kinds = (fragile, cable, foot, night, ride, drive, *cut, demand)
    return [
        days.gather(
            days.make_offer(f"tient-{rank:02}", title=TITLES[rank % 3]), kinds[rank % len(kinds)]
        )
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


def _windows(slug: str) -> OfferDays:
    week = [days.unknown_day(day, ("08:15", "09:30"), ("14:00", "14:00")) for day in FOUR]
    return days.gather(
        days.make_offer(slug, duration_min=420, unknown_weekdays=[0, 1, 3, 4, 5]),
        (*week, days.unknown_day("saturday")),
    )
