"""Hours that nobody gave: between which starts the day would hold, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from jalon.reach import Day
from jalon.web.words.plain import NBSP, capital, join_and, say_duration, say_time, say_weekdays
from jalon.web.words.reasons import SentenceOfDays

Windows = tuple[tuple[int, int], ...]
MOST_WINDOWS = 3
"""Where buses are rare, every one of them makes a window: a list of ten is read by nobody."""


def say_windows(days: Sequence[Day], duration_min: int | None) -> tuple[SentenceOfDays, ...]:
    """The starts that hold on the days of unknown hours, each sentence once.

    `duration_min` is the length of the day's work; None where it is unknown, and then the way out
    alone was looked at.
    """
    groups: dict[Windows, list[str]] = {}
    for day in (day for day in days if day.holdable is None):
        groups.setdefault(day.start_windows or (), []).append(day.weekday)
    return tuple(
        SentenceOfDays(_sentence(windows, duration_min), capital(say_weekdays(on)))
        for windows, on in groups.items()
    )


def _sentence(windows: Windows, duration_min: int | None) -> str:
    if duration_min is None:
        if not windows:
            return "Aucun aller n’arrive à temps, quelle que soit l’heure de début."
        return (
            f"Vous arriveriez à temps en commençant {_starts(windows)}. L’employeur ne dit pas "
            f"combien de temps dure le travail{NBSP}: Jalon n’a regardé que l’aller."
        )
    length = say_duration(duration_min * 60)
    if not windows:
        return f"Aucune heure de début ne tient, pour {length} de travail par jour."
    return (
        f"Votre journée tient si vous commencez {_starts(windows)}. C’est compté pour {length} de "
        "travail par jour."
    )


def _starts(windows: Windows) -> str:
    """`entre 8 h 15 et 9 h 30, ou à 14 h`: the longest windows, in the order of the day."""
    longest = sorted(windows, key=lambda window: window[0] - window[1])[:MOST_WINDOWS]
    said = [
        f"à {say_time(first)}" if first == last else f"entre {say_time(first)} et {say_time(last)}"
        for first, last in sorted(longest)
    ]
    others = len(windows) - len(longest)
    return join_and([*said, "à quelques autres heures"] if others else said, "ou")
