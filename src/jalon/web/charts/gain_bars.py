"""Twelve months as stacked bars: what comes above the line, what goes below it.

Across, everything is per cent of the width, so that twelve months fit a phone; down, whole pixels.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jalon.core.months import Month
from jalon.rights import Flow, Gain
from jalon.web.words.money import say_month, say_short_month, say_whole
from jalon.web.words.months.parts import COSTS, INCOMES, say_head, signed_parts, used_parts
from jalon.web.words.plain import NBSP, join_and, say_of

OTHER = "other"
"""Allowances, support and a partner's wages, which share a pattern: the legend names them."""
ABOVE = ("salary_net", "rsa", "ppa", "housing", "family", OTHER)
"""The parts above the line, from it upwards."""
PLOT_PX = 200
"""Height from the highest amount to the lowest one."""
TOP_PX, BOTTOM_PX = 10, 40
LEFT_PCT = 16.0
"""Room for the amounts of the scale: `2 000` on the narrowest phone."""
BAR_SHARE = 0.74
"""Of a month's width."""
UNSURE = "Ils peuvent changer, car des salaires passés sont inconnus."
STEPS_EUR = (100, 200, 500, 1000, 2000, 5000, 10_000)
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: what it is, its top and its height in pixels."""

    kind: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A month. `left_y` is what is left with the job, `without_y` what there is without it."""

    x: str
    width: str
    middle: str
    slot: tuple[str, str]
    parts: tuple[BarPart, ...]
    left_y: int
    without_y: int
    join: tuple[int, int] | None
    letter: str
    short: str
    year: YearLabel | None


