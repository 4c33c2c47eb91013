"""The figures of a week that an offer is sorted by, as they are told: what sorts is what shows.

All are made of hours on whole minutes (jalon.web.minutes), so that two offers that read the same
are equal.
"""

from __future__ import annotations

from collections.abc import Sequence

from jalon.reach import Day
from jalon.web.day_pieces import read_times, told_departure_s, told_ways_s
from jalon.web.minutes import round_down_s
from jalon.web.words.plain import capital, say_duration, say_time


def list_travel_s(days: Sequence[Day]) -> list[int]:
    """The travel of each day that holds, there and back."""
    return [sum(told_ways_s(day)) for day in days]


def earliest_departure_s(days: Sequence[Day]) -> int:
    """The earliest leave of the week: the hour that decides the alarm clock."""
    return min(told_departure_s(day) for day in days)


def least_margin_s(days: Sequence[Day]) -> int:
    """The least margin of the week, on a whole minute."""
    return min(round_down_s(read_times(day).slack_s) for day in days)


def say_travel(days: Sequence[Day]) -> str:
    """`9 h 20 de trajet par semaine, 1 h 52 par jour`, or the least and the most where days differ;
    the week alone where it has one day."""
    of_days_s = list_travel_s(days)
    week = f"{say_duration(sum(of_days_s))} de trajet par semaine"
    if len(of_days_s) == 1:
        return week
    least, most = say_duration(min(of_days_s)), say_duration(max(of_days_s))
    return f"{week}, {least if least == most else f'de {least} à {most}'} par jour"


def say_departure(days: Sequence[Day]) -> str:
    """`Départ à 7 h 57`, `Départ à 7 h 40 au plus tôt` where days differ."""
    hours_s = {told_departure_s(day) for day in days}
    return f"Départ à {say_time(min(hours_s))}" + (" au plus tôt" if len(hours_s) > 1 else "")


def say_week_margin(days: Sequence[Day]) -> str:
    """`12 min de marge`, `Au moins 12 min de marge` where days differ."""
    margins_s = {round_down_s(read_times(day).slack_s) for day in days}
    if not min(margins_s):
        return "Sans une minute de marge"
    margin = f"{say_duration(min(margins_s))} de marge"
    return capital(f"au moins {margin}" if len(margins_s) > 1 else margin)
