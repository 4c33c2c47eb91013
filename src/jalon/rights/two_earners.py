"""Couples with two incomes, whose ceilings are higher (R. 522-2 and R. 531-1 CSS)."""

from __future__ import annotations

from dataclasses import replace

from jalon.core.months import Month
from jalon.rights.request.household import Adult, Household
from jalon.rights.scales.load import at

PAIR = 2
_YEAR = 12
_EARNING = frozenset(("employee", "self_employed", "apprentice"))


def has_two_earners(household: Household) -> bool | None:
    """Whether each of a couple earned enough in the year N-2; None: nobody said."""
    if len(household.adults) < PAIR:
        return False
    least, own = least_eur_year(household.month), own_eur_year(household)
    if any(eur is not None and eur < least for eur in own):
        return False
    if None not in own:
        return True
    total = household.resources_n2_eur_year
    return False if total is not None and total < PAIR * least else None


def usually_two_earners(household: Household) -> bool:
    """The same, where nobody said as it is today: whether both have a job."""
    known = has_two_earners(household)
    if known is not None:
        return known
    return all(_works(adult, household.month) for adult in household.adults)


def with_two_earners(household: Household, *, two: bool) -> Household:
    """The household with an answer to what each of them earned."""
    eur = least_eur_year(household.month) if two else 0.0
    adults = tuple(
        replace(adult, resources_n2_eur_year=eur) if adult.resources_n2_eur_year is None else adult
        for adult in household.adults
    )
    return replace(household, adults=adults)


def settle_two_earners(household: Household, *, two: bool) -> Household:
    """The household with this answer, whatever is said of its resources."""
    eur = least_eur_year(household.month) if two else 0.0
    adults = tuple(replace(adult, resources_n2_eur_year=eur) for adult in household.adults)
    return replace(household, adults=adults)


def own_eur_year(household: Household) -> list[float | None]:
    """What each adult earned: said, or what the other leaves of the household's resources."""
    own = [adult.resources_n2_eur_year for adult in household.adults]
    total, known = household.resources_n2_eur_year, [eur for eur in own if eur is not None]
    if total is None or len(known) != len(own) - 1:
        return own
    return [max(0.0, total - sum(known)) if eur is None else eur for eur in own]


def least_eur_year(month: Month) -> float:
    """What each has to have earned in the year before the last one."""
    january = Month((month // _YEAR - 2) * _YEAR)
    ceiling, share = (
        at("family", name, january) for name in ("ceiling_eur_year", "least_income_share")
    )
    return ceiling.number * share.number


def _works(adult: Adult, now: Month) -> bool:
    known = adult.past_net_salaries
    last = known[max(known)] if known else 0.0
    return bool(adult.status in _EARNING or adult.net_salary_eur_month or known.get(now, last))
