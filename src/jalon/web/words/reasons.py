"""Why a day does not hold, in plain words with the times, and by how much.

One function for each code; the keys of `detail` are those of reach/result/reason.py. A time that is
not known leaves a shorter sentence, never a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jalon.reach import Day, Reason, ReasonCode
from jalon.web.minutes import ADVANCE_S, MINUTE_S
from jalon.web.words.legs import BY_VEHICLE, Names, say_the, say_to
from jalon.web.words.plain import NBSP, capital, say_at, say_duration, say_time, say_weekdays

Detail = Mapping[str, str | int]
COLON, SEMICOLON = f"{NBSP}: ", f"{NBSP}; "


@dataclass(frozen=True, slots=True)
class SentenceOfDays:
    """A reason in words; `when` has its weekdays where not all days have it, else nothing."""

    text: str
    when: str = ""


def say_reasons(days: Sequence[Day], names: Names) -> tuple[SentenceOfDays, ...]:
    """The reasons of an offer's days, each said once."""
    weekdays: dict[str, list[str]] = {}
    for day in days:
        for reason in day.reasons:
            sentence = say_reason(reason, names, [start_s for start_s, _ in day.shifts])
            weekdays.setdefault(sentence, []).append(day.weekday)
    return tuple(
        SentenceOfDays(sentence, "" if len(on) >= len(days) else capital(say_weekdays(on)))
        for sentence, on in weekdays.items()
    )


def say_reason(reason: Reason, names: Names, starts_s: Sequence[int] = ()) -> str:
    """One reason as a sentence; of a vehicle, it says which.

    `starts_s` are when the day's shifts start: who could be there in the minutes that Jalon keeps
    before one of them is told so.
    """
    sentence = _SENTENCES[reason.code](reason.detail, names)
    if _fails_by_advance(reason, starts_s):
        first = _first(reason.detail)
        sentence += "" if first in sentence else first
        sentence += f" Ce serait à l’heure, mais Jalon compte {ADVANCE} d’avance."
    vehicle = BY_VEHICLE.get(str(reason.detail.get("mean", "")))
    return f"{capital(vehicle)}. {sentence}" if vehicle else sentence


def missing_s(days: Sequence[Day]) -> int | None:
    """The seconds by which the worst reason fails; None where one of them has no measure."""
    gaps = [reason.gap_s for day in days for reason in day.reasons]
    known = [gap for gap in gaps if gap is not None]
    return max(0, *known) if known and len(known) == len(gaps) else None


ADVANCE = say_duration(ADVANCE_S).replace("min", "minutes")


def _fails_by_advance(reason: Reason, starts_s: Sequence[int]) -> bool:
    """Whether the first arrival is in time for the start, and not for being there before it."""
    if "first_arrival_s" not in reason.detail:
        return False
    if reason.code == "no_service_early_enough" and "needed_s" in reason.detail:
        starts_s = [int(reason.detail["needed_s"]) + ADVANCE_S]
    first_s = int(reason.detail["first_arrival_s"])
    return any(start_s - ADVANCE_S < first_s <= start_s for start_s in starts_s)


_ARRIVALS = {"first_arrival_s", "ready_s", "return_s"}
"""Times that round up: nobody is there before."""


def _at(detail: Detail, key: str, before: str, after: str = "") -> str:
    """`before` and when `key` is (`à 7 h`, `la veille à 23 h 50`); nothing where it is absent."""
    if key not in detail:
        return ""
    return f"{before}{say_at(int(detail[key]), up=key in _ARRIVALS)}{after}"


def _limit(detail: Detail, key: str) -> str:
    return f"{SEMICOLON}votre limite est {say_time(int(detail[key]))}" if key in detail else ""


def _first(detail: Detail) -> str:
    return _at(detail, "first_arrival_s", " Au plus tôt, vous seriez au travail ", ".")


def _last(detail: Detail) -> str:
    return _at(detail, "last_leave_s", " Il faudrait quitter le travail ", " au plus tard.")


def _too_far(detail: Detail, names: Names) -> str:
    start = _point(str(detail.get("origin", "")), names)
    end = _point(str(detail.get("target", "")), names)
    if "walk_min" not in detail:
        return f"Nous ne connaissons pas de chemin à pied entre {start} et {end}."
    walk, limit = (say_duration(int(detail[key]) * 60) for key in ("walk_min", "max_walk_min"))
    return (
        f"Pas d’arrêt assez près entre {start} et {end}{COLON}il faudrait marcher {walk} en une "
        f"fois. Votre limite est de {limit}."
    )


