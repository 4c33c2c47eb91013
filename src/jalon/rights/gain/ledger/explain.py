"""How a figure was made: the steps of one payment, each with its amount, its rule and its date.

The steps are taken from the same arrays and functions as the payment itself; the last one is it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month
from jalon.rights.dynamics.payments import IN_ARREARS, AmountsDue, KnownPayments
from jalon.rights.dynamics.ppa import bonus, ppa_due, ppa_of_month
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.rsa import counted_resources, interrupted
from jalon.rights.dynamics.types import Entitlements, Incomes

PARTS = ("rsa", "ppa", "housing", "family")
"""The figures of a month that can be opened."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `code` names its rule, `eur` its amount; `months` are those that it looks at.

    `number` is the rate, the share or the least amount of the rule.
    """

    code: str
    eur: float | None = None
    months: tuple[Month, ...] = ()
    article: str = ""
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that the payments of one copy of a household were made from.

    `claims_rsa`: an RSA that is not paid is claimed, `claims_housing` a housing aid.
    `holds_housing`: without a rent, the housing aid is what was paid last.
    """

    given: Entitlements
    incomes: Incomes
    due: AmountsDue
    rhythm: Rhythm
    known: KnownPayments
    copy: int = 0
    claims_rsa: bool = True
    claims_housing: bool = True
    holds_housing: bool = False


def explain(account: Account, part: str, paid: Month) -> tuple[Step, ...]:
    """The steps of what is paid in a month; KeyError for a part that cannot be opened."""
    due = Month(paid - IN_ARREARS)
    makers = {"rsa": _rsa, "ppa": _ppa, "housing": _housing, "family": _family}
    first = Step("due_month", months=(due,))
    return (first, *makers[part](account, due))


def _review(account: Account, due: Month, review: str, references: str) -> Iterator[Step]:
    months = account.rhythm.references(due)
    yield Step("review", months=(account.rhythm.review(due),), article=review)
    yield Step("references", months=months, article=references)
    event = _family_month(account, months[0], due)
    if event != months[0]:
        yield Step("isolated_since", months=(event,), article="R. 262-4-1 CASF, R. 843-2 CSS")


def _rsa(account: Account, due: Month) -> Iterator[Step]:
    scales, now = account.given.scales, account.given.axis.column(due)
    references = account.rhythm.references(due)
    yield from _review(account, due, "R. 262-4 CASF", "R. 262-7 CASF")
    reckoned = float(account.due.rsa_reckoned[account.copy, now])
    if not account.claims_rsa:
        yield Step("rsa_not_claimed", 0.0)
    elif not scales.rsa_eligible[now]:
        yield Step("rsa_not_eligible", 0.0, article="L. 262-4 CASF")
    else:
        if _salary_stopped(account, due):
            yield Step("salary_stopped", article="R. 262-13 CASF")
        amounts = []
        for month in references:
            lines = tuple(_rsa_lines(account, month, due))
            yield from lines
            amounts.append(max(sum(line.eur or 0.0 for line in lines), 0.0))
            yield Step("rsa_of_month", amounts[-1], (month,), "R. 262-4 CASF")
        mean = sum(amounts) / len(amounts)
        yield Step("mean_of_rsa", mean, references, "R. 262-4 CASF")
        if 0 < mean < scales.rsa_minimum[now]:
            yield _minimum("rsa", float(scales.rsa_minimum[now]), "R. 262-39 CASF")
        yield Step("rsa_reckoned", reckoned, article="R. 262-4 CASF")
    yield from _held(account, "rsa", float(account.due.rsa[account.copy, now]), reckoned)


def _rsa_lines(account: Account, month: Month, due: Month) -> Iterator[Step]:
    """What one reference month adds and takes off."""
    scales, now = account.given.scales, account.given.axis.column(due)
    then, references = account.given.axis.column(month), account.rhythm.references(due)
    family = scales.family_column(then, now)
    code = "raised_scale" if scales.isolated[family] else "scale"
    ratio = float(scales.ratio[family])
    yield Step(code, ratio * float(scales.rsa_base[now]), (month,), "R. 262-1 CASF", ratio)
    resources = float(counted_resources(account.incomes, account.rhythm, due)[account.copy])
    yield Step("resources", -resources, references, "R. 262-7 CASF")
    yield Step(
        "benefits_counted", -_of_copy(account, scales.benefits, then), (month,), "R. 262-11 CASF"
    )
    yield Step("lodging", -_lodging(account, then, now, "rsa"), (month,), "R. 262-9 CASF")


def _minimum(benefit: str, least_eur: float, article: str) -> Step:
    """That less than this is not paid."""
    return Step(f"{benefit}_minimum", 0.0, article=article, number=least_eur)


def _salary_stopped(account: Account, due: Month) -> bool:
    """Whether a salary of the reference months is left out, because it has stopped."""
    columns = [account.incomes.axis.column(month) for month in account.rhythm.references(due)]
    earned = account.incomes.net[:, account.copy, columns].any(axis=1)
    gone = interrupted(account.incomes, account.rhythm, due)[:, account.copy]
    return bool((earned & gone).any())


