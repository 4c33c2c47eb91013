"""One figure of a year, opened: where it comes from, in sums that one can check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jalon.core.months import Month, parse_month
from jalon.rights import Flow, Step, ToldYear
from jalon.web.caseworker.rights.months import COSTS, PARTS
from jalon.web.words.explanations import Explanation, explain_steps
from jalon.web.words.money import say_cents, say_month, say_whole
from jalon.web.words.months.parts import BENEFITS
from jalon.web.words.plain import NBSP

TITLES: Mapping[str, str] = {
    "salaire": "Salaires",
    "rsa": "RSA",
    "prime": "Prime d’activité",
    "logement": "Aide au logement",
    "famille": "Prestations familiales",
    "autres": "Allocations, pension alimentaire et loyer",
    "garde": "Garde des enfants",
    "trajet": "Trajet",
    "total": "Total",
}
WITH, WITHOUT = "avec", "sans"


@dataclass(frozen=True, slots=True)
class FigureAddress:
    """Which figure: its part, its month, and whether with the job that is simulated."""

    part: str
    month: Month
    with_job: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its explanation; `rounded` is what the table shows, if less exact."""

    title: str
    case: str
    amount: str
    rounded: str
    explanation: Explanation


def read_address(part: str, month: str, case: str = WITH) -> FigureAddress | None:
    """The figure that an address or a button names; None where it names none."""
    if part not in PARTS or case not in (WITH, WITHOUT):
        return None
    try:
        return FigureAddress(part, parse_month(month), case == WITH)
    except ValueError:
        return None


def open_figure(year: ToldYear, wanted: FigureAddress) -> Figure | None:
    """The figure; None where the year has not that month, or the figure is unknown."""
    gain = year.gain
    flows = year.flows if gain is None or wanted.with_job else gain.without_job
    flow = next((of_month for of_month in flows if of_month.month == wanted.month), None)
    eur = None if flow is None else getattr(flow, PARTS[wanted.part][0])
    if flow is None or eur is None:
        return None
    signed = -eur if wanted.part in COSTS else eur
    return Figure(
        f"{TITLES[wanted.part]}{NBSP}: {say_month(wanted.month)}",
        ""
        if gain is None
        else "avec l’emploi simulé"
        if wanted.with_job
        else "sans l’emploi simulé",
        say_cents(signed),
        "" if round(signed, 2) % 1 == 0 else say_whole(signed),
        explain_steps(_steps(year, wanted, flow)),
    )


def _steps(year: ToldYear, wanted: FigureAddress, flow: Flow) -> tuple[Step, ...]:
    with_job = year.gain is not None and wanted.with_job
    maker = _MAKERS.get(wanted.part)
    if maker is None:
        return year.explain(PARTS[wanted.part][0], wanted.month, with_job=with_job)
    return tuple(maker(flow))


def _total(flow: Flow) -> Iterator[Step]:
    for part, (name, __) in PARTS.items():
        eur = getattr(flow, name)
        if part != "total" and eur:
            yield Step(f"total_{name}", -eur if part in COSTS else eur)
    yield Step("total", flow.total)


def _others(flow: Flow) -> Iterator[Step]:
    """What it is made of, by name, then the sum."""
    for name, eur in flow.parts.items():
        if name not in BENEFITS:
            yield Step(f"others_{name}", eur)
    yield Step("others_said", flow.other)


_MAKERS: Mapping[str, Callable[[Flow], Iterator[Step]]] = {"autres": _others, "total": _total}
"""What has no rule of its own is said from the month itself."""
