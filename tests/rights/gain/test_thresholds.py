"""Where one more euro of wage leaves less over the year: only at thresholds that are written down.

A sweep of full-time wages, three euros of gross a month apart, for a few families; one by the hour
of who has just lost a job; and a sample of the fine sweep of `python -m bench.thresholds`. Each
step down must have a cause that `docs/decisions/0012-thresholds.md` names, and its tables say how
much at the most; `JALON_WRITE_THRESHOLDS=1` writes the first two again.
"""

from __future__ import annotations

import os
import re

import pytest

from jalon.rights import Gain, Household, Housing, Job, find_gains
from tests.examples import examples
from tests.rights.gain.fine_table import PAGE, Row, rows
from tests.rights.gain.sweep import (
    A_CENT_A_MONTH,
    CAUSES,
    QUARTERS,
    Drop,
    Situation,
    by_hour,
    by_wage,
    drops,
    situations,
    who_lost,
    year,
)
from tests.rights.households import alone, couple, job

RENT = Housing("tenant_social", 455.0, 2)
PRIVATE = Housing("tenant", 520.0, 1)
FAMILIES = {
    "one person, no home": alone(),
    "one person, social tenant": alone(housing=RENT),
    "one person, tenant": alone(housing=PRIVATE),
    "alone with a child of two": alone(31, housing=RENT),
    "alone with two": alone(75, 130, housing=PRIVATE),
    "a couple with two": couple(75, 130, housing=RENT),
}
LOST = {
    "lost a job of 1,480 last month, tenant": (alone(housing=PRIVATE), 1_480.0, 1),
    "lost a job of 1,480 last month, social tenant": (alone(housing=RENT), 1_480.0, 1),
    "lost a job of 1,000 last month, tenant": (alone(housing=PRIVATE), 1_000.0, 1),
    "lost a job of 1,480 in summer, tenant": (alone(housing=PRIVATE), 1_480.0, 3),
    "lost a job of 1,480, alone with two": (alone(75, 130, housing=PRIVATE), 1_480.0, 1),
}
"""The household, its wage, and for how many months there has been none."""
GROSS = [float(eur) for eur in range(20, 3_200, 3)]
STARTS = ("2026-12-01", "2027-02-01")
SITUATIONS = {situation.name: situation for situation in situations()}
SAMPLE = ("alone; no wage for long", "a couple with two, the other at 700; no wage for long")
STEEPEST = 4


def sweep(household: Household) -> list[Drop]:
    offers = [
        [job(35, start, id=f"{eur}", gross_eur_month=eur) for eur in GROSS] for start in STARTS
    ]
    return [drop for jobs in offers for drop in drops(find_gains(household, jobs))]


@pytest.fixture(scope="module")
def swept() -> dict[str, list[Drop]]:
    """Two of the families, all of them in `make hunt` and where the page is written again."""
    written = bool(os.environ.get("JALON_WRITE_THRESHOLDS"))
    some = list(FAMILIES)[:: 1 if written else examples(3, thorough=1)]
    return {name: sweep(FAMILIES[name]) for name in some}


@pytest.fixture(scope="module")
def swept_by_hour() -> dict[str, list[Gain]]:
    """The gains of each household, hours rising."""
    households = {name: who_lost(*told) for name, told in LOST.items()}
    return {
        name: find_gains(household, by_hour(QUARTERS)) for name, household in households.items()
    }


def most_lost(gains: list[Gain]) -> tuple[float, str, str]:
    """The most that more hours take away in a year, and from which hours to which."""
    worst, best = (0.0, "", ""), gains[0]
    for gain in gains:
        best = max(best, gain, key=year)
        worst = max(worst, (year(best) - year(gain), best.id, gain.id))
    return worst


def table_by_hour(swept: dict[str, list[Gain]]) -> str:
    lines = ["| By the hour | Steps down | The most, a year | From, to | What falls there |"]
    lines.append("|---|---|---|---|---|")
    for name, gains in swept.items():
        steps, (lost, less, more) = list(drops(gains)), most_lost(gains)
        if lost <= A_CENT_A_MONTH:
            continue
        named = ", ".join(sorted({cause for drop in steps for cause in drop.causes}))
        lines.append(f"| {name} | {len(steps)} | {lost:.0f} € | {less}, {more} | {named} |")
    return "\n".join(lines)


