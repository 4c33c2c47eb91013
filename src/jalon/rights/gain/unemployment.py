"""The allowance after a job that ends, and beside a job that begins."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.core.months import Month, month_of
from jalon.rights.asking.offer import Job
from jalon.rights.scales.load import at

DAYS_OF_MONTH = 30
"""Days paid for each month since April 2025 (règlement d'assurance chômage, article 25)."""
_LEAVE_DAYS_A_MONTH = 2.5
"""Days of paid leave earned in a month, paid at the end and waited for."""
_DAYS_OF_YEAR = 365
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

    Reckoned on the gross wage over calendar days, for a job worked all the time. The wait is seven
    days and the leave that was not taken, as if none had been.
    """
    months = job.months or 0
    start = month_of(job.start)

    def scale(name: str) -> float:
        return at("unemployment", name, start).number

    daily_wage = job.gross_eur_month * 12 / _DAYS_OF_YEAR
    day = max(
        scale("share_of_daily_wage") * daily_wage + scale("fixed_part_eur_day"),
        scale("least_share_of_daily_wage") * daily_wage,
        scale("least_eur_day") * min(1.0, job.hours_week / _FULL_WEEK_H),
    )
    day = min(day, scale("most_share_of_daily_wage") * daily_wage)
    wait = scale("waiting_days") + _LEAVE_DAYS_A_MONTH * months
    months_waited, days = divmod(min(wait, 3 * DAYS_OF_MONTH), DAYS_OF_MONTH)
    first = Month(start + months + 1 + int(months_waited))
    return Allowance(day * DAYS_OF_MONTH, first, (DAYS_OF_MONTH - days) / DAYS_OF_MONTH)


def allowance_beside(allowance_eur: float, gross_eur_month: float, month: Month) -> float:
    """What is left of an allowance beside a new wage (article 31)."""
    kept = at("unemployment", "share_kept_of_gross_wage", month).number
    return max(0.0, allowance_eur - kept * gross_eur_month)
