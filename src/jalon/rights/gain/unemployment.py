"""The allowance after a job that ends, and beside a job that begins."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.core.months import Month, days_in, month_of
from jalon.rights.request.offer import Job
from jalon.rights.scales.load import at

DAYS_OF_MONTH = 30
"""Days paid for each month since April 2025 (règlement d'assurance chômage, article 25)."""
_PAID_LEAVE_SHARE = 0.1
"""Leave that was not taken is paid at the end: a tenth of the wages (L. 3141-24 of labour law)."""
_MOST_LEAVE_DAYS = 30
"""The longest wait for paid leave, in calendar days (article 21)."""
_FULL_WEEK_H = 35.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """Euros of a full month, from which month on they come, and the share of the first of them."""

    eur_month: float
    first: Month
    first_share: float


def opens_allowance(job: Job) -> bool:
    """Whether the job alone lasts long enough: six months, or 910 hours (article 3)."""
    if job.months is None:
        return False
    needed = at("unemployment", "months_of_work_needed", month_of(job.start)).number
    return job.months >= needed


def allowance_after(job: Job) -> Allowance:
    """What comes after the end, paid in the month after the one it is for.

    Reckoned on the gross wage over the contract's calendar days (articles 11 to 16), less the share
    for the complementary pension (article 19). The wait is seven days and those of the leave that
    was not taken, as if none had been.
    """
    months, start = job.months or 0, month_of(job.start)
    wages = job.gross_eur_month * months
    daily_wage = wages / _days_of_contract(job)
    day = _daily_allowance(daily_wage, job.hours_week, start)
    leave = min(int(_PAID_LEAVE_SHARE * wages / daily_wage), _MOST_LEAVE_DAYS)
    wait = int(_scale("waiting_days", start)) + leave
    months_waited, days = divmod(wait, DAYS_OF_MONTH)
    first = Month(start + months + 1 + months_waited)
    share = (DAYS_OF_MONTH - days) / DAYS_OF_MONTH
    return Allowance(round(day * DAYS_OF_MONTH, 2), first, share)


def _scale(name: str, month: Month) -> float:
    return at("unemployment", name, month).number


def _days_of_contract(job: Job) -> int:
    start = month_of(job.start)
    return sum(days_in(Month(start + lag)) for lag in range(job.months or 0))


def _daily_allowance(daily_wage: float, hours_week: float, month: Month) -> float:
    """Euros of a day after the share for the pension, rounded to the cent as each step is."""
    least = _scale("least_eur_day", month) * min(1.0, hours_week / _FULL_WEEK_H)
    day = max(
        _scale("share_of_daily_wage", month) * daily_wage + _scale("fixed_part_eur_day", month),
        _scale("least_share_of_daily_wage", month) * daily_wage,
        least,
    )
    day = round(min(day, _scale("most_share_of_daily_wage", month) * daily_wage), 2)
    pension = round(_scale("pension_share_of_daily_wage", month) * daily_wage, 2)
    return max(round(day - pension, 2), min(day, least))


def allowance_beside(allowance_eur: float, gross_eur_month: float, month: Month) -> float:
    """What is left of an allowance beside a new wage (article 31)."""
    kept = at("unemployment", "share_kept_of_gross_wage", month).number
    return max(0.0, allowance_eur - kept * gross_eur_month)
