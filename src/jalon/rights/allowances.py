"""The allowance that replaces a wage: since when it is paid, and who has one to claim first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from jalon.core.months import Month
from jalon.rights.request.household import Adult
from jalon.rights.scales.load import at

WITH_ALLOWANCE = frozenset(("jobseeker_are", "jobseeker_ass", "disabled_aah", "retired"))
"""Statuses that come with an allowance or a pension."""
ALWAYS = Month(0)
"""The start of an allowance that was paid in every month that counts."""
NO_JOB = frozenset(("none", "jobseeker", "jobseeker_are", "jobseeker_ass"))
"""Statuses that say that there is no job, where no salary is given."""
_WITHOUT = frozenset(("none", "jobseeker"))
"""Statuses of who has no job and no allowance."""
MOST_WAIT_MONTHS = 3
"""An allowance that is granted may begin some months later: days of leave are waited for."""
_CLAIM_MONTHS = 12
"""One registers within twelve months from the end of a job (règlement d'assurance chômage, 7)."""
WORK_MONTHS = 13
"""Months whose wages are looked at: those that are asked for."""

Starts = tuple[Month, ...]
"""The first month of each adult's allowance."""
AreClaim = Literal["due", "unknown", "none"]


def salary_now(adult: Adult, month: Month) -> float | None:
    """Net euros of the household's month; none where the status says that there is no job."""
    if month in adult.past_net_salaries:
        return adult.past_net_salaries[month]
    if adult.net_salary_eur_month is not None:
        return adult.net_salary_eur_month
    return 0.0 if adult.status in NO_JOB else None


def is_start_unknown(adult: Adult) -> bool:
    """Whether an allowance is paid, and nobody said since when."""
    has_one = adult.status is None or adult.status in WITH_ALLOWANCE
    return has_one and bool(adult.income_eur_month) and adult.income_since is None


def usual_start(adult: Adult, now: Month) -> Month:
    """Since when an allowance is paid: what is said; else since the month after the last wage that
    is known, as it replaces it; else always, as beside a wage that goes on.
    """
    if adult.income_since is not None:
        return adult.income_since
    worked = [month for month, eur in adult.past_net_salaries.items() if eur > 0 and month <= now]
    if not worked or max(worked) == now or adult.net_salary_eur_month:
        return ALWAYS
    after = Month(max(worked) + 1)
    return after if adult.past_net_salaries.get(after, 0.0) == 0 else ALWAYS


def starts_of(adults: Sequence[Adult], now: Month) -> tuple[Starts, ...]:
    """Since when each adult's allowance is paid, the usual starts first. Amounts only fall with
    each month more of it, so the ends are enough: in every month, and as late as one that is
    granted may begin.
    """
    usual = tuple(usual_start(adult, now) for adult in adults)
    ends = (
        tuple(
            end if is_start_unknown(adult) else start
            for adult, start in zip(adults, usual, strict=True)
        )
        for end in (ALWAYS, Month(now + MOST_WAIT_MONTHS))
    )
    return tuple(dict.fromkeys((usual, *ends)))


def may_have_ended_within(adult: Adult, month: Month) -> bool:
    """Whether the last wage is of two months ago: a job ended within that month, or with it."""
    before, last = (adult.past_net_salaries.get(Month(month - lag)) for lag in (2, 1))
    return bool(before) and last == 0 and salary_now(adult, month) == 0


def are_claim(adult: Adult, now: Month) -> AreClaim:
    """Whether an unemployment allowance is still to be claimed: wages ended within the year, after
    enough months of work, and none is paid. `unknown`: wages that nobody said decide.
    """
    if adult.status not in _WITHOUT or adult.net_salary_eur_month:
        return "none"
    wages = [adult.past_net_salaries.get(Month(now - lag)) for lag in range(WORK_MONTHS, -1, -1)]
    if wages[-1]:
        return "none"
    needed = at("unemployment", "least_months_of_work_needed", now).number
    if _opens([bool(eur) for eur in wages], needed):
        return "due"
    may = _opens([eur is None or eur > 0 for eur in wages[:-1]], needed)
    return "unknown" if may else "none"


def _opens(worked: list[bool], needed: float) -> bool:
    """Whether there are months enough, the last of them within the year."""
    return sum(worked) >= needed and any(worked[-_CLAIM_MONTHS - 1 :])
