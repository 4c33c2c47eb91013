"""What the family benefits count of the resources of N-2 (R. 532-7 CSS).

Of who is unemployed for two months, what was earned in N-2 counts for 70 % beside an unemployment
allowance, and not at all without one. The resources are taken as coming from the adults' work, but
where an allowance was paid in N-2 already. What nobody said makes several values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

from jalon.core.months import Month
from jalon.rights.allowances import salary_now, usual_start
from jalon.rights.counted_wages import LEFT_OUT, LESS, LESS_SHARE, OF_OTHER_RULES, PENSIONS, WHOLE
from jalon.rights.request.household import Adult, Household
from jalon.rights.two_earners import own_eur_year, settle_two_earners

_SHARES = {WHOLE: 0.0, LESS: LESS_SHARE, LEFT_OUT: 1.0}
_YEAR = 12


@dataclass(frozen=True, slots=True)
class CountedResources:
    """Euros of the year N-2 that count: `values`, the usual one first; one alone is sure, and
    `question` would settle the others.
    """

    values: tuple[float, ...]
    question: str = "resources_n2"

    @property
    def usual_eur(self) -> float:
        """What counts in the usual case."""
        return self.values[0]


def counted_resources(household: Household) -> CountedResources | None:
    """What counts of the resources that are known; None where none are."""
    total = household.resources_n2_eur_year
    if total is None:
        return None
    ways = [_ways(adult, household) for adult in household.adults]
    if all(of == (WHOLE,) for of in ways):
        return CountedResources((total,))
    usual = _usual(household, total, [of[0] for of in ways])
    own = own_eur_year(household)
    ends = [
        _left(total, own, combined, least=least)
        for combined in product(*ways)
        for least in (True, False)
    ]
    values = tuple(dict.fromkeys(round(eur, 2) for eur in (usual, min(ends), max(ends))))
    return CountedResources(values, _question(household, own))


def with_counted_resources(household: Household, *, two: bool) -> Household:
    """The household with what usually counts, and with whether two earned in N-2 as it is said:
    what is left out of the resources says nothing of that.
    """
    counted = counted_resources(household)
    if counted is None or counted.usual_eur == household.resources_n2_eur_year:
        return household
    return settle_two_earners(replace(household, resources_n2_eur_year=counted.usual_eur), two=two)


def _usual(household: Household, total: float, ways: list[int]) -> float:
    """All of it came from work: of each as it is said, else of who has stopped where nobody works
    now, and of who works now where somebody does.
    """
    own, stopped = own_eur_year(household), [way != WHOLE for way in ways]
    if None not in own:
        return _left(total, own, tuple(ways), least=True)
    known = sum(_SHARES[way] * eur for way, eur in zip(ways, own, strict=True) if eur is not None)
    if not all(stopped):
        return max(0.0, total - known)
    open_ways = [way for way, eur in zip(ways, own, strict=True) if eur is None]
    rest = total - sum(eur for eur in own if eur is not None)
    return max(0.0, total - known - min(_SHARES[way] for way in open_ways) * max(0.0, rest))


def _left(total: float, own: list[float | None], ways: tuple[int, ...], *, least: bool) -> float:
    """What counts, at the least or the most that the shares of who said nothing may leave.

    What is left beside what everybody said came from elsewhere, or is the unemployment allowance
    of N-2, which is left out with the wages.
    """
    both = list(zip(ways, own, strict=True))
    said = sum(_SHARES[way] * eur for way, eur in both if eur is not None)
    rest = max(0.0, total - sum(eur for eur in own if eur is not None))
    shares = [_SHARES[way] for way, eur in both if eur is None]
    if not shares:
        shares = [0.0, float(LEFT_OUT in ways)]
    return max(0.0, total - said - (max if least else min)(shares) * rest)


def _question(household: Household, own: list[float | None]) -> str:
    month = household.month
    if any(adult.status is None for adult in household.adults):
        return "status"
    recent = (Month(month - lag) for lag in range(1, 3))
    if any(adult.past_net_salaries.get(at) is None for at in recent for adult in household.adults):
        return "reference_salaries"
    of_work = None in own or any(_is_paid_since_n2(adult, month) for adult in household.adults)
    of_pension = any(adult.status in PENSIONS for adult in household.adults)
    return "work_of_n2" if of_work or of_pension else "registered"


def _is_paid_since_n2(adult: Adult, month: Month) -> bool:
    """Whether an unemployment allowance may have been paid in N-2, which counts whole."""
    allowed = adult.status == "jobseeker_are" and adult.resources_n2_eur_year is None
    last_of_n2 = Month((month // _YEAR - 1) * _YEAR - 1)
    return allowed and (adult.income_since is None or adult.income_since <= last_of_n2)


def _ways(adult: Adult, household: Household) -> tuple[int, ...]:
    """How an adult's wages of N-2 may count, the usual way first."""
    month = household.month
    wages = [_wage(adult, Month(month - lag), month) for lag in range(3)]
    if adult.status in OF_OTHER_RULES or any(wages[:2]):
        return (WHOLE,)
    if adult.status in PENSIONS:
        # R. 532-5 CSS was not found as consolidated: 30 % off, or nothing.
        return (WHOLE, LESS)
    sure = _way_without_work(adult, month, wages[2])
    if adult.status == "employee":
        # With a job, but for who has not been paid a wage for two months.
        return (WHOLE, sure)
    if adult.status is None or None in (wages if sure == LESS else wages[:2]):
        return (WHOLE, LESS, LEFT_OUT)
    # Who is not registered is not unemployed; an allowance paid in N-2 counts whole.
    is_sure = adult.status != "none" or household.is_paid("rsa")
    if not is_sure or (sure == LESS and _is_paid_since_n2(adult, month)):
        return (sure, WHOLE)
    return (sure,)


def _way_without_work(adult: Adult, month: Month, wage_before: float | None) -> int:
    """How wages count of who has none this month and the last; `wage_before` two months ago."""
    if adult.status == "jobseeker_are" and adult.income_eur_month is None:
        return LESS
    is_paid = bool(adult.income_eur_month) and usual_start(adult, month) <= month
    if not is_paid or adult.status == "jobseeker_ass":
        return LEFT_OUT
    return WHOLE if wage_before else LESS


def _wage(adult: Adult, month: Month, now: Month) -> float | None:
    return salary_now(adult, now) if month == now else adult.past_net_salaries.get(month)
