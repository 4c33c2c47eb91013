"""The tables of a gain: each month with the job, without it, and the difference, to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jalon.rights import Flow, Gain
from jalon.web.words.money import say_cents, say_short_month
from jalon.web.words.months.parts import HEADS, signed_parts, used_parts
from jalon.web.words.plain import NBSP, capital

UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line of a table."""

    head: str
    cells: tuple[str, ...]
    is_mean: bool = False


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table, all in euros."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[MoneyRow, ...]


def list_tables(gain: Gain) -> tuple[MoneyTable, ...]:
    """The difference first, then both ways of the year."""
    return (
        _difference(gain),
        _year("Avec cet emploi", gain.with_job),
        _year("Sans cet emploi", gain.without_job),
    )


def _difference(gain: Gain) -> MoneyTable:
    columns = (
        [flow.total for flow in gain.with_job],
        [flow.total for flow in gain.without_job],
        list(gain.differences),
    )
    rows = [
        MoneyRow(say_short_month(flow.month), tuple(map(_cents, cells)))
        for flow, cells in zip(gain.with_job, zip(*columns, strict=True), strict=True)
    ]
    means = tuple(_cents(_mean(column)) for column in columns)
    heads = ("Avec cet emploi", "Sans", "Différence")
    return MoneyTable(
        "Ce qu’il vous reste", heads, (*rows, MoneyRow("Moyenne", means, is_mean=True))
    )


def _year(title: str, flows: Sequence[Flow]) -> MoneyTable:
    """Only the columns in which something moves; a line adds up to what is left."""
    names = used_parts(flows)
    rows = []
    for flow in flows:
        parts = signed_parts(flow)
        cells = [*(parts.get(name, 0.0) for name in names), flow.total]
        rows.append(MoneyRow(say_short_month(flow.month), tuple(map(_cents, cells))))
    heads = tuple(capital(HEADS[name]) for name in (*names, "total"))
    return MoneyTable(title, heads, tuple(rows))


def _mean(amounts: Sequence[float | None]) -> float | None:
    known = [eur for eur in amounts if eur is not None]
    return sum(known) / len(known) if len(known) == len(amounts) else None


def _cents(eur: float | None) -> str:
    """Without the sign of the euro: the table says it once."""
    return UNKNOWN if eur is None else say_cents(eur).removesuffix(f"{NBSP}€")
