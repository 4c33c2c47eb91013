"""Whether an RSA may be paid: what nobody said, and what wages exclude."""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights.allowances import salary_now
from jalon.rights.request.household import Adult, Household
from jalon.rights.scales.load import at


def may_be_paid_rsa(household: Household) -> bool:
    """Whether nobody said that an RSA is paid or is not, and it may be."""
    return not household.past_benefits.get("rsa") and not earns_beyond_rsa(household)


def earns_beyond_rsa(household: Household) -> bool:
    """Whether known salaries and allowances are over every RSA in all the months that an RSA still
    paid could rest on: those of this quarter's review, of the one before, and this month.
    """
    month = household.month
    # The scale of a couple, or of one with the increase for isolation, and over that of a child.
    scale = at("rsa_ppa", "rsa_base_eur_month", month).number
    scale *= (1.5 if household.couple else 1.285) + 0.43 * len(household.children)
    before = [Month(month - lag) for lag in range(2, 8)]
    came = [
        sum(
            adult.past_net_salaries.get(at_month, 0.0) + _paid_beside(adult, at_month)
            for adult in household.adults
        )
        for at_month in before
    ]
    now = sum(
        (salary_now(adult, month) or 0.0) + _paid_beside(adult, month) for adult in household.adults
    )
    return min(*came, now) > scale


def _paid_beside(adult: Adult, month: Month) -> float:
    """The allowance of a month, where it is known to have begun."""
    begun = adult.income_since is not None and adult.income_since <= month
    return (adult.income_eur_month or 0.0) if begun else 0.0
