"""A check as the command contract has it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from jalon.core.months import format_month
from jalon.rights.ranges import Range
from jalon.rights.takeup.result import Benefit, Check

Wire = dict[str, Any]
CSS = "css"


def check_lines(check: Check) -> Wire:
    """`{"month", "benefits": [...]}`, euros to the cent; what has no amount has null.

    The Complémentaire santé solidaire says `with_participation`: true, false, or null for unknown;
    what is paid once a year `amount_eur_year` and `paid_in_month`, of the year that runs.
    """
    benefits = [_benefit(benefit) for benefit in check.benefits]
    return {"month": format_month(check.month), "benefits": benefits}


def _benefit(benefit: Benefit) -> Wire:
    line = {
        "id": benefit.id,
        "verdict": benefit.verdict,
        "amount_eur_month": _range(benefit.amount_eur_month),
        "question": benefit.question,
        "claim_at": asdict(benefit.claim_at),
        "documents": list(benefit.documents),
        "scale_date": benefit.scale_date,
        "reasons": list(benefit.reasons),
        "assumed": list(benefit.assumed),
    }
    return line | _apart(benefit)


def _apart(benefit: Benefit) -> Wire:
    """What one benefit alone says."""
    if benefit.id == CSS:
        return {"with_participation": benefit.with_participation}
    if benefit.paid_in is not None:
        paid = format_month(benefit.paid_in)
        return {"amount_eur_year": _range(benefit.amount_eur_year), "paid_in_month": paid}
    return {}


def _range(amount: Range | None) -> Wire | None:
    if amount is None:
        return None
    return {name: round(getattr(amount, name), 2) for name in ("low", "central", "high")}
