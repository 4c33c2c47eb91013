"""What a gain leaves out, and for whom it cannot be computed."""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights.asking.household import Household
from jalon.rights.asking.offer import Job
from jalon.rights.gain.costs import Costs

_NOT_REFORMED = {
    "disabled_aah": "aah_with_a_job",
    "jobseeker_ass": "ass_with_a_job",
    "self_employed": "self_employment",
    "apprentice": "apprenticeship",
    "student": "studies_with_a_job",
    "retired": "pension_with_a_job",
}
"""Who goes to work with one of these has rules of its own, which are not written here."""
_NO_INCOME_KNOWN = ("self_employed", "apprentice")
_ALWAYS = ("income_tax", "end_of_contract_bonus", "revaluation_to_come")
_REFERENCE_MONTHS = 4


def not_computed(household: Household) -> tuple[str, ...]:
    """Why RSA and prime d'activité cannot be computed; empty where they can."""
    first, *others = household.adults
    why = [_NOT_REFORMED[first.status]] if first.status in _NOT_REFORMED else []
    why += [_NOT_REFORMED[other.status] for other in others if other.status in _NO_INCOME_KNOWN]
    return tuple(dict.fromkeys(why))


def not_counted(household: Household, job: Job, care: Costs, way: Costs) -> tuple[str, ...]:
    """What would change the figure and is not in it."""
    named = [*_ALWAYS]
    if job.months is None:
        named.remove("end_of_contract_bonus")
    if care.eur is None:
        named.append("childcare")
    if way.eur is None:
        named.append("travel")
    named += sorted(care.left_out | way.left_out)
    if _past_salaries_unknown(household):
        named.append("past_salaries_assumed_none")
    home = household.housing
    if home.status not in ("free", "owner", "none") and home.rent_eur is None:
        paid = household.past_benefits.get("aide_logement")
        named.append("housing_aid_held" if paid else "housing_aid")
    if household.children:
        named.append("back_to_school_allowance")
    return tuple(named)


def _past_salaries_unknown(household: Household) -> bool:
    """Whether a month that a review may look at is not known of somebody."""
    months = [Month(household.month - lag) for lag in range(1, _REFERENCE_MONTHS + 1)]
    return any(
        month not in adult.past_net_salaries for adult in household.adults for month in months
    )
