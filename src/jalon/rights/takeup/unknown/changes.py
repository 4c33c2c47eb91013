"""What is under way and not settled: a permit, an allowance to come, a right to be claimed before
the RSA, the day on which a job ended.
"""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights.allowances import are_claim, is_start_unknown, may_have_ended_within, salary_now
from jalon.rights.assumed import is_permit_short
from jalon.rights.counted_wages import PENSIONS, is_home_for_children
from jalon.rights.request.household import Adult, Household
from jalon.rights.takeup.unknown.facet import Facet, known
from jalon.rights.takeup.unknown.facts import allowance

_RECENT_MONTHS = 4
"""What is asked together: the reference months and the one before (`facets.Window`)."""


def permits(household: Household) -> Facet:
    """Whether a partner is let off the five years of a permit: else the other has a right alone
    (L. 262-5 CASF). Where both are short, or who is alone, `residence.py` asks.
    """
    short = [is_permit_short(adult) for adult in household.adults]
    if not any(short) or all(short):
        return known("permit_exception", value=True)
    return Facet("permit_exception", (False, True))


def waiting(household: Household) -> Facet:
    """Whether an allowance that begins later keeps wages that ended counted (R. 262-13 CASF): it
    does where it can be claimed, and who has nothing meanwhile asks the CAF.
    """
    if not any(_may_begin_later(adult, household.month) for adult in household.adults):
        return known("allowance_granted", value=True)
    return Facet("allowance_granted", (True, False), rare=True)


def _may_begin_later(adult: Adult, month: Month) -> bool:
    since = adult.income_since
    is_later = bool(adult.income_eur_month) and since is not None and since > month
    return is_later or is_start_unknown(adult)


def other_rights(household: Household) -> Facet:
    """Whether the RSA comes though an unemployment allowance is to be claimed before it: a housing
    aid that leaves wages out beside an RSA rests on that.
    """
    claims = {are_claim(adult, household.month) for adult in household.adults}
    if claims == {"none"} or household.is_paid("rsa"):
        return known("are_claimed", value=True)
    # Wages that nobody said may be those of enough work: they are asked about first.
    question = "are_claimed" if "due" in claims else question_of_wages(household)
    return Facet(question, (True, False))


def question_of_wages(household: Household) -> str:
    """The question about the wages that nobody said: the last months first."""
    recent = [Month(household.month - lag) for lag in range(1, 1 + _RECENT_MONTHS)]
    known_all = all(at in adult.past_net_salaries for adult in household.adults for at in recent)
    return "year_salaries" if known_all else "reference_salaries"


def wages_stopped(household: Household) -> Facet:
    """Whether wages that have stopped count for less, or not at all, sooner than two months of
    wages say: of a job that ended within the month of its last wage (R. 822-14 CCH), and of a
    partner who looks after the children (R. 822-11 CCH).
    """
    month = household.month
    if any(_stopped_for_children(adult, household) for adult in household.adults):
        return Facet("home_for_children", (False, True), rare=True)
    ended = any(
        (may_have_ended_within(adult, month) or _retired_with_last_wage(adult, month))
        and allowance(adult) != 0
        for adult in household.adults
    )
    if not ended:
        return known("contract_end", value=False)
    return Facet("contract_end", (False, True), rare=True)


def _retired_with_last_wage(adult: Adult, month: Month) -> bool:
    """Whether a pension or the AAH was paid in the month of the last wage, the one before: the job
    ended within that month, or with it (R. 822-13 CCH).
    """
    since, before = adult.income_since, Month(month - 1)
    begun = since is None or since <= before
    ended = bool(adult.past_net_salaries.get(before)) and not salary_now(adult, month)
    return adult.status in PENSIONS and begun and ended


def _stopped_for_children(adult: Adult, household: Household) -> bool:
    month = household.month
    last = (adult.past_net_salaries.get(Month(month - lag)) for lag in (1, 2))
    stopped = salary_now(adult, month) == 0 and any(last)
    return stopped and is_home_for_children(adult, household)
