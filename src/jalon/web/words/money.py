"""Amounts and months in words, for what is counted month by month."""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights import Range
from jalon.web.words.plain import MONTHS_FR, NBSP, join_and

_SHORT = (
    *("janv.", "févr.", "mars", "avril", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)
MINUS = "\N{MINUS SIGN}"


def say_cents(eur: float) -> str:
    """`1 234,50 €`, always with its cents; nothing is ever `−0,00 €`."""
    return f"{_grouped(f'{abs(round(eur, 2)):,.2f}', round(eur, 2))}{NBSP}€"


def say_whole(eur: float) -> str:
    """`1 235 €`, to the nearest euro."""
    return f"{_grouped(f'{abs(round(eur)):,.0f}', round(eur))}{NBSP}€"


def _grouped(number: str, signed: float) -> str:
    sign = MINUS if signed < 0 else ""
    return sign + number.replace(",", NBSP).replace(".", ",")


def say_between(amount: Range) -> str:
    """`410 €`, `de 300 à 450 €`, `jusqu’à 450 €`, to the nearest euro."""
    low, high = round(amount.low), round(amount.high)
    if low == high:
        return say_whole(high)
    if low == 0:
        return f"jusqu’à {say_whole(high)}"
    return f"de {say_whole(low).removesuffix(f'{NBSP}€')} à {say_whole(high)}"


def say_month(month: Month) -> str:
    """`février 2027`."""
    return f"{MONTHS_FR[month % 12]} {month // 12}"


def say_short_month(month: Month) -> str:
    """`févr. 2027`."""
    return f"{_SHORT[month % 12]}{NBSP}{month // 12}"


def say_months(months: tuple[Month, ...]) -> str:
    """`octobre, novembre et décembre 2026`; each with its year where they are not one year's."""
    if len({month // 12 for month in months}) > 1:
        return join_and([say_month(month) for month in months])
    *before, last = months
    return join_and([*(MONTHS_FR[month % 12] for month in before), say_month(last)])