def _ppa(account: Account, due: Month) -> Iterator[Step]:
    scales, now = account.given.scales, account.given.axis.column(due)
    references = account.rhythm.references(due)
    yield from _review(account, due, "L. 843-4 CSS", "R. 843-1 CSS")
    primes = []
    for month in references:
        if not scales.ppa_eligible[now]:
            yield Step("ppa_not_eligible", 0.0, (month,), "L. 842-2 CSS")
        else:
            yield from _prime(account, month, due)
        prime = ppa_of_month(account.given, account.incomes, month, due, account.due.housing)
        primes.append(float(prime[account.copy]))
        yield Step("prime_of_month", primes[-1], (month,), "L. 842-3 CSS")
    mean = sum(primes) / len(primes)
    yield Step("mean_of_primes", mean, references, "R. 843-1 CSS")
    columns = [account.incomes.axis.column(month) for month in references]
    if not (account.incomes.net[:, account.copy, columns] > 0).any():
        yield Step("no_salary", 0.0, references, "L. 842-2 CSS")
    elif 0 < mean < scales.ppa_minimum[now]:
        yield _minimum("ppa", float(scales.ppa_minimum[now]), "D. 843-5 CSS")
    due_eur = ppa_due(account.given, account.incomes, account.rhythm, due, account.due.housing)
    reckoned, kept = float(due_eur[account.copy]), 1 - float(scales.crds[now])
    yield Step("after_crds", reckoned, article="Ordonnance 96-50, art. 14", number=kept)
    yield from _held(account, "ppa", float(account.due.ppa[account.copy, now]), reckoned)


def _prime(account: Account, month: Month, due: Month) -> Iterator[Step]:
    """What one reference month adds, and what is deducted: resources, or the scale if more."""
    scales, now = account.given.scales, account.given.axis.column(due)
    came, then = account.incomes.axis.column(month), account.given.axis.column(month)
    salaries = account.incomes.net[:, account.copy, came]
    earned, slope = float(salaries.sum()), float(scales.ppa_slope[now])
    ratio = float(scales.ratio[scales.family_column(then, now)])
    scale = ratio * float(scales.ppa_base[now])
    yield Step("scale", scale, (month,), "D. 843-1 CSS", ratio)
    yield Step("share_of_earned", slope * earned, (month,), "D. 843-3 CSS", slope)
    raised = float(np.sum(bonus(salaries[:, None], scales, now)))
    yield Step("bonus", raised, (month,), "D. 843-2 CSS")
    yield Step("earned", earned, (month,))
    other = _of_copy(account, scales.benefits, then) + float(account.incomes.support[came])
    other += float(account.incomes.allowance[:, account.copy, came].sum())
    yield Step("other_resources", other, (month,), "R. 844-5 CSS")
    lodging = _lodging(account, then, now, "ppa")
    yield Step("counted_lodging", lodging, (month,), "R. 844-3 CSS")
    counted = earned + other + lodging
    code = "deducted" if counted >= scale else "deducted_at_least"
    yield Step(code, -max(counted, scale), (month,), "L. 842-3 CSS")


def _family_month(account: Account, month: Month, due: Month) -> Month:
    """The month whose family counts for a reference month."""
    axis = account.given.axis
    column = account.given.scales.family_column(axis.column(month), axis.column(due))
    return Month(axis.first + column)


def _lodging(account: Account, then: int, now: int, benefit: str) -> float:
    """The forfait logement of a reference month on the scale of the month due."""
    scales = account.given.scales
    bases, caps = (
        (scales.rsa_base, scales.rsa_housing_cap)
        if benefit == "rsa"
        else (scales.ppa_base, scales.ppa_housing_cap)
    )
    family = scales.family_column(then, now)
    cap = float(caps[family] * bases[now] / bases[family])
    if account.given.housing.in_kind:
        return cap
    return min(cap, float(account.due.housing[account.copy, then]))


def _held(account: Account, benefit: str, paid: float, reckoned: float) -> Iterator[Step]:
    """That a payment which is known was kept in the place of ours."""
    last = account.known.last_due(benefit)
    if last is not None and abs(paid - reckoned) >= 0.01:
        yield Step("payment_known", last[1], (Month(last[0] + IN_ARREARS),))


def _housing(account: Account, due: Month) -> Iterator[Step]:
    column = account.given.axis.column(due)
    if not account.claims_housing:
        yield Step("not_received", 0.0)
        return
    if account.holds_housing:
        yield Step("housing_held", float(account.due.housing[account.copy, column]))
        return
    quarter = Month(due - due % 3)
    yield Step("quarter", months=(quarter,), article="R. 823-6 CCH")
    yield Step("year_looked_at", months=(Month(quarter - 13), Month(quarter - 2)))
    follows_rsa = column > 0 and account.due.rsa[account.copy, column - 1] > 0
    housing = account.given.housing
    plain, neutral = (float(eur[account.copy, column]) for eur in (housing.plain, housing.neutral))
    yield Step("aid_with_salaries", plain, article="L. 823-1 CCH")
    if follows_rsa:
        yield Step("aid_without_salaries", neutral, article="R. 822-17 CCH")
    yield Step("housing_due", float(account.due.housing[account.copy, column]))


def _family(account: Account, due: Month) -> Iterator[Step]:
    column, total = account.given.axis.column(due), 0.0
    for name, amounts in account.given.scales.family.items():
        eur = _of_copy(account, amounts, column)
        total += eur
        if eur:
            yield Step(f"family_{name}", eur, article="Ordonnance 96-50, art. 14")
    yield Step("family_total", total)


def _of_copy(account: Account, amounts: Floats, column: int) -> float:
    """Euros of a month of what may differ from copy to copy."""
    return float(amounts[account.copy, column] if amounts.ndim > 1 else amounts[column])
