"""What nobody said of a household's incomes, as it may be: each way makes a block of copies.

The values of an unknown are tried on a grid: a wage of the past first lowers the RSA, then opens a
prime, then ends both; an allowance beside a wage is cut by a part of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from jalon.core.months import Month
from jalon.rights.allowances import NO_JOB, WITH_ALLOWANCE, Starts, starts_of
from jalon.rights.gain.unsaid.past_wages import are_past_wages_unknown
from jalon.rights.request.household import Adult, Household

LARGE_EUR_MONTH = 8_000.0
"""Over every ceiling."""
WAGES_EUR = (
    0.0, 400.0, 800.0, 1_000.0, 1_200.0, 1_350.0, 1_500.0, 1_800.0, 2_200.0, 3_000.0,
    LARGE_EUR_MONTH,
)  # fmt: skip
"""Of the months that nobody spoke of: the same for all of them."""
_ALONE_EUR = (400.0, 800.0, 1_200.0, 1_500.0, 2_200.0)
"""Of one of a couple of whom neither said it, the other having had none."""
ALLOWANCES_EUR = (900.0, 0.0, 300.0, 600.0, 1_400.0, 3_000.0)
"""What is paid each month; the first is near the mean of unemployment insurance."""
_PAIR = 2
_MOST_TOGETHER = 12
"""With more combinations each unknown is tried alone, and all of them at one end together."""


class PastWage(NamedTuple):
    """The wage of each past month that is unknown: of the months that the reviews look at, and of
    those before; `of` are the adults who had it.
    """

    near_eur: float = 0.0
    before_eur: float = 0.0
    of: tuple[int, ...] = (0, 1)


NOTHING_PAST = PastWage()


@dataclass(frozen=True, slots=True)
class Supposed:
    """One way. `past` are the wages of the months that are unknown; `wage_eur` that of a job that
    goes on, where it is unknown, `allowance_eur` an allowance that nobody gave, by adult. `is_are`:
    what the first adult is paid is unemployment's.
    """

    starts: Starts
    allowance_eur: tuple[float, ...] = (0.0, 0.0)
    past: PastWage = NOTHING_PAST
    wage_eur: float = 0.0
    is_are: bool = False


@dataclass(frozen=True)
class Supposals:
    """All that are tried, the usual one first; `causes` are those of what is tried, by name."""

    every: tuple[Supposed, ...]
    causes: Mapping[str, tuple[str, ...]]

    @cached_property
    def alone(self) -> dict[str, tuple[int, ...]]:
        """By cause, the indices of what differs from the usual in that alone: whether an unknown
        moves a figure.
        """
        usual = self.every[0]
        by_name = {
            name: tuple(i for i, one in enumerate(self.every) if _only(one, usual, name))
            for name in self.causes
        }
        return {
            cause: indices
            for name, indices in by_name.items()
            if indices
            for cause in self.causes[name]
        }


def list_supposed(household: Household) -> Supposals:
    """Every way in which what nobody said of incomes may be, the usual one first."""
    unpaid = [adult for adult in household.adults if is_allowance_unknown(adult)]
    unwaged = [adult for adult in household.adults if wage_now(adult, household.month) is None]
    # Who said nothing is first taken for somebody without an allowance.
    is_none_usual = any(adult.status is None for adult in unpaid)
    allowances = sorted(ALLOWANCES_EUR) if is_none_usual else ALLOWANCES_EUR
    choices = {
        "starts": _starts(household),
        "allowance_eur": _of_each(allowances, len(unpaid)) if unpaid else ((0.0, 0.0),),
        "past": _past_wages(household) or (NOTHING_PAST,),
        "wage_eur": WAGES_EUR if unwaged else (0.0,),
        "is_are": _kinds(household.adults[0]),
    }
    every = dict.fromkeys(Supposed(**dict(zip(choices, of, strict=True))) for of in _tried(choices))
    causes = {
        "starts": ("income_since_unknown",),
        "allowance_eur": _causes("allowance_unknown", unpaid),
        "past": ("past_salaries_unknown",),
        "wage_eur": _causes("salary_now_unknown", unwaged),
        "is_are": ("status_unknown",),
    }
    return Supposals(tuple(every), causes)


def _past_wages(household: Household) -> tuple[PastWage, ...]:
    """The same all along; a job that had just begun, and one that had ended before; of a couple
    also the wages of one alone. None where nothing rests on them.
    """
    adults = household.adults
    unknown = [are_past_wages_unknown(replace(household, adults=(one,))) for one in adults]
    if not any(unknown):
        return ()
    always = (PastWage(eur, eur) for eur in WAGES_EUR)
    begun = (PastWage(eur) for eur in WAGES_EUR if eur)
    alone = (PastWage(eur, eur, (rank,)) for eur in _ALONE_EUR for rank in range(_PAIR))
    some = alone if sum(unknown) == _PAIR else ()
    return (*always, *begun, PastWage(0.0, LARGE_EUR_MONTH), *some)


def _of_each(eur: Sequence[float], unpaid: int) -> tuple[tuple[float, float], ...]:
    """The same of both; where both are unknown one may have it alone."""
    alone = [pair for each in eur if each for pair in ((each, 0.0), (0.0, each))]
    return (*((each, each) for each in eur), *(alone if unpaid == _PAIR else ()))


def is_allowance_unknown(adult: Adult) -> bool:
    """Whether nobody said how much an adult is paid beside wages, who is or may be."""
    may_be = adult.status is None or adult.status in WITH_ALLOWANCE
    return may_be and adult.income_eur_month is None


def wage_now(adult: Adult, now: Month) -> float | None:
    """What a job that goes on brings; that of this month where nobody said more; None: unknown."""
    if adult.net_salary_eur_month is not None:
        return adult.net_salary_eur_month
    return adult.past_net_salaries.get(now, 0.0 if adult.status in NO_JOB else None)


def _causes(name: str, adults: Sequence[Adult]) -> tuple[str, ...]:
    """The cause of an amount; where nobody said what an adult does, that comes first."""
    of_status = ("status_unknown",) if any(adult.status is None for adult in adults) else ()
    return (*of_status, *(() if all(adult.status is None for adult in adults) else (name,)))


def _starts(household: Household) -> tuple[Starts, ...]:
    """Since when each allowance is paid, also of one whose amount nobody gave."""
    adults = [
        replace(adult, income_eur_month=ALLOWANCES_EUR[0]) if is_allowance_unknown(adult) else adult
        for adult in household.adults
    ]
    return starts_of(adults, household.month)


def _kinds(adult: Adult) -> tuple[bool, ...]:
    """Whether what the first adult is paid is unemployment's, which is cut beside a wage. So is
    what is only supposed; of an amount that nobody named it may be.
    """
    if adult.status is None and adult.income_eur_month:
        return (False, True)
    return (adult.status in (None, "jobseeker_are"),)


def _tried(choices: dict[str, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    values = list(choices.values())
    together = 1
    for one in values:
        together *= len(one)
    if together <= _MOST_TOGETHER:
        yield from itertools.product(*values)
        return
    usual = tuple(one[0] for one in values)
    yield usual
    for place, one in enumerate(values):
        yield from ((*usual[:place], value, *usual[place + 1 :]) for value in one[1:])
    for rank in range(1, max(map(len, values))):
        yield tuple(one[min(rank, len(one) - 1)] for one in values)


def _only(one: Supposed, usual: Supposed, name: str) -> bool:
    """Whether one differs from the usual in one thing alone."""
    return one != usual and replace(one, **{name: getattr(usual, name)}) == usual


def allowances_of(adults: Sequence[Adult], supposed: Supposed) -> tuple[float, ...]:
    """What each adult is paid beside wages, in euros a month."""
    return tuple(
        of_one if is_allowance_unknown(adult) else adult.income_eur_month or 0.0
        for adult, of_one in zip(adults, supposed.allowance_eur, strict=False)
    )
