"""Days made by hand for the pages: realistic, small, and without an engine or a database.

`make_day` builds a day from lines such as ("walk", 6, "stop:A", "Mont-Mesly"): kind, minutes,
target, name of the target, line, headsign, route_type. Times follow one another; ("wait", 4)
only moves the clock, as in the engine's answer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jalon.core.time import WEEKDAYS, parse_clock
from jalon.jobs.company.models import Company, Offer
from jalon.jobs.person.week import OfferDays
from jalon.reach import Booking, Day, GoesOn, Leg, Reason, Unlock, Way

Line = tuple[str | int | None, ...]
WORK_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")

CRECHE_OUT: tuple[Line, ...] = (
    ("walk", 7, "place:petits-pas"),
    ("wait", 3),
    ("handover", 10, "place:petits-pas"),
    ("walk", 4, "stop:prefecture", "Créteil – Préfecture"),
    ("wait", 3),
    ("ride", 13, "stop:maisons", "Maisons-Alfort – Stade", "8", "Balard", 1),
    ("wait", 2),
    ("ride", 9, "stop:eglise", "Église d'Alfortville", "107", "Maisons-Alfort", 3),
    ("walk", 5, "work"),
)
CRECHE_BACK: tuple[Line, ...] = (
    ("walk", 5, "stop:eglise", "Église d'Alfortville"),
    ("wait", 6),
    ("ride", 10, "stop:maisons", "Maisons-Alfort – Stade", "107", "Créteil", 3),
    ("wait", 2),
    ("ride", 13, "stop:prefecture", "Créteil – Préfecture", "8", "Pointe du Lac", 1),
    ("walk", 4, "place:petits-pas"),
    ("handover", 10, "place:petits-pas"),
    ("walk", 7, "home"),
)
CABLE_OUT: tuple[Line, ...] = (
    ("walk", 6, "stop:vegetale", "La Végétale"),
    ("ride", 11, "stop:lac", "Pointe du Lac", "C1", "Pointe du Lac", 6),
    ("walk", 3, "stop:lac-bus", "Pointe du Lac"),
    ("wait", 4),
    ("ride", 12, "stop:bonneuil", "Port de Bonneuil", "393", "Sucy – Bonneuil", 3),
    ("walk", 8, "work"),
)
CABLE_BACK: tuple[Line, ...] = (
    ("walk", 8, "stop:bonneuil", "Port de Bonneuil"),
    ("wait", 5),
    ("ride", 12, "stop:lac-bus", "Pointe du Lac", "393", "Thiais", 3),
    ("walk", 3, "stop:lac", "Pointe du Lac"),
    ("ride", 11, "stop:vegetale", "La Végétale", "C1", "Villa Nova", 6),
    ("walk", 6, "home"),
)
WALK_OUT: tuple[Line, ...] = (("walk", 12, "work"),)
WALK_BACK: tuple[Line, ...] = (("walk", 12, "home"),)


def _minutes(lines: tuple[Line, ...]) -> int:
    return sum(int(line[1] or 0) for line in lines)


def _legs(way: Way, lines: tuple[Line, ...], start_s: int, origin: str) -> list[Leg]:
    legs: list[Leg] = []
    now_s, here, here_name = start_s, origin, ""
    for kind, minutes, *rest in lines:
        end_s = now_s + int(minutes or 0) * 60
        if kind != "wait":
            said: list[Any] = [*rest, *("", "", "", None)[len(rest) - 1 :]]
            target, name, line, headsign, route_type = said
            leg = Leg(way, kind, here, str(target), now_s, end_s, here_name, str(name))  # type: ignore[arg-type]
            legs.append(replace(leg, line=str(line), headsign=str(headsign), route_type=route_type))
            here, here_name = str(target), str(name)
        now_s = end_s
    return legs


def date_of(weekday: str) -> dt.date:
    """That day of the week of these tests."""
    return dt.date(2026, 11, 23) + dt.timedelta(days=WEEKDAYS.index(weekday))


def make_day(
    out: tuple[Line, ...],
    back: tuple[Line, ...],
    shift: tuple[str, str],
    weekday: str = "monday",
    *,
    slack_min: int = 7,
    early_min: int = 7,
    safe_min: int | None = 10,
    offer: str = "o1",
) -> Day:
    """A day that holds: at work `early_min` before the shift, home as soon as the legs end."""
    start_s, end_s = (parse_clock(text) for text in shift)
    arrive_s = start_s - early_min * 60
    leave_s = arrive_s - _minutes(out) * 60
    return_s = end_s + _minutes(back) * 60
    legs = (*_legs("out", out, leave_s, "home"), *_legs("back", back, end_s, "work"))
    return Day(
        person="p1",
        offer=offer,
        weekday=weekday,
        holdable=True,
        date=date_of(weekday),
        leave_home_s=leave_s,
        arrive_work_s=arrive_s,
        leave_work_s=end_s,
        return_home_s=return_s,
        out_s=start_s - leave_s,
        back_s=return_s - end_s,
        rides=sum(leg.kind == "ride" for leg in legs),
        walk_s=sum(leg.arrive_s - leg.depart_s for leg in legs if leg.kind == "walk"),
        slack_s=slack_min * 60,
        safe_leave_s=None if safe_min is None else leave_s - safe_min * 60,
        shift_start_s=start_s,
        shift_end_s=end_s,
        places={"c1": "petits-pas"} if any(leg.kind == "handover" for leg in legs) else {},
        legs=legs,
    )


def creche_day(weekday: str = "monday", **changes: Any) -> Day:  # noqa: ANN401
    """A mother's day: the crèche, the métro, a bus, work from 9 h to 16 h 30."""
    return make_day(CRECHE_OUT, CRECHE_BACK, ("09:00", "16:30"), weekday, **changes)


