"""What a simulated job brings in, and the scales that it rests on, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from jalon.rights import Range, ToldYear
from jalon.web.words.gains import CAUSES, NOT_COUNTED, say_all
from jalon.web.words.money import say_whole
from jalon.web.words.plain import NBSP, say_date

SCALES: Mapping[str, str] = {
    "rsa": "RSA",
    "ppa": "prime d’activité",
    "family": "prestations familiales",
    "housing": "aide au logement",
    "smic": "SMIC",
}
"""The scales of a year by their names."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The gain of a job in words."""

    range: str
    central: str
    causes: tuple[str, ...]
    not_counted: tuple[str, ...]


def describe_gain(year: ToldYear) -> Outcome | None:
    """The gain of the job of a year; None where it has none, or none is computed."""
    gain = year.gain
    if gain is None or gain.net_eur_month is None:
        return None
    return Outcome(
        range=say_gain(gain.net_eur_month),
        central=say_whole(gain.net_eur_month.central),
        causes=say_all(CAUSES, gain.causes),
        not_counted=say_all(NOT_COUNTED, gain.not_counted),
    )


def say_gain(gain: Range) -> str:
    """`entre 531 et 942 € de plus par mois`; less where it is less."""
    low, high = round(gain.low), round(gain.high)
    if low >= 0:
        return f"{_between(low, high)} de plus par mois"
    if high <= 0:
        return f"{_between(-high, -low)} de moins par mois"
    return f"entre {say_whole(-low)} de moins et {say_whole(high)} de plus par mois"


def _between(low: float, high: float) -> str:
    if low == high:
        return f"environ {say_whole(high)}"
    return f"entre {say_whole(low).removesuffix(f'{NBSP}€')} et {say_whole(high)}"


def list_scales(scales: Mapping[str, dt.date]) -> str:
    """`RSA et prime d’activité du 1er avril 2026, SMIC du 1er juin 2026`."""
    by_day: dict[dt.date, list[str]] = {}
    for name, day in scales.items():
        by_day.setdefault(day, []).append(SCALES[name])
    return f"{NBSP}; ".join(
        f"{', '.join(names)} du {say_date(day)}" for day, names in by_day.items()
    )
