"""What the family benefits and the other amounts of a month are made of, by name."""

from __future__ import annotations

from jalon.rights.request.household import Adult

SUPPORT, RENT_CUT = "support", "rent_cut"
"""Child support received, and how the reduction of the rent moves with the job."""
UNEMPLOYMENT = "are"
SALARY_OF_PARTNER = "partner_salary"
"""Of the net salaries of a month, what the second adult earns."""
_OF_STATUS = {
    "jobseeker_ass": "ass",
    "disabled_aah": "aah",
    "retired": "pension",
}
FAMILY = ("af", "asf", "cf", "paje")
"""Family benefits: allocations familiales, soutien familial, complément familial, PAJE."""
ALLOWANCES = (UNEMPLOYMENT, "ass", "aah", "pension", "allowance")
"""What an adult has beside wages; `allowance` is one that nobody named."""
PARTNERS = {name: f"partner_{name}" for name in ALLOWANCES}
"""The names of the same where it is the second adult's."""
OTHERS = (*ALLOWANCES, *PARTNERS.values(), SUPPORT, RENT_CUT)
"""Everything else."""


def allowance_of(adult: Adult, *, is_first: bool) -> str:
    """The name of what an adult has beside wages: of who has none yet, it is unemployment's. The
    first adult is who takes the job.
    """
    if adult.status is None and adult.income_eur_month:
        name = "allowance"
    else:
        name = _OF_STATUS.get(adult.status or "", UNEMPLOYMENT)
    return name if is_first else PARTNERS[name]
