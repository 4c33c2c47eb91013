"""The day told step by step: what to do, when, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.reach import Day, Leg
from jalon.web.day_pieces import Kind, Stretch, list_stretches
from jalon.web.words.legs import BY_VEHICLE, Names, say_mode, say_the_mode, say_to, say_until
from jalon.web.words.plain import capital, say_between, say_time
from jalon.web.words.rides.bookings import BookingWords, say_booking
from jalon.web.words.rides.promises import say_be_there, say_get_off, say_stays

GOING_HOME = "Pour rentrer"
STAYS = {"work": "Travail", "pause": "Pause", "home": "Vous êtes chez vous"}


@dataclass(frozen=True, slots=True)
class DayStep:
    """One step of the day; `kind` is the stretch it begins, or `home` at its end.

    A ride has `notes`, one a sentence, and how it is booked where it is.
    """

    kind: Kind | str
    at: str
    title: str
    text: str = ""
    leg: Leg | None = None
    toward: str = ""
    notes: tuple[str, ...] = ()
    booking: BookingWords | None = None


@dataclass(frozen=True, slots=True)
class DayPart:
    """The steps from one departure, from home or from work, on."""

    title: str
    steps: tuple[DayStep, ...]


def tell_day(day: Day, names: Names) -> tuple[DayPart, ...]:
    """The steps of a `day` that holds, with the names of places and children.

    Each way out ends with its shift, each way back with being home.
    """
    parts: list[DayPart] = []
    steps: list[DayStep] = []
    stretches = list_stretches(day)
    for rank, piece in enumerate(stretches):
        after = stretches[rank + 1] if rank + 1 < len(stretches) else None
        if piece.is_told:
            steps.append(_step_of(piece, after, day, names))
        if piece.kind == "work" and (after is None or after.kind not in ("pause", "work")):
            parts.append(DayPart("Pour y retourner" if parts else "Pour y aller", tuple(steps)))
            steps = []
        elif piece.kind == "home":
            parts.append(DayPart(GOING_HOME, tuple(steps)))
            steps = []
    end = DayStep("home", say_time(stretches[-1].until_s), "Vous êtes chez vous")
    return (*parts, DayPart(GOING_HOME, (*steps, end)))


def _step_of(piece: Stretch, after: Stretch | None, day: Day, names: Names) -> DayStep:
    if piece.leg is not None:
        return _step(piece, piece.leg, day, names)
    at = say_time(piece.from_s)
    if piece.kind == "wait":
        return DayStep("wait", at, _wait(after), say_between(piece.from_s, piece.until_s))
    return DayStep(piece.kind, at, STAYS[piece.kind], f"jusqu’à {say_time(piece.until_s)}")


def _wait(after: Stretch | None) -> str:
    """What one waits for."""
    if after is None or after.kind == "work":
        return "Vous êtes en avance"
    if after.kind == "ride" and after.leg is not None:
        return f"Attendez {say_the_mode(after.leg)}"
    return "Attendez l’ouverture" if after.kind == "handover" else "Attendez"


def _step(piece: Stretch, leg: Leg, day: Day, names: Names) -> DayStep:
    at, length = say_time(piece.from_s), say_between(piece.from_s, piece.until_s)
    if leg.kind in ("walk", *BY_VEHICLE):
        return DayStep(leg.kind, at, _leave(leg), f"{length} {_until(leg, names)}", leg)
    if leg.kind == "handover":
        return DayStep("handover", at, names.place(leg.target), _hand(leg, length, day, names), leg)
    return _ride(piece, leg)


def _ride(piece: Stretch, leg: Leg) -> DayStep:
    there = (f"{capital(say_be_there(leg))}.",) if leg.headway_s else ()
    return DayStep(
        "ride",
        say_time(piece.from_s),
        capital(say_mode(leg)),
        say_get_off(leg, piece.from_s, piece.until_s),
        leg,
        toward=f"direction {leg.headsign}" if leg.headsign else "",
        notes=(*there, *say_stays(leg)),
        booking=say_booking(leg.booking) if leg.booking else None,
    )


def _leave(leg: Leg) -> str:
    """The first walk of each way is a departure, and says so."""
    starts = {"home": "Partez de chez vous", "work": "Quittez le travail"}
    return starts.get(leg.origin, "Marchez" if leg.kind == "walk" else "Repartez")


def _until(leg: Leg, names: Names) -> str:
    foot = "à pied " if leg.origin in ("home", "work") else ""
    how = f"{BY_VEHICLE[leg.kind]} " if leg.kind in BY_VEHICLE else foot
    return how + say_until(say_to(leg.target, leg.target_name, names))


def _hand(leg: Leg, length: str, day: Day, names: Names) -> str:
    verb = "confiez" if leg.way == "out" else "retrouvez"
    return f"Vous {verb} {names.wards(leg.target, day.places)} : {length}"
