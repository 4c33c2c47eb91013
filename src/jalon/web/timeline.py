"""The day told step by step: what to do, when, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jalon.reach import Day, Leg
from jalon.web.day import Kind, Stretch, list_stretches, read_times
from jalon.web.words.legs import Names, say_mode, say_the_mode, say_to, say_until
from jalon.web.words.plain import capital, say_between, say_time


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the day; `kind` is the stretch it begins, or `home` at its end."""

    kind: Kind | str
    at: str
    title: str
    text: str = ""
    leg: Leg | None = None
    toward: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A day told in two parts, with the shift between them."""

    out: tuple[Step, ...]
    work: Step
    back: tuple[Step, ...]


def tell_day(day: Day, names: Names) -> Story:
    """The steps of a `day` that holds, with the names of places and children."""
    stretches = list_stretches(day)
    cut = next(i for i, piece in enumerate(stretches) if piece.kind == "work")
    shift = stretches[cut]
    home_s = read_times(day).return_home_s
    end = Step("home", say_time(home_s, up=True), "Vous êtes chez vous")
    return Story(
        tuple(_steps(stretches[:cut], day, names)),
        Step("work", say_time(shift.start_s), "Travail", f"jusqu’à {say_time(shift.end_s)}"),
        (*_steps(stretches[cut + 1 :], day, names), end),
    )


def _steps(stretches: list[Stretch], day: Day, names: Names) -> Iterator[Step]:
    for rank, piece in enumerate(stretches):
        after = stretches[rank + 1] if rank + 1 < len(stretches) else None
        at = say_time(piece.start_s)
        if piece.leg is None:
            yield Step("wait", at, _wait(after), say_between(piece.start_s, piece.end_s))
        else:
            yield _step(piece.leg, at, day, names)


def _wait(after: Stretch | None) -> str:
    """What one waits for."""
    if after is None:
        return "Vous êtes en avance"
    if after.kind == "ride" and after.leg is not None:
        return f"Attendez {say_the_mode(after.leg)}"
    return "Attendez l’ouverture" if after.kind == "handover" else "Attendez"


def _step(leg: Leg, at: str, day: Day, names: Names) -> Step:
    length = say_between(leg.depart_s, leg.arrive_s)
    if leg.kind == "walk":
        return Step("walk", at, _leave(leg), f"{length} {_until(leg, names)}", leg)
    if leg.kind == "handover":
        return Step("handover", at, names.place(leg.target), _hand(leg, length, day, names), leg)
    toward = f"direction {leg.headsign}" if leg.headsign else ""
    text = f"Descendez à {leg.target_name}, {length} plus tard"
    return Step("ride", at, capital(say_mode(leg)), text, leg, toward)


def _leave(leg: Leg) -> str:
    """The first walk of each way is a departure, and says so."""
    starts = {"home": "Partez de chez vous", "work": "Quittez le travail"}
    return starts.get(leg.origin, "Marchez")


def _until(leg: Leg, names: Names) -> str:
    foot = "à pied " if leg.origin in ("home", "work") else ""
    return foot + say_until(say_to(leg.target, leg.target_name, names))


def _hand(leg: Leg, length: str, day: Day, names: Names) -> str:
    verb = "confiez" if leg.way == "out" else "retrouvez"
    return f"Vous {verb} {names.wards(leg.target, day.places)} : {length}"