DEMAND_OUT: tuple[Line, ...] = (
    ("walk", 6, "stop:vegetale", "La Végétale"),
    # Eight minutes in which it comes, then twelve aboard.
    ("ride", 20, "stop:lac", "Pointe du Lac", "23", "Créteil", 3),
    ("wait", 4),
    ("ride", 14, "stop:port", "Port de Bonneuil", "F", "Bonneuil", 3),
    ("walk", 5, "work"),
)
DEMAND_BACK: tuple[Line, ...] = (
    ("walk", 5, "stop:port", "Port de Bonneuil"),
    ("wait", 3),
    ("ride", 26, "stop:vegetale", "La Végétale", "12", "Mairie", 3),
    ("wait", 2),
    ("ride", 9, "stop:cerisiers", "Les Cerisiers", "D", "", 3),
    ("walk", 3, "home"),
)
BY_TELEPHONE = Booking(
    with_driver=False,
    phone="01 99 00 12 34",
    url="https://www.example.org/reserver?ligne=F",
    message="Dites où vous montez et où vous descendez.",
    days_before=1,
    until_s=17 * 3600,
)


def demand_day(weekday: str = "monday") -> Day:
    """A day of invented lines: one that promises no minute, one to be booked, one that becomes
    another while one stays seated, one that stops if the driver is asked."""
    day = make_day(DEMAND_OUT, DEMAND_BACK, ("09:00", "16:30"), weekday)
    said: dict[str, dict[str, Any]] = {
        "23": {"headway_s": 8 * 60},
        "F": {"booking": BY_TELEPHONE},
        "12": {"goes_on": (GoesOn("stop:mairie", "Mairie", 60_900, "2", "Cerisiers"),)},
        "D": {"booking": Booking(with_driver=True)},
    }
    return replace(day, legs=tuple(replace(leg, **said.get(leg.line, {})) for leg in day.legs))


