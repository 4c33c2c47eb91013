"""What a gain leaves out, and for whom it cannot be computed."""

from __future__ import annotations

from jalon.core.months import Month, month_of
from jalon.rights.allowances import are_claim
from jalon.rights.birthdays import is_school_child
from jalon.rights.fisca import is_overseas
from jalon.rights.gain.costs import Costs
from jalon.rights.gain.family.births import awaited_months
from jalon.rights.gain.timeline import YEAR
from jalon.rights.gain.unsaid.supposed import wage_now
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job
from jalon.rights.scales.load import at

_NOT_REFORMED = {
    "disabled_aah": "aah_with_a_job",
    "jobseeker_ass": "ass_with_a_job",
    "self_employed": "self_employment",
    "apprentice": "apprenticeship",
    "student": "studies_with_a_job",
    "retired": "pension_with_a_job",
}
"""Who goes to work with one of these has rules of its own, which are not written here."""
_OVERSEAS = "overseas"
"""Where other scales hold, which are not used here."""
_OWN_WAGE = "wage_now_unknown"
_NO_INCOME_KNOWN = ("self_employed", "apprentice")
_ALWAYS = ("income_tax", "end_of_contract_bonus", "revaluation_to_come")
_PENSION_MONTHS = 64 * 12
"""From about this age on a pension or the ASPA comes before the RSA."""
_SMIC_OF_MINORS = ((17, 0.8), (18, 0.9))
"""Under an age, a share of the SMIC (D. 3231-3 of labour law), before six months of practice."""
_AUGUST = 7
"""Counted from 0: the month in which the allocation de rentrée scolaire is paid."""
_ROUNDING_EUR_HOUR = 0.01
"""A monthly wage is given to the euro or the cent."""


def not_computed(household: Household) -> tuple[str, ...]:
    """Why RSA and prime d'activité cannot be computed; empty where they can."""
    first, *others = household.adults
    why = [_NOT_REFORMED[first.status]] if first.status in _NOT_REFORMED else []
    why += [_NOT_REFORMED[other.status] for other in others if other.status in _NO_INCOME_KNOWN]
    # Without the wage that the job would replace, nothing can be said of what it adds.
    why += [_OWN_WAGE] if not why and wage_now(first, household.month) is None else []
    why += [_OVERSEAS] if is_overseas(household) else []
    return tuple(dict.fromkeys(why))


def not_counted(household: Household, job: Job, care: Costs, travel: Costs) -> tuple[str, ...]:
    """What would change the figure and is not in it."""
    named = [*_ALWAYS]
    if job.months is None:
        named.remove("end_of_contract_bonus")
    if care.eur is None:
        named.append("childcare")
    if travel.eur is None:
        named.append("travel")
    named += sorted(care.left_out | travel.left_out)
    home = household.housing
    if home.status not in ("free", "owner", "none"):
        named += _of_home(household)
    if _is_back_to_school(household, job):
        named.append("back_to_school_allowance")
    if any(
        household.month - month_of(adult.birth) >= _PENSION_MONTHS for adult in household.adults
    ):
        named.append("pension_age")
    if awaited_months(household):
        named.append("birth_leave")
    elif any(adult.pregnant for adult in household.adults):
        named.append("birth_to_come")
    if any(are_claim(adult, household.month) == "due" for adult in household.adults):
        named.append("unemployment_first")
    return tuple(named)


def _is_back_to_school(household: Household, job: Job) -> bool:
    """Whether a child is of the age for it in the August of the year of the job."""
    start = month_of(job.start)
    august = Month(start + (_AUGUST - start % YEAR) % YEAR)
    return any(is_school_child(child.birth, august // YEAR) for child in household.children)


def _of_home(household: Household) -> list[str]:
    """What a home that may be rented leaves out: the aid, or which ceiling its rent is under."""
    home, named = household.housing, list[str]()
    if home.rent_eur is None:
        paid = household.past_benefits.get("aide_logement")
        named.append("housing_aid_held" if paid else "housing_aid")
    elif home.status is None:
        named.append("housing_aid")
    elif home.zone is None and household.commune is None:
        named.append("rent_ceiling_of_commune")
    return named


def notices(household: Household, job: Job) -> tuple[str, ...]:
    """What is said of the offer itself."""
    month = month_of(job.start)
    smic = at("rsa_ppa", "smic_gross_eur_hour", month).number
    years = (month - month_of(household.adults[0].birth)) // 12
    share = next((share for under, share in _SMIC_OF_MINORS if years < under), 1.0)
    least = smic * share - _ROUNDING_EUR_HOUR
    return ("wage_under_minimum",) if job.gross_eur_month / job.hours_month < least else ()
