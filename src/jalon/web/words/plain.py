"""Hours, durations, weekdays and amounts as people say them in French.

A no-break space keeps `7 h 42` on one line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone

from jalon.core.time import DAY_S, WEEKDAYS
from jalon.web.minutes import MINUTE_S, round_down_s, round_up_s
from jalon.web.words.agreement import elide

NBSP = "\N{NO-BREAK SPACE}"
DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS_FR = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def say_hour(clock_s: int, *, up: bool = False) -> str:
    """`7 h 42`, `9 h`: the clock alone, rounded down, or `up` for an arrival."""
    rounded_s = round_up_s(clock_s) if up else round_down_s(clock_s)
    hour, minute = divmod(rounded_s % DAY_S // MINUTE_S, 60)
    return f"{hour}{NBSP}h" + (f"{NBSP}{minute:02d}" if minute else "")


def say_time(clock_s: int, *, up: bool = False) -> str:
    """The hour, and the day where it is another: `23 h 50 la veille`, `0 h 30 le lendemain`."""
    other = _say_other_day(clock_s, up=up)
    return say_hour(clock_s, up=up) + (f" {other}" if other else "")


def say_at(clock_s: int, *, up: bool = False) -> str:
    """The same in a sentence: `à 7 h 42`, `la veille à 23 h 50`, `le lendemain à 0 h 30`."""
    other = _say_other_day(clock_s, up=up)
    return (f"{other} " if other else "") + f"à {say_hour(clock_s, up=up)}"


def _say_other_day(clock_s: int, *, up: bool) -> str:
    """`la veille`, `le lendemain`; nothing for the day itself."""
    rounded_s = round_up_s(clock_s) if up else clock_s
    return "la veille" if rounded_s < 0 else "le lendemain" if rounded_s >= DAY_S else ""


def say_duration(duration_s: int) -> str:
    """`6 min`, `1 h 52`: minutes begun count whole, so that a plan stays feasible."""
    hours, minutes = divmod(round_up_s(duration_s) // MINUTE_S, 60)
    if not hours:
        return f"{minutes}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02d}" if minutes else "")


def say_between(from_s: int, until_s: int) -> str:
    """The minutes between two hours as they are told: in a list, hours and minutes add up."""
    length_s = round_down_s(until_s) - round_down_s(from_s)
    return say_duration(length_s) if length_s > 0 else "moins d’une minute"


def say_slack(slack_s: int) -> str:
    """`à 3 minutes près`: whole minutes that may be lost."""
    minutes = round_down_s(slack_s) // MINUTE_S
    if not minutes:
        return "sans une minute de marge"
    return f"à {minutes}{NBSP}minute{'s' if minutes > 1 else ''} près"


def say_weekdays(weekdays: Sequence[str]) -> str:
    """`du lundi au vendredi`, `lundi, mercredi et samedi`, from the engine's English names."""
    ranks = sorted(WEEKDAYS.index(day) for day in weekdays)
    names = [DAYS_FR[rank] for rank in ranks]
    if len(ranks) > 2 and ranks[-1] - ranks[0] == len(ranks) - 1:
        return "tous les jours" if len(ranks) == 7 else f"du {names[0]} au {names[-1]}"
    return join_and(names)


def join_and(words: Sequence[str], last: str = "et") -> str:
    """`a`, `a et b`, `a, b et c`."""
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail


def capital(sentence: str) -> str:
    """The sentence with a capital, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def say_euros(amount: Decimal) -> str:
    """`12,31 €`."""
    return f"{amount:.2f}".replace(".", ",") + f"{NBSP}€"


def say_number(number: Decimal | float) -> str:
    """`24`, `17,5`: a decimal comma, no idle zero."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def say_date(date: dt.date) -> str:
    """`1er décembre 2026`."""
    day = f"{date.day}er" if date.day == 1 else str(date.day)
    return f"{day}{NBSP}{MONTHS_FR[date.month - 1]} {date.year}"


def say_moment(moment: dt.datetime) -> str:
    """`24 novembre 2026 à 14 h 05`, on the clocks of Europe/Paris; `moment` knows its zone."""
    local = timezone.localtime(moment)
    hour = say_hour(local.hour * 3600 + local.minute * 60)
    return f"{say_date(local.date())} à {hour}"


def say_age(birth: dt.date, today: dt.date) -> str:
    """`34 ans`, `18 mois`: whole years, and whole months before the second birthday."""
    months = (today.year - birth.year) * 12 + today.month - birth.month
    months -= today.day < birth.day
    if months < 0:
        return "à naître"
    return f"{months}{NBSP}mois" if months < 24 else f"{months // 12}{NBSP}ans"


def say_whole_number(number: int) -> str:
    """`317`, `1 317`: thousands apart."""
    return f"{number:,}".replace(",", NBSP)


def say_count(count: int, one: str, many: str) -> str:
    """`1 offre`, `3 offres`, `1 317 offres`."""
    return f"{say_whole_number(count)}{NBSP}{one if count < 2 else many}"


def say_of(name: str) -> str:
    """`de Karim`, `d’Inès`, `d’août 2026`."""
    return elide("de", name)


def say_that(name: str) -> str:
    """`que Karim`, `qu’Inès`."""
    return elide("que", name)
