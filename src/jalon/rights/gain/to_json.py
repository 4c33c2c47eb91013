"""A gain as the command contract has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jalon.core.months import format_month
from jalon.rights.gain.result import Flow, Gain
from jalon.rights.ranges import Range

Wire = dict[str, Any]
_PARTS = ("salary_net", "rsa", "ppa", "housing", "family", "other", "childcare", "travel", "total")


def gains_wire(gains: Iterable[Gain]) -> Wire:
    """`{"offers": [...]}`, euros to the cent; what is not computed is null."""
    return {"offers": [_gain(gain) for gain in gains]}


def range_wire(amount: Range | None) -> Wire | None:
    """`{"low", "central", "high"}` to the cent."""
    if amount is None:
        return None
    return {name: round(getattr(amount, name), 2) for name in ("low", "central", "high")}


def _gain(gain: Gain) -> Wire:
    return {
        "id": gain.id,
        "net_gain_eur_month": range_wire(gain.net_eur_month),
        "causes_of_range": list(gain.causes),
        "months": [_month(*both) for both in zip(gain.with_job, gain.without_job, strict=True)],
        "not_counted": list(gain.not_counted),
        "not_computed": list(gain.not_computed),
        "assumed": list(gain.assumed),
        "notices": list(gain.notices),
        "scales": {name: day.isoformat() for name, day in gain.scales.items()},
    }


def _month(with_job: Flow, without_job: Flow) -> Wire:
    parts = {name: getattr(with_job, name) for name in _PARTS}
    return {
        "month": format_month(with_job.month),
        **parts,
        "total_without_job": without_job.total,
    }