RIDE_OUT: tuple[Line, ...] = (
    ("bicycle", 4, "place:petits-pas"),
    ("handover", 10, "place:petits-pas"),
    ("bicycle", 14, "work"),
)
RIDE_BACK: tuple[Line, ...] = (
    ("bicycle", 14, "place:petits-pas"),
    ("handover", 10, "place:petits-pas"),
    ("bicycle", 4, "home"),
)
DRIVE_OUT: tuple[Line, ...] = (("car", 19, "work"),)
DRIVE_BACK: tuple[Line, ...] = (("car", 19, "home"),)


def stay_day(weekday: str = "monday") -> Day:
    """A day cut in two, near the work between: 6 h 30 to 9 h, then 17 h 30 to 20 h."""
    day = make_day(WALK_OUT, WALK_BACK, ("06:30", "20:00"), weekday)
    shifts = (parse_clock("06:30"), parse_clock("09:00")), (parse_clock("17:30"), day.shift_end_s)
    return replace(day, shifts=shifts, home_between=False)  # type: ignore[arg-type]


def home_between_day(weekday: str = "monday") -> Day:
    """The same hours, at home between: twelve minutes on foot each of four times."""
    first = make_day(WALK_OUT, WALK_BACK, ("06:30", "09:00"), weekday)
    second = make_day(WALK_OUT, WALK_BACK, ("17:30", "20:00"), weekday)
    return replace(
        first,
        shift_end_s=second.shift_end_s,
        leave_work_s=second.leave_work_s,
        return_home_s=second.return_home_s,
        out_s=2 * (first.out_s or 0),
        back_s=2 * (first.back_s or 0),
        legs=(*first.legs, *second.legs),
        shifts=stay_day().shifts,
        home_between=True,
    )


def unknown_day(weekday: str, *windows: tuple[str, str], known: bool = True) -> Day:
    """A day of unknown hours; `known` is whether its length is."""
    return Day(
        "p1",
        "o1",
        weekday,
        None,
        date=date_of(weekday),
        start_windows=tuple((parse_clock(first), parse_clock(last)) for first, last in windows),
        start_windows_for="day" if known else "way_out",
    )


def refused_day(weekday: str, *reasons: Reason, shift: tuple[str, str] = ("06:30", "13:30")) -> Day:
    """A day that does not hold."""
    start_s, end_s = (parse_clock(text) for text in shift)
    return Day(
        "p1",
        "o1",
        weekday,
        False,
        date=date_of(weekday),
        shift_start_s=start_s,
        shift_end_s=end_s,
        reasons=tuple(reasons),
    )


def make_offer(slug: str = "agent-proprete-1", **changes: object) -> Offer:
    """An offer that is not in the database."""
    company = Company(name="Lumen Propreté", sector="Propreté", commune="Alfortville")
    values: dict[str, object] = {
        "slug": slug,
        "company": company,
        "title": "Agent ou agente de propreté",
        "rome_code": "K2204",
        "description": "Vous entretenez des bureaux, en équipe de quatre.\n\nMatériel fourni.",
        "contract": "CDI",
        "hours_week": Decimal("30.0"),
        "gross_eur_hour": Decimal("12.31"),
        "start_date": dt.date(2026, 12, 1),
        "workplace": "12 quai Blanqui",
        "commune": "Alfortville",
        "commune_code": "94002",
        "lat": 48.805,
        "lon": 2.42,
        "is_fictional": True,
    }
    return Offer(**{**values, **changes})


def gather(offer: Offer, days: tuple[Day, ...]) -> OfferDays:
    """The offer and its days, as the job space gives them; no day where hours are unknown."""
    return OfferDays(offer, days)


def with_unlocks(found: OfferDays, unlocks: tuple[Unlock, ...] | None) -> OfferDays:
    """The same offer, whose days that do not hold say what would open it."""
    if unlocks is None:
        return found
    told = (replace(day, unlocks=None if day.holdable else unlocks) for day in found.days)
    return OfferDays(found.offer, tuple(told))