def test_more_hours_leave_less_only_where_the_page_says_so(
    swept_by_hour: dict[str, list[Gain]],
) -> None:
    every = [drop for gains in swept_by_hour.values() for drop in drops(gains)]
    assert [drop for drop in every if not drop.causes] == []
    # A report found 260 EUR a year lost from 11 hours to 13: who lost a job and has the RSA has an
    # aid that leaves past wages out, up to the hours that end the RSA.
    assert max(drop.lost_eur_year for drop in every) > 259
    found = table_by_hour(swept_by_hour)
    if os.environ.get("JALON_WRITE_THRESHOLDS"):
        page = PAGE.read_text(encoding="utf-8")
        page = re.sub(r"\| By the hour \|(.|\n)*?\n(?=\n)", lambda _: found + "\n", page)
        PAGE.write_text(page, encoding="utf-8")
    assert found in PAGE.read_text(encoding="utf-8")


def table(swept: dict[str, list[Drop]]) -> str:
    """One row a family: the steps down, and the most that one of them takes in a year."""
    lines = ["| Household | Steps down | The most, a year | What falls there |"]
    lines.append("|---|---|---|---|")
    for name, steps in swept.items():
        most = max((drop.lost_eur_year for drop in steps), default=0.0)
        named = ", ".join(sorted({cause for drop in steps for cause in drop.causes}))
        lines.append(f"| {name} | {len(steps)} | {most:.0f} € | {named or 'nothing'} |")
    return "\n".join(lines)


def test_more_wage_never_leaves_less_but_at_a_threshold_that_has_a_name(
    swept: dict[str, list[Drop]],
) -> None:
    every = [step for steps in swept.values() for step in steps]
    assert [drop for drop in every if not drop.causes] == []
    assert {cause for drop in every for cause in drop.causes} <= CAUSES.keys()
    # A step of three euros brings 28 € net in a year, on wages of up to 2,500 € net.
    assert len(every) < 0.03 * len(swept) * len(STARTS) * len(GROSS)


def test_the_page_says_what_the_sweep_found(
    swept: dict[str, list[Drop]],
) -> None:
    found = table(swept)
    if os.environ.get("JALON_WRITE_THRESHOLDS"):
        page = PAGE.read_text(encoding="utf-8")
        page = re.sub(r"\| Household \|(.|\n)*?\n(?=\n)", lambda _: found + "\n", page)
        PAGE.write_text(page, encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    assert [row for row in found.splitlines() if f"{row}\n" not in page] == []
    assert all(f"`{cause}`" in page and told in page for cause, told in CAUSES.items())


@pytest.fixture(scope="module")
def fine() -> dict[str, Row]:
    """The rows of the fine sweep, by household."""
    return {row.name: row for row in rows(PAGE.read_text(encoding="utf-8"))}


def test_the_fine_table_is_of_the_households_that_are_swept(fine: dict[str, Row]) -> None:
    assert fine.keys() <= SITUATIONS.keys()
    assert {cause for row in fine.values() for cause in row.causes} <= CAUSES.keys()


def test_the_steepest_steps_of_the_fine_table_are_these(fine: dict[str, Row]) -> None:
    """Each of the steepest rows is found again at its home and its two offers."""
    steepest = sorted(fine.values(), key=lambda row: -row.most_eur_year)[:STEEPEST]
    for row in steepest:
        household = SITUATIONS[row.name].homes[row.home]
        [drop] = drops(find_gains(household, [offer(row.less), offer(row.more)]))
        assert round(drop.lost_eur_year) == row.most_eur_year
        assert drop.causes <= row.causes


def offer(name: str) -> Job:
    """The job of a name of the sweep: hours at the SMIC, or gross euros."""
    number, unit = name.split()
    return by_hour([float(number)])[0] if unit == "h" else by_wage([float(number)])[0]


@pytest.mark.parametrize("name", SAMPLE)
def test_the_fine_table_holds_what_a_sweep_finds(name: str, fine: dict[str, Row]) -> None:
    """By half hours in two of its homes: no loss beyond the row, and of no other cause."""
    homes = list(SITUATIONS[name].homes.items())[2::3]
    found = [drop for _, drop in Situation(name, dict(homes)).drops(by_hour())]
    row = fine.get(name)
    most, causes = (row.most_eur_year, row.causes) if row else (0, frozenset())
    assert all(drop.lost_eur_year < most + 0.5 and drop.causes <= causes for drop in found)
