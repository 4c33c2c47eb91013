"""A year month by month: what comes in, what care and travel take, every figure to be opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jalon.core.months import Month, format_month
from jalon.rights import ALONE_FROM_YEARS, Flow, Household, ToldYear
from jalon.web.words.money import say_short_month, say_whole

PARTS: Mapping[str, tuple[str, str]] = {
    "salaire": ("salary_net", "Salaires"),
    "rsa": ("rsa", "RSA"),
    "prime": ("ppa", "Prime"),
    "logement": ("housing", "Logement"),
    "famille": ("family", "Famille"),
    "autres": ("other", "Autres"),
    "garde": ("childcare", "Garde"),
    "trajet": ("travel", "Trajet"),
    "total": ("total", "Total"),
}
"""The columns: their name in an address, in a `Flow`, and on the page."""
ALWAYS = frozenset(("rsa", "prime", "logement", "famille", "total"))
COSTS = frozenset(("garde", "trajet"))
UNKNOWN = "inconnu"
_NO_RENT = ("free", "owner", "none")


@dataclass(frozen=True, slots=True)
class YearCell:
    """One figure. `opens` is empty where nothing is known."""

    part: str
    label: str
    text: str
    opens: str
    without: str = ""
    opens_without: str = ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One month; `difference` is what the job brings in, and empty without one."""

    month: str
    cells: tuple[YearCell, ...]
    difference: str = ""


@dataclass(frozen=True, slots=True)
class YearTable:
    """The months with the titles of their columns."""

    titles: tuple[str, ...]
    rows: tuple[YearRow, ...]
    has_unknown: bool


def make_table(year: ToldYear) -> YearTable:
    """The months of a year; with a job, what would be without it stands beside."""
    gain = year.gain
    missing, before = _unknown_parts(year, with_job=True), _unknown_parts(year, with_job=False)
    without = year.flows if gain is None else gain.without_job
    parts = [part for part in PARTS if part in ALWAYS or _is_used(part, year, without, missing)]
    rows = tuple(
        _row(parts, flow, None if gain is None else other, missing, before)
        for flow, other in zip(year.flows, without, strict=True)
    )
    titles = tuple(PARTS[part][1] for part in parts)
    return YearTable(titles, rows, bool(missing))


def _is_used(part: str, year: ToldYear, without: tuple[Flow, ...], missing: frozenset[str]) -> bool:
    name = PARTS[part][0]
    both = (*year.flows, *without)
    return part in missing or any(getattr(flow, name) != 0 for flow in both)


def _unknown_parts(year: ToldYear, *, with_job: bool) -> frozenset[str]:
    """The columns that nobody's answer fills: they are not nought."""
    flow, household = year.flows[0], year.household
    is_simulated = with_job and year.job is not None
    home, named = household.housing, set()
    paid = household.past_benefits.get("aide_logement")
    if home.status not in _NO_RENT and home.rent_eur is None and not paid:
        named.add("logement")
    if (flow.childcare is None) if is_simulated else _care_unknown(household):
        named.add("garde")
    if is_simulated and flow.travel is None:
        named.add("trajet")
    return frozenset(named)


def _care_unknown(household: Household) -> bool:
    """Whether what is paid today for a child is unknown."""
    young = (
        child
        for child in household.children
        if (household.month - (child.birth.year * 12 + child.birth.month - 1)) // 12
        < ALONE_FROM_YEARS
    )
    return any(
        child.care is None or (child.care.kind != "none" and child.care.hours_month_now is None)
        for child in young
    )


def _row(
    parts: list[str],
    flow: Flow,
    without: Flow | None,
    missing: frozenset[str],
    before: frozenset[str],
) -> YearRow:
    cells = tuple(_cell(part, flow, missing) for part in parts)
    difference = ""
    if without is not None:
        cells = tuple(
            _with_other_case(cell, _cell(part, without, before))
            for part, cell in zip(parts, cells, strict=True)
        )
        difference = _say_difference(flow.total, without.total)
    return YearRow(say_short_month(flow.month), cells, difference)


def _say_difference(total: float | None, without: float | None) -> str:
    if total is None or without is None:
        return ""
    more = round(total - without)
    return f"+{say_whole(more)}" if more > 0 else say_whole(more)


def _cell(part: str, flow: Flow, missing: frozenset[str]) -> YearCell:
    name, title = PARTS[part]
    text, opens = _figure(part, getattr(flow, name), flow.month, missing)
    return YearCell(part, title, text, opens)


def _with_other_case(cell: YearCell, without: YearCell) -> YearCell:
    """The cell with what it is without the job, where that is another figure."""
    if without.text == cell.text:
        return cell
    return replace(cell, without=without.text, opens_without=without.opens)


def _figure(part: str, eur: float | None, month: Month, missing: frozenset[str]) -> tuple[str, str]:
    """A figure in words, and what its address says."""
    if eur is None or part in missing:
        return UNKNOWN, ""
    return say_whole(-eur if part in COSTS else eur), format_month(month)
