"""The day told step by step: what to do, when, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.reach import Day, Leg
from jalon.web.day_pieces import Kind, Stretch, list_stretches, read_times
from jalon.web.words.legs import BY_VEHICLE, Names, say_mode, say_the_mode, say_to, say_until
from jalon.web.words.plain import capital, say_between, say_time

GOING_HOME = "Pour rentrer"
STAYS = {"work": "Travail", "pause": "Pause", "home": "Vous êtes chez vous"}


@dataclass(frozen=True, slots=True)
class DayStep:
    """One step of the day; `kind` is the stretch it begins, or `home` at its end."""

    kind: Kind | str
    at: str
    title: str
    text: str = ""
    leg: Leg | None = None
    toward: str = ""


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
        steps.append(_step_of(piece, after, day, names))
        if piece.kind == "work" and (after is None or after.kind not in ("pause", "work")):
            parts.append(DayPart("Pour y retourner" if parts else "Pour y aller", tuple(steps)))
            steps = []
        elif piece.kind == "home":
            parts.append(DayPart(GOING_HOME, tuple(steps)))
            steps = []
    home_s = read_times(day).return_home_s
    end = DayStep("home", say_time(home_s, up=True), "Vous êtes chez vous")
    return (*parts, DayPart(GOING_HOME, (*steps, end)))


def _step_of(piece: Stretch, after: Stretch | None, day: Day, names: Names) -> DayStep:
    at = say_time(piece.start_s)
    if piece.leg is not None:
        return _step(piece.leg, at, day, names)
    if piece.kind == "wait":
        return DayStep("wait", at, _wait(after), say_between(piece.start_s, piece.end_s))
    if piece.kind == "home":
        at = say_time(piece.start_s, up=True)
    return DayStep(piece.kind, at, STAYS[piece.kind], f"jusqu’à {say_time(piece.end_s)}")


def _wait(after: Stretch | None) -> str:
    """What one waits for."""
    if after is None or after.kind == "work":
        return "Vous êtes en avance"
    if after.kind == "ride" and after.leg is not None:
        return f"Attendez {say_the_mode(after.leg)}"
    return "Attendez l’ouverture" if after.kind == "handover" else "Attendez"


def _step(leg: Leg, at: str, day: Day, names: Names) -> DayStep:
    length = say_between(leg.depart_s, leg.arrive_s)
    if leg.kind in ("walk", *BY_VEHICLE):
        return DayStep(leg.kind, at, _leave(leg), f"{length} {_until(leg, names)}", leg)
    if leg.kind == "handover":
        return DayStep("handover", at, names.place(leg.target), _hand(leg, length, day, names), leg)
    toward = f"direction {leg.headsign}" if leg.headsign else ""
    text = f"Descendez à {leg.target_name}, {length} plus tard"
    return DayStep("ride", at, capital(say_mode(leg)), text, leg, toward)


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
