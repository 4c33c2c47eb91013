"""Gains made by hand for the pages: a mother's year with a part-time job, without an engine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jalon.core.months import Month, parse_month
from jalon.rights import Flow, Gain, Range

FIRST = parse_month("2026-12")
SCALES = {
    **dict.fromkeys(("rsa", "ppa", "family"), dt.date(2026, 4, 1)),
    "housing": dt.date(2026, 10, 1),
    "smic": dt.date(2026, 6, 1),
}
REVIEW = 4
"""The month, counted from 0, in which the RSA ends and the prime d'activité begins."""


def with_job(rank: int) -> Flow:
    """Month `rank`: the RSA goes on beside the salary, then the prime takes its place."""
    before = rank < REVIEW
    flow = Flow(
        month=Month(FIRST + rank),
        salary_net=1012.4,
        rsa=652.65 if before else 0.0,
        ppa=0.0 if before else 337.6,
        housing=388.0,
        family=200.77,
        other=0.0,
        childcare=70.59,
        travel=45.4,
        total=None,
    )
    return replace(flow, total=round(_received(flow) - 70.59 - 45.4, 2))


def without_job(rank: int) -> Flow:
    """The same month without the job."""
    flow = Flow(Month(FIRST + rank), 0.0, 652.65, 0.0, 388.0, 200.77, 0.0, 0.0, 0.0, None)
    return replace(flow, total=_received(flow))


def _received(flow: Flow) -> float:
    parts = (flow.salary_net, flow.rsa, flow.ppa, flow.housing, flow.family, flow.other)
    return round(sum(part or 0.0 for part in parts), 2)


def make_gain(
    slug: str = "o1", net: tuple[float, float, float] | None = None, **changes: object
) -> Gain:
    """A gain whose figure is the mean of its months, unless `net` says another."""
    year, other_year = (tuple(map(of, range(12))) for of in (with_job, without_job))
    gain = Gain(
        slug,
        None,
        year,
        other_year,
        ("caf_may_differ", "declaration_month_unknown"),
        ("income_tax", "revaluation_to_come"),
        (),
        SCALES,
    )
    mean = sum(one or 0.0 for one in gain.differences) / 12
    low, central, high = net or (mean - 152.0, mean, mean + 127.0)
    return replace(gain, net_eur_month=Range(low, central, high), **changes)  # type: ignore[arg-type]


def not_computed_gain(slug: str = "o1") -> Gain:
    """A gain of somebody whose law is not written."""
    gain = make_gain(slug)
    unknown = {"rsa": None, "ppa": None, "housing": None, "total": None}
    year, other_year = (
        tuple(replace(flow, **unknown) for flow in flows)  # type: ignore[arg-type]
        for flows in (gain.with_job, gain.without_job)
    )
    return replace(
        gain,
        net_eur_month=None,
        with_job=year,
        without_job=other_year,
        not_computed=("aah_with_a_job",),
    )
