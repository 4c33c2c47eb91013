"""What must hold when a fact of a whole household is taken away: the gain covers what turns out, or
says what it leaves out or counts as usual.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jalon.core.months import month_of
from jalon.rights import ALONE_FROM_YEARS, Care, Gain, Household, Travel, find_gains
from tests.rights.households import job
from tests.rights.takeup.blanks import QUESTIONS, RARE, blank

NEAR_EUR = 0.5
JOBS = tuple(
    job(hours, start, travel=Travel("none"))
    for hours, start in ((20.0, "2027-01-01"), (35.0, "2026-12-01"))
)
_LEFT_OUT = {
    "housing_status": "housing_aid",
    "rent": "housing_aid",
    "commune": "rent_ceiling_of_commune",
    "care": "childcare",
    "care_hours": "childcare",
}
"""Facts without which the housing aid is not counted, or stays what it is: that is said."""
_CLAIMED = ("rsa_received", "housing_aid_received")
_USUAL = {
    "pregnant": "assumed_no_pregnancy",
    "custody": "assumed_whole_custody",
    "flat_share": "assumed_no_flat_share",
    "permit_years": "assumed_permit",
}


def broken_gains(household: Household) -> Iterator[str]:
    """What does not hold, one line each, every fact being taken away in turn."""
    household = _as_cared_for(household)
    known = find_gains(household, JOBS)
    for question in (*QUESTIONS, *RARE):
        unknown = find_gains(blank(household, question), JOBS)
        for true, told in zip(known, unknown, strict=True):
            if not (covers(told, true) or _is_said(told, true, question)):
                yield (
                    f"gain of {told.id} without {question}: {told.net_eur_month} "
                    f"({', '.join(told.causes)}), and it is {true.net_eur_month}"
                )


def covers(told: Gain, true: Gain) -> bool:
    """Whether a gain holds the central figure of another; what is not computed holds any."""
    wide, found = told.net_eur_month, true.net_eur_month
    if wide is None or found is None:
        return wide is None
    return wide.low - NEAR_EUR <= found.central <= wide.high + NEAR_EUR


def _is_said(told: Gain, true: Gain, question: str) -> bool:
    """Whether the fact is left out, or counted as usual, and that is told. Of a right that may be
    paid the usual is that it is claimed: who says that it is not has both ends.
    """
    left_out, usual = _LEFT_OUT.get(question), _USUAL.get(question)
    not_counted = left_out is not None and any(left_out in code for code in told.not_counted)
    is_claimed = question in _CLAIMED and covers(true, told)
    return not_counted or usual in told.assumed or is_claimed


def _as_cared_for(household: Household) -> Household:
    """The household without care that nobody pays for: of children who stay alone."""
    children = tuple(
        replace(child, care=Care("none"))
        if household.month - month_of(child.birth) >= ALONE_FROM_YEARS * 12
        else child
        for child in household.children
    )
    return replace(household, children=children)
