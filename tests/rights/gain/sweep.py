"""Households whose wage rises step by step: where the year is poorer for it, and what fell there.

A *step* goes from one wage to the next; a *drop* is a step that takes money from the year. Euros
are what comes on the account over the twelve months from the start of the job, central reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import NamedTuple

from jalon.core.months import Month
from jalon.rights import Flow, Gain, Household, Housing, Job, find_gains
from tests.rights.households import MONTH, alone, couple, job

A_CENT_A_MONTH = 0.13
HALF_HOURS = [half / 2 for half in range(2, 71)]
"""Hours a week at the SMIC, part-time."""
TENS = [float(eur) for eur in range(20, 3_210, 10)]
"""Gross wages of a full-time job, euros a month."""
QUARTERS = [quarter / 4 for quarter in range(32, 81)]
START = "2026-12-01"
CAUSES = {
    "rsa_ends": "a rest of RSA from 6 € on, held for a quarter, is not paid under 6 €",
    "ppa_ends": "a rest of prime d'activité from 15 € on is not paid under 15 €",
    "aid_after_rsa": "the housing aid counts the wage from the month after the last RSA on",
    "aid_falls": "the housing aid is whole euros, and nothing under 10 €",
    "rent_rises": "the reduction of a social rent (RLS) ends",
}


class Drop(NamedTuple):
    """One step that takes money: euros lost over the year, from which offer to which, and why."""

    lost_eur_year: float
    less: str
    more: str
    causes: frozenset[str]


@dataclass(frozen=True)
class Situation:
    """A row of the table: a family, what it lived on, and every home that is tried for it."""

    name: str
    homes: Mapping[str, Household]

    def drops(self, jobs: Sequence[Job]) -> Iterator[tuple[str, Drop]]:
        """Each drop with the home where it is, jobs rising."""
        for home, household in self.homes.items():
            for drop in drops(find_gains(household, jobs)):
                yield home, drop


def drops(gains: Sequence[Gain]) -> Iterator[Drop]:
    """The steps down of a year, wages rising."""
    for less, more in pairwise(gains):
        lost = year(less) - year(more)
        if lost > A_CENT_A_MONTH:
            yield Drop(lost, less.id, more.id, frozenset(_causes(less, more)))


def year(gain: Gain) -> float:
    return sum(flow.total or 0.0 for flow in gain.with_job)


def by_hour(hours: Sequence[float] = HALF_HOURS) -> list[Job]:
    """Jobs at the SMIC of so many hours a week."""
    return [job(hour, START, id=f"{hour:g} h") for hour in hours]


def by_wage(eur: Sequence[float] = TENS) -> list[Job]:
    """Full-time jobs of so many gross euros a month."""
    return [job(35, START, id=f"{gross:.0f} €", gross_eur_month=gross) for gross in eur]


def who_lost(family: Household, wage: float, months: int) -> Household:
    """The household after two years of a wage of its first adult, which has ended."""
    past = {Month(MONTH - lag): wage if lag >= months else 0.0 for lag in range(25)}
    first, *others = family.adults
    lost = replace(first, status="jobseeker", past_net_salaries=past)
    return replace(family, adults=(lost, *others))


def whose_partner_earns(family: Household, wage: float) -> Household:
    """A couple of which the second adult has had the same wage for two years."""
    first, second = family.adults
    past = {Month(MONTH - lag): wage for lag in range(25)}
    second = replace(second, status="employee", past_net_salaries=past, net_salary_eur_month=wage)
    return replace(family, adults=(first, second), resources_n2_eur_year=12 * wage)


_ONE, _TWO, _THREE = (31,), (75, 130), (31, 75, 130)
FAMILIES = {
    "alone": alone(),
    "alone with a child of two": alone(*_ONE),
    "alone with a child of six": alone(75),
    "alone with two": alone(*_TWO),
    "alone with three": alone(*_THREE),
    "a couple": couple(),
    "a couple with one": couple(*_ONE),
    "a couple with two": couple(*_TWO),
    "a couple with three": couple(*_THREE),
    "a couple, the other at 700": whose_partner_earns(couple(), 700.0),
    "a couple, the other at 1,480": whose_partner_earns(couple(), 1_480.0),
    "a couple with two, the other at 700": whose_partner_earns(couple(*_TWO), 700.0),
    "a couple with two, the other at 1,480": whose_partner_earns(couple(*_TWO), 1_480.0),
}
HOMES = {
    "no home": Housing("none"),
    "owner": Housing("owner", loan=False),
    **{
        f"tenant, zone {zone}": Housing("tenant", rent, zone)
        for zone, rent in ((1, 520.0), (2, 450.0), (3, 390.0))
    },
    **{
        f"social tenant, zone {zone}": Housing("tenant_social", rent, zone)
        for zone, rent in ((1, 455.0), (2, 400.0), (3, 360.0))
    },
}
PASTS = {
    "no wage for long": None,
    "lost a job of 1,480 last month": (1_480.0, 1),
    "lost a job of 1,000 last month": (1_000.0, 1),
    "lost a job of 1,480 in summer": (1_480.0, 3),
}


def situations() -> list[Situation]:
    """Every family with every past, in every home."""
    return [
        Situation(
            f"{family}; {past}",
            {home: _living(base, of, lost) for home, of in HOMES.items()},
        )
        for (family, base), (past, lost) in product(FAMILIES.items(), PASTS.items())
    ]


def _living(family: Household, home: Housing, lost: tuple[float, int] | None) -> Household:
    family = replace(family, housing=home)
    return who_lost(family, *lost) if lost else family


def _causes(less: Gain, more: Gain) -> Iterator[str]:
    months = list(zip(less.with_job, more.with_job, strict=True))
    step = max(after.salary_net - before.salary_net for before, after in months)
    for place, (before, after) in enumerate(months):
        was, now = _benefits(before), _benefits(after)
        if was["rsa"] and not now["rsa"] and was["rsa"] < 6 + step:
            yield "rsa_ends"
        if was["ppa"] and not now["ppa"] and was["ppa"] < 15 + step:
            yield "ppa_ends"
        if now["housing"] < was["housing"]:
            ended = place and months[place - 1][0].rsa and not months[place - 1][1].rsa
            yield "aid_after_rsa" if ended else "aid_falls"
        if after.other < before.other:
            yield "rent_rises"


def _benefits(flow: Flow) -> dict[str, float]:
    return {name: getattr(flow, name) or 0.0 for name in ("rsa", "ppa", "housing")}
