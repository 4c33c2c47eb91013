"""What the family benefits count of the resources of N-2 (R. 532-5 and 7 CSS).

Of who is unemployed for two months, what was earned in N-2 counts for 70 % beside an unemployment
allowance, and not at all without one; of who has the RSA, not at all; for 70 % for some time of who
has stopped working with a pension or the AAH. The resources are taken as coming from the adults'
work, but where an allowance was paid in N-2 already. What nobody said makes several values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from jalon.core.months import Month
from jalon.rights.allowances import (
    is_start_unknown,
    may_have_ended_within,
    salary_now,
    usual_start,
)
from jalon.rights.counted_wages import (
    LEFT_OUT,
    LESS,
    OF_OTHER_RULES,
    PENSION,
    PENSIONS,
    SHARES_LEFT_OUT,
    WHOLE,
    is_home_for_children,
)
from jalon.rights.paid_rsa import may_be_paid_rsa
from jalon.rights.request.household import Adult, Household
from jalon.rights.two_earners import own_eur_year

End = Literal["usual", "least", "most"]
"""How much of what nobody said is taken to count."""
ENDS: tuple[End, ...] = ("least", "most")
_OF_AN_END = frozenset(("registered", "home_for_children", "contract_end", "work_of_n2"))
"""Questions about how and when somebody's work ended."""
_YEAR, _HALF_YEAR = 12, 6
_ARE = "jobseeker_are"


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
    """What counts of the resources that are known; None where none are. Where nobody said whether
    an RSA is paid, also what counts beside one.
    """
    counted = counted_as_paid(household)
    if counted is None or not household.resources_n2_eur_year or not may_be_paid_rsa(household):
        return counted
    paid = {**household.past_benefits, "rsa": {household.month: 1.0}}
    beside = counted_as_paid(replace(household, past_benefits=paid))
    more = () if beside is None else beside.values
    values = tuple(dict.fromkeys((*counted.values, *more)))
    # One that is paid settles it, and everybody knows: it is asked before how work ended.
    is_asked = values != counted.values or (
        len(more) < len(values) and counted.question in _OF_AN_END
    )
    return CountedResources(values, "rsa_received") if is_asked else counted


def counted_as_paid(household: Household) -> CountedResources | None:
    """The same where an RSA that nobody spoke of is not paid."""
    total = household.resources_n2_eur_year
    if total is None:
        return None
    if is_of_two(household):
        return _of_a_parent_alone(household)
    ways = [ways_now(adult, household) for adult in household.adults]
    if all(of == (WHOLE,) for of in ways):
        return CountedResources((total,))
    usual = counted_eur(household, tuple(of[0] for of in ways))
    every = tuple(product(*ways))
    least = min(counted_eur(household, combined, "least") for combined in every)
    most = max(counted_eur(household, combined, "most") for combined in every)
    values = tuple(dict.fromkeys((usual, least, most)))
    return CountedResources(values, _question(household, own_eur_year(household)))


