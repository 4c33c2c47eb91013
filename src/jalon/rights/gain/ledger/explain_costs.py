"""How a salary, a month's care and the way to work are made: steps like those of a payment.

What is paid is under 0. The last step is the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from jalon.core.months import Month, month_of
from jalon.rights.costs import travel
from jalon.rights.costs.account import child_pieces
from jalon.rights.costs.bounds import family_of, is_dependent
from jalon.rights.dynamics.types import Axis, Incomes
from jalon.rights.fisca import net_salaries
from jalon.rights.gain.costs import CENTRAL, Costs
from jalon.rights.gain.ledger.explain import Step
from jalon.rights.gain.timeline import share_worked
from jalon.rights.request.household import Care, Child, Household
from jalon.rights.request.offer import WEEKS_PER_MONTH, Job
from jalon.rights.scales.load import at

_A_CENT = 0.01


def explain_salary(
    household: Household, job: Job | None, incomes: Incomes, month: Month
) -> Iterator[Step]:
    """Everybody's salaries of a month; `job` None is without one. Copy 1 has the job."""
    copy = 0 if job is None else 1
    total = float(incomes.net[:, copy, incomes.axis.column(month)].sum())
    if job is None:
        yield Step("salary_said", total)
        return
    share = _share(job, month)
    net = net_salaries(
        np.array([job.gross_eur_month]), np.array([job.hours_month]), household.month
    )
    of_month = share * float(net.net[0])
    if share:
        yield Step("job_gross", job.gross_eur_month, number=job.hours_month)
    if share == 1.0:
        yield Step("job_net_whole", of_month)
    elif share:
        yield Step("job_net", float(net.net[0]))
        yield Step("job_net_of_month", of_month, number=share)
    if total - of_month > _A_CENT:
        yield Step("other_salaries", total - of_month)
    yield Step("salary_of_job", total)


def explain_travel(job: Job | None, month: Month) -> Iterator[Step]:
    """The way to work of a month."""
    job_travel, share = (None, 0.0) if job is None else (job.travel, _share(job, month))
    steps: list[Step] = []
    if job is not None and job_travel is not None and share:
        if job_travel.kind == "transit_pass":
            steps = list(_pass(job_travel.eur_month, job.hours_week, month))
        elif job_travel.kind == "car":
            steps = list(_car(job_travel.km_day * job.days_week * WEEKS_PER_MONTH * share, month))
    yield from steps
    yield Step("travel_paid", sum(step.eur or 0.0 for step in steps))


def _pass(price_eur: float, hours_week: float, month: Month) -> Iterator[Step]:
    back = travel.share_paid_back(hours_week, month)
    fare = at("travel", "solidarity_share_of_pass", month).amount
    yield Step("pass_price", -price_eur)
    yield Step("pass_employer", back * price_eur, article="L. 3261-2 Code du travail", number=back)
    if fare is not None:
        yield Step("pass_solidarity", (1.0 - fare) * (1.0 - back) * price_eur)


def _car(km: float, month: Month) -> Iterator[Step]:
    rate = at("travel", "car_one_more_eur_km", month).number
    yield Step("car_kilometre", number=rate)
    yield Step("car_month", -km * rate, number=km)


def explain_care(
    household: Household, job: Job | None, care: Costs, axis: Axis, month: Month
) -> Iterator[Step]:
    """The care of a month: each child's, then what is paid of it in a month worked in part.

    `care` is that of a whole month with a job, by the columns of `axis`.
    """
    share = 0.0 if job is None else _share(job, month)
    for child in household.children:
        if is_dependent(child, month) and child.care is not None:
            hours = child.care.hours_month if share else child.care.hours_month_now
            yield from _of_child(household, child, child.care, hours or 0.0, month)
    column = axis.column(month)
    today = float(care.now[column])
    added = 0.0 if care.eur is None else share * float(care.eur[CENTRAL, column])
    if 0.0 < share < 1.0:
        yield Step("care_today", -today)
        yield Step("care_added", -added, number=share)
    yield Step("care_with_job" if share else "care_paid", -(today + added))


def _of_child(
    household: Household, child: Child, care: Care, hours: float, month: Month
) -> Iterator[Step]:
    if not hours or care.kind == "none":
        return
    family, paid = family_of(household, month, household.resources_n2_eur_month), 0.0
    for piece in child_pieces(family, child, care, hours):
        yield Step(piece.code, piece.eur, (), piece.article, piece.number)
        paid += piece.eur if piece.is_paid else 0.0
    yield Step("care_of_child", paid, number=float((month - month_of(child.birth)) // 12))


def _share(job: Job, month: Month) -> float:
    return float(share_worked(job, Axis(month, 1))[0])