@dataclass(frozen=True, slots=True)
class YearLabel:
    """The year that begins under a bar; `anchor`: which end of it, `start` or `end`, is at `x`."""

    text: str
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """A line of the scale."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind of part, and what it is called."""

    kind: str
    head: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing, and the same in one sentence for those who do not see it."""

    height: int
    zero_y: int
    bars: tuple[Bar, ...]
    lines: tuple[ScaleLine, ...]
    legend: tuple[LegendEntry, ...]
    told: str


def draw_chart(gain: Gain) -> Chart:
    """The chart of a gain that is computed; ValueError for one that is not."""
    if any(flow.total is None for flow in (*gain.with_job, *gain.without_job)):
        raise ValueError("a gain that is not computed has no bars")
    totals = _totals((*gain.with_job, *gain.without_job))
    most = max(*(_sum(flow, ABOVE) for flow in gain.with_job), *totals, 1.0)
    least = max(*(_sum(flow, COSTS) for flow in gain.with_job), -min(totals))
    scale = _Scale(PLOT_PX / (most + least), TOP_PX + round(PLOT_PX * most / (most + least)))
    return Chart(
        height=TOP_PX + PLOT_PX + BOTTOM_PX,
        zero_y=scale.zero_y,
        bars=tuple(_bars(gain, scale)),
        lines=tuple(_lines(most, scale)),
        legend=tuple(_legend(gain.with_job)),
        told=tell_chart(gain),
    )


def tell_chart(gain: Gain) -> str:
    """The drawing in one sentence."""
    with_job, without = (_span(_totals(each)) for each in (gain.with_job, gain.without_job))
    start = say_of(say_month(gain.with_job[0].month))
    is_sure = not any(flow.unsure for flow in (*gain.with_job, *gain.without_job))
    return (
        f"Douze mois à partir {start}. Il vous reste {with_job} par "
        f"mois avec cet emploi{NBSP}; {without} sans cet emploi. Les montants de chaque mois "
        "sont dans le tableau qui suit." + ("" if is_sure else f" {UNSURE}")
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    px_eur: float
    zero_y: int

    def y(self, eur: float) -> int:
        return self.zero_y - round(eur * self.px_eur)


def _bars(gain: Gain, scale: _Scale) -> Iterator[Bar]:
    slot = (100 - LEFT_PCT) / len(gain.with_job)
    inset = slot * (1 - BAR_SHARE) / 2
    totals = zip(_totals(gain.with_job), _totals(gain.without_job), strict=True)
    before: int | None = None
    months = [flow.month for flow in gain.with_job]
    for rank, (flow, (left, without)) in enumerate(zip(gain.with_job, totals, strict=True)):
        start, y = LEFT_PCT + rank * slot, scale.y(without)
        name = say_short_month(flow.month).partition(NBSP)[0]
        yield Bar(
            x=_pct(start + inset),
            width=_pct(slot * BAR_SHARE),
            middle=_pct(start + slot / 2),
            slot=(_pct(start), _pct(start + slot)),
            parts=tuple(_parts(flow, scale)),
            left_y=scale.y(left),
            without_y=y,
            join=None if before in (None, y) else (before or 0, y),
            letter=name[0].upper(),
            short=name,
            year=_year_label(months, rank, (start + inset, start + slot - inset)),
        )
        before = y


def _year_label(months: Sequence[Month], rank: int, edges: tuple[float, float]) -> YearLabel | None:
    """Under the first bar of a year, from its left edge on; a year of one month ends at its right
    edge, as a phone has no room for two years side by side.
    """
    year = months[rank] // 12
    if rank and months[rank - 1] // 12 == year:
        return None
    is_alone = sum(month // 12 == year for month in months) == 1
    x, anchor = (edges[1], "end") if is_alone else (edges[0], "start")
    return YearLabel(str(year), _pct(x), anchor)


def _parts(flow: Flow, scale: _Scale) -> Iterator[BarPart]:
    """Heights are differences of rounded edges: no gap and no overlap."""
    heights = _heights(flow)
    for kinds, sign in ((ABOVE, 1), (COSTS, -1)):
        edges = itertools.accumulate((heights[kind] for kind in kinds), initial=0.0)
        for kind, (low, high) in zip(kinds, itertools.pairwise(edges), strict=True):
            ys = sorted((scale.y(sign * low), scale.y(sign * high)))
            if ys[0] != ys[1]:
                yield BarPart(kind, ys[0], ys[1] - ys[0])


def _lines(most: float, scale: _Scale) -> Iterator[ScaleLine]:
    step = next((step for step in STEPS_EUR if most / step <= MOST_LINES), STEPS_EUR[-1])
    for eur in range(0, int(most) + 1, step):
        yield ScaleLine(scale.y(eur), say_whole(eur).removesuffix(f"{NBSP}€"))


def _totals(flows: Sequence[Flow]) -> list[float]:
    return [flow.total or 0.0 for flow in flows]


def _heights(flow: Flow) -> dict[str, float]:
    """Euros of each kind, above the line or below it. A rent that falls is above."""
    heights = dict.fromkeys((*ABOVE, *COSTS), 0.0)
    for name, eur in signed_parts(flow).items():
        kind = name if name in heights and (name not in COSTS or (eur or 0.0) < 0) else OTHER
        heights[kind] += abs(eur or 0.0)
    return heights


def _sum(flow: Flow, kinds: Sequence[str]) -> float:
    heights = _heights(flow)
    return sum(heights[kind] for kind in kinds)


def _legend(flows: Sequence[Flow]) -> Iterator[LegendEntry]:
    """The kinds that are drawn; allowances and support by their own names."""
    names = used_parts(flows)
    drawn = {kind for flow in flows for kind, eur in _heights(flow).items() if eur}
    for kind in (*ABOVE, *COSTS):
        heads = [say_head(name, names) for name in names if name == kind or _is_other(name, kind)]
        if kind in drawn and heads:
            yield LegendEntry(kind, join_and(heads))


def _is_other(name: str, kind: str) -> bool:
    return kind == OTHER and name in INCOMES and name not in ABOVE


def _span(amounts: Sequence[float]) -> str:
    low, high = (say_whole(edge) for edge in (min(amounts), max(amounts)))
    return low if low == high else f"entre {low} et {high}"


def _pct(value: float) -> str:
    return f"{value:.2f}%"