def is_of_two(household: Household) -> bool:
    """Whether the resources may be those of two, of whom one is left with the children: of N-2 only
    what that one had counts then (R. 532-4 CSS, third paragraph).
    """
    january = Month((household.month // _YEAR - 2) * _YEAR)
    since = household.isolated_since
    is_alone = not household.couple and bool(household.children)
    return (
        is_alone and bool(household.resources_n2_eur_year) and (since is None or since >= january)
    )


def _of_a_parent_alone(household: Household) -> CountedResources:
    ways = ways_now(household.adults[0], household)
    usual = counted_eur(household, ways[:1])
    ends = [counted_eur(household, (way,), end) for way in ways for end in ENDS]
    values = tuple(dict.fromkeys((usual, min(ends), max(ends))))
    if household.adults[0].resources_n2_eur_year is not None:
        return CountedResources(values, _question(household, own_eur_year(household)))
    is_said = household.isolated_since is not None
    return CountedResources(values, "resources_n2_of_one" if is_said else "isolated_since")


def counted_eur(household: Household, ways: tuple[int, ...], end: End = "usual") -> float:
    """Euros of the year N-2 that count where each adult's count in these ways; 0 where the
    resources are not known. `end` is of what nobody said of each one's own.
    """
    total = household.resources_n2_eur_year or 0.0
    if is_of_two(household):
        [own] = (adult.resources_n2_eur_year for adult in household.adults)
        total = own if own is not None else 0.0 if end == "least" else total
        [way] = ways
        return round((1.0 - SHARES_LEFT_OUT[way]) * total, 2)
    if end == "usual":
        return round(_usual(household, total, list(ways)), 2)
    return round(_left(total, own_eur_year(household), ways, least=end == "least"), 2)


def _usual(household: Household, total: float, ways: list[int]) -> float:
    """All of it came from work: of each as it is said, else of who has stopped where nobody works
    now, and of who works now where somebody does.
    """
    own, stopped = own_eur_year(household), [way != WHOLE for way in ways]
    if None not in own:
        return _left(total, own, tuple(ways), least=True)
    known = sum(
        SHARES_LEFT_OUT[way] * eur for way, eur in zip(ways, own, strict=True) if eur is not None
    )
    if not all(stopped):
        return max(0.0, total - known)
    open_ways = [way for way, eur in zip(ways, own, strict=True) if eur is None]
    rest = total - sum(eur for eur in own if eur is not None)
    return max(0.0, total - known - min(SHARES_LEFT_OUT[way] for way in open_ways) * max(0.0, rest))


def _left(total: float, own: list[float | None], ways: tuple[int, ...], *, least: bool) -> float:
    """What counts, at the least or the most that the shares of who said nothing may leave.

    What is left beside what everybody said came from elsewhere, or is the unemployment allowance
    of N-2, which is left out with the wages.
    """
    both = list(zip(ways, own, strict=True))
    said = sum(SHARES_LEFT_OUT[way] * eur for way, eur in both if eur is not None)
    rest = max(0.0, total - sum(eur for eur in own if eur is not None))
    shares = [SHARES_LEFT_OUT[way] for way, eur in both if eur is None]
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
    of_allowance = _question_of_allowance(household)
    if of_allowance is not None:
        return of_allowance
    # What a household can say comes before what is asked of nobody's file.
    of_change = None if None in own else _question_of_change(household)
    return of_change or _question_of_work(household, own)


def _question_of_allowance(household: Household) -> str | None:
    """About an allowance of an unknown amount or start."""
    amounts = {adult.income_eur_month for adult in household.adults if adult.status == _ARE}
    if None in amounts:
        return "allowance"
    if any(is_start_unknown(adult) for adult in household.adults):
        return "income_since"
    return None


def _question_of_change(household: Household) -> str | None:
    """About when and why somebody stopped working, where that is not settled."""
    month = household.month
    if any(
        is_home_for_children(adult, household) and any(_wages(adult, month)[1:])
        for adult in household.adults
    ):
        return "home_for_children"
    if any(may_have_ended_within(adult, month) for adult in household.adults):
        return "contract_end"
    return None


def _question_of_work(household: Household, own: list[float | None]) -> str:
    month = household.month
    of_work = None in own or any(_is_paid_since_n2(adult, month) for adult in household.adults)
    pensions = [adult for adult in household.adults if adult.status in PENSIONS]
    if pensions and not household.is_paid("rsa") and not of_work:
        return "income_since"
    return "work_of_n2" if of_work or pensions else "registered"


def _is_paid_since_n2(adult: Adult, month: Month) -> bool:
    """Whether an unemployment allowance may have been paid in N-2, which counts whole."""
    allowed = adult.status == "jobseeker_are" and adult.resources_n2_eur_year is None
    last_of_n2 = Month((month // _YEAR - 1) * _YEAR - 1)
    return allowed and (adult.income_since is None or adult.income_since <= last_of_n2)


def is_less_with_pension(adult: Adult, month: Month) -> bool | None:
    """Whether wages count for 70 % of who has stopped working with a pension or the AAH: from the
    month after the first one, up to the end of the year, and of the next one where it was of a
    second half (R. 532-5 CSS). None: nobody said since when.
    """
    since = adult.income_since
    if since is None:
        return None
    january = Month(since - since % _YEAR)
    years = 2 if since - january >= _HALF_YEAR else 1
    return since < month < january + years * _YEAR


def ways_now(adult: Adult, household: Household) -> tuple[int, ...]:
    """How an adult's wages of N-2 may count, the usual way first."""
    month = household.month
    if household.is_paid("rsa"):
        # What was a pension then counts all the same.
        return (LEFT_OUT, WHOLE) if adult.status in PENSIONS else (LEFT_OUT,)
    wages = _wages(adult, month)
    if is_home_for_children(adult, household) and wages[0] == 0 and any(wages[:2]):
        return (WHOLE, LEFT_OUT)
    if adult.status in OF_OTHER_RULES or any(wages[:2]):
        return (WHOLE,)
    return _ways_with_pension(adult, month) or _ways_of_unemployed(adult, month, wages)


def _ways_with_pension(adult: Adult, month: Month) -> tuple[int, ...]:
    if adult.status not in PENSIONS:
        return ()
    is_less = is_less_with_pension(adult, month)
    if is_less is None:
        return (WHOLE, PENSION)
    return (PENSION if is_less else WHOLE,)


def _ways_of_unemployed(adult: Adult, month: Month, wages: list[float | None]) -> tuple[int, ...]:
    """`wages` of this month and of the two before it."""
    if adult.registered is False:
        return (WHOLE,)
    sure = _way_without_work(adult, month, wages[2])
    if adult.status == "employee":
        # With a job, but for who has not been paid a wage for two months.
        return (WHOLE, sure)
    if adult.status is None or None in (wages if sure == LESS else wages[:2]):
        return (WHOLE, LESS, LEFT_OUT)
    ways = [sure]
    if sure == WHOLE:
        # The job may have ended within the month of the last wage: R. 532-7, third paragraph.
        ways.append(LESS)
    # Who is not registered is not unemployed; an allowance paid in N-2 counts whole.
    elif _may_not_be_registered(adult) or (sure == LESS and _is_paid_since_n2(adult, month)):
        ways.append(WHOLE)
    if sure != LEFT_OUT and (is_start_unknown(adult) or adult.income_eur_month is None):
        # It may be still to come, or nothing.
        ways.append(LEFT_OUT)
    return tuple(ways)


def _may_not_be_registered(adult: Adult) -> bool:
    return adult.status == "none" and adult.registered is None


def _way_without_work(adult: Adult, month: Month, wage_before: float | None) -> int:
    """How wages count of who has none this month and the last; `wage_before` two months ago."""
    has_one = bool(adult.income_eur_month) or (
        adult.status == "jobseeker_are" and adult.income_eur_month is None
    )
    is_paid = has_one and usual_start(adult, month) <= month
    if not is_paid or adult.status == "jobseeker_ass":
        return LEFT_OUT
    return WHOLE if wage_before else LESS


def _wages(adult: Adult, now: Month) -> list[float | None]:
    """Of this month and of the two before it."""
    past = (adult.past_net_salaries.get(Month(now - lag)) for lag in (1, 2))
    return [salary_now(adult, now), *past]
