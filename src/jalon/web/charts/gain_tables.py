"""The tables of a gain: each month with the job, without it, and the difference: to the cent, where
nothing that is unknown moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jalon.rights import Flow, Gain
from jalon.web.words.money import say_cents, say_short_month, say_whole
from jalon.web.words.months.parts import say_head, signed_parts, used_parts
from jalon.web.words.plain import NBSP, capital

UNKNOWN = "inconnu"
ABOUT, AT_MOST = "environ", "au plus"


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
        [(flow.total, not flow.unsure) for flow in gain.with_job],
        [(flow.total, not flow.unsure) for flow in gain.without_job],
        list(zip(gain.differences, _sure_months(gain), strict=True)),
    )
    rows = [
        MoneyRow(
            say_short_month(flow.month), tuple(_cents(eur, is_sure=sure) for eur, sure in cells)
        )
        for flow, cells in zip(gain.with_job, zip(*columns, strict=True), strict=True)
    ]
    means = tuple(_mean(column) for column in columns)
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
        cells = [_part(parts.get(name, 0.0), name, flow) for name in names]
        total = _cents(flow.total, is_sure=not flow.unsure)
        rows.append(MoneyRow(say_short_month(flow.month), (*cells, total)))
    heads = tuple(capital(say_head(name, names)) for name in (*names, "total"))
    return MoneyTable(title, heads, tuple(rows))


def _sure_months(gain: Gain) -> list[bool]:
    """Whether the difference of each month rests on what is known."""
    both = zip(gain.with_job, gain.without_job, strict=True)
    return [not (ours.unsure or other.unsure) for ours, other in both]


def _mean(amounts: Sequence[tuple[float | None, bool]]) -> str:
    known = [eur for eur, _ in amounts if eur is not None]
    mean = sum(known) / len(known) if len(known) == len(amounts) else None
    return _cents(mean, is_sure=all(is_sure for _, is_sure in amounts))


def _part(eur: float | None, name: str, flow: Flow) -> str:
    """A cell. Past wages that nobody said are counted as none: a housing aid is then at its most,
    and RSA and prime d'activité, which count that aid, may be more or less.
    """
    if name not in flow.unsure:
        return _cents(eur)
    if name == "housing":
        return _cents(eur, is_sure=not eur, about=AT_MOST)
    return _cents(eur, is_sure=False)


def _cents(eur: float | None, *, is_sure: bool = True, about: str = ABOUT) -> str:
    """To the cent, or to the euro where it is not sure; without the sign of the euro, which the
    table says once.
    """
    if eur is None:
        return UNKNOWN
    said = say_cents(eur) if is_sure else f"{about} {say_whole(eur)}"
    return said.removesuffix(f"{NBSP}€")