def _off_streets(detail: Detail, names: Names) -> str:
    where = _OFF.get(str(detail.get("origin", "")))
    if where is None:
        where = f"{capital(_point(str(detail.get('origin', '')), names))} est"
    if "metres" not in detail:
        return f"{where} loin de toutes les rues que nous connaissons."
    metres = f"{int(detail['metres'])}{NBSP}m"
    return f"{where} à {metres} de la rue la plus proche que nous connaissons."


_OFF = {"home": "Vous habitez", "work": "Le travail est"}


def _point(point: str, names: Names) -> str:
    if point.startswith("place:"):
        return say_the(names.place(point))
    return "le travail" if point == "work" else say_to(point, "", names)


def _no_service(detail: Detail, names: Names) -> str:
    before = f", {ADVANCE} avant le début"
    needed = _at(detail, "needed_s", f"{COLON}il faudrait être au travail ", before)
    return f"Aucun trajet n’arrive assez tôt{needed}.{_first(detail)}"


def _before_leave(detail: Detail, names: Names) -> str:
    leave = _at(detail, "leave_s", "Il faudrait partir de chez vous ")
    limit = _limit(detail, "earliest_leave_s")
    return f"{leave}{limit}."


def _not_open(detail: Detail, names: Names) -> str:
    place = capital(say_the(names.place(str(detail.get("place", "")))))
    if detail.get("closed_all_day"):
        return f"{place} n’ouvre pas ce jour-là."
    opens = _at(detail, "opens_s", f"{place} ouvre ") or f"{place} n’est pas encore ouverte"
    needed = _at(detail, "needed_s", f"{SEMICOLON}il faudrait y être ")
    return f"{opens}{needed}.{_first(detail)}"


def _service_gone(detail: Detail, names: Names) -> str:
    ends = _at(detail, "ends_s", "Le travail finit ") or "Le travail finit tard"
    return f"{ends}{SEMICOLON}plus aucun trajet ne vous ramène à temps.{_last(detail)}"


def _closed(detail: Detail, names: Names) -> str:
    place = capital(say_the(names.place(str(detail.get("place", "")))))
    closes = _at(detail, "closes_s", f"{place} ferme ") or f"{place} ferme trop tôt"
    ready = _at(detail, "ready_s", f"{SEMICOLON}vous en sortiriez ")
    return f"{closes}{ready}.{_last(detail)}"


def _late_return(detail: Detail, names: Names) -> str:
    home = _at(detail, "return_s", "Vous seriez chez vous ")
    limit = _limit(detail, "latest_return_s")
    return f"{home}{limit}."


def _too_long(detail: Detail, names: Names) -> str:
    if detail.get("mean") == "bicycle" and "origin" in detail:
        return _long_ride(detail, names)
    way = "Le retour" if detail.get("way") == "back" else "L’aller"
    known = "trip_min" in detail
    keys = ("trip_min" if known else "at_least_min", "max_trip_min")
    trip, limit = (say_duration(int(detail[key]) * 60) for key in keys)
    more = "" if known else "plus de "
    return f"{way} prendrait {more}{trip}{_advance(detail)}{SEMICOLON}votre limite est de {limit}."


def _advance(detail: Detail) -> str:
    """The minutes before the start, where a way out is too long by no more than these."""
    if detail.get("way") == "back" or "trip_min" not in detail:
        return ""
    over_s = (int(detail["trip_min"]) - int(detail["max_trip_min"])) * MINUTE_S
    return f", {ADVANCE} d’avance au travail comprises" if over_s <= ADVANCE_S else ""


def _long_ride(detail: Detail, names: Names) -> str:
    start, end = (_point(str(detail[key]), names) for key in ("origin", "target"))
    limit = say_duration(int(detail["max_trip_min"]) * 60)
    return f"Entre {start} et {end}, il faudrait plus de {limit} de vélo en une fois."


_SENTENCES: dict[ReasonCode, Callable[[Detail, Names], str]] = {
    "too_far_on_foot": _too_far,
    "no_service_early_enough": _no_service,
    "before_earliest_leave": _before_leave,
    "place_not_open_yet": _not_open,
    "last_service_gone": _service_gone,
    "place_closed_before_return": _closed,
    "after_latest_return": _late_return,
    "trip_too_long": _too_long,
    "off_the_streets": _off_streets,
}
