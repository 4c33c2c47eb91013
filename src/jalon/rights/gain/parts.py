"""What the family benefits and the other amounts of a month are made of, by name."""

from __future__ import annotations

from jalon.rights.request.household import Adult

SUPPORT, RENT_CUT = "support", "rent_cut"
"""Child support received, and how the reduction of the rent moves with the job."""
UNEMPLOYMENT = "are"
_OF_STATUS = {
    "jobseeker_ass": "ass",
    "disabled_aah": "aah",
    "retired": "pension",
}
FAMILY = ("af", "asf", "cf", "paje")
"""Family benefits: allocations familiales, soutien familial, complément familial, PAJE."""
OTHERS = (UNEMPLOYMENT, "ass", "aah", "pension", "allowance", SUPPORT, RENT_CUT)
"""Everything else; `allowance` is one that nobody named."""


def allowance_of(adult: Adult) -> str:
    """The name of what an adult has beside wages: of who has none yet, it is unemployment's."""
    if adult.status is None and adult.income_eur_month:
        return "allowance"
    return _OF_STATUS.get(adult.status or "", UNEMPLOYMENT)
