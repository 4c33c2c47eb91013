"""What a job brings in, as a person reads it: tens of euros, and the range around them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jalon.rights import Range
from jalon.web.words.money import say_whole
from jalon.web.words.plain import NBSP

STEP_EUR = 10
"""Units would be a precision that nobody has."""
_MISSING = {"childcare": "la garde", "travel": "le trajet"}
_TAKEN_OFF = {
    (): "garde et trajet déduits",
    ("childcare",): "trajet déduit, mais pas la garde, que Jalon ne sait pas compter ici",
    ("travel",): "garde déduite, mais pas le trajet, que Jalon ne connaît pas",
    ("childcare", "travel"): "sans la garde ni le trajet, que Jalon ne sait pas compter",
}
_ROUNDS: Mapping[str, Callable[[float], int]] = {"down": math.floor, "near": round, "up": math.ceil}


@dataclass(frozen=True, slots=True)
class GainFigure:
    """`Environ + 560 € par mois`, `entre + 410 € et + 690 €` (empty where it is no range), what
    the figure is without, and what it means.
    """

    figure: str
    between: str
    without: str
    meaning: str


def say_gain(amount: Range, not_counted: Sequence[str] = ()) -> GainFigure:
    """A gain in tens of euros: the least rounds down and the most rounds up."""
    low, high = say_signed(amount.low, "down"), say_signed(amount.high, "up")
    missing = tuple(code for code in _MISSING if code in not_counted)
    without = " ni ".join(_MISSING[code] for code in missing)
    return GainFigure(
        f"Environ {say_signed(amount.central)} par mois",
        f"entre {low} et {high}" if low != high else "",
        f"sans compter {without}" if missing else "",
        f"Ce que cet emploi ajoute à votre budget, en moyenne sur douze mois, "
        f"{_TAKEN_OFF[missing]}.",
    )


def say_signed(eur: float, to: Literal["down", "near", "up"] = "near") -> str:
    """`+ 560 €`, `− 40 €`, `0 €`: tens of euros."""
    tens = _ROUNDS[to](eur / STEP_EUR) * STEP_EUR
    whole = say_whole(tens)
    if not tens:
        return whole
    return f"{whole[0]}{NBSP}{whole[1:]}" if tens < 0 else f"+{NBSP}{whole}"
