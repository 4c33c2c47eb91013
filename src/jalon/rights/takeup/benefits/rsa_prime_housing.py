"""RSA, prime d'activité and housing aid: what the worlds say, and who has a right at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month
from jalon.rights.assumed import TENANTS, is_pregnancy_unknown
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.fisca.eras import is_recently_alone
from jalon.rights.ranges import Range
from jalon.rights.request.household import Adult, Household, Housing
from jalon.rights.takeup.benefits.residence import with_permits
from jalon.rights.takeup.benefits.rights_before_rsa import after_other_rights
from jalon.rights.takeup.result import NOT_COMPUTED, Finding, refused, unsettled
from jalon.rights.takeup.unknown.facts import (
    INCOME_UNKNOWN,
    LEARNERS,
    born_children,
    completed_years,
    has_status,
    is_birth_awaited,
    receives,
    status_unknown,
)
from jalon.rights.takeup.unknown.worlds import Worlds, find_worlds
from jalon.rights.takeup.verdict import judge

LOWER_RENT_EUR = 600.0
"""Under 3.4 times every ceiling of rent, that of a flat-share in zone 3 among them."""
YOUNG_YEARS = 3
RSA_AGE, PPA_AGE = 25, 18
"""L. 262-4 CASF, L. 842-2 CSS; from 18 on two years of work open the RSA too (L. 262-7-1 CASF)."""


def rsa(household: Household, worlds: Worlds | None) -> Finding:
    """The RSA due this month if claimed this month (L. 262-2 CASF).

    Under 25 without a child it takes two years of work (L. 262-7-1) or a pregnancy: `cannot_tell`.
    Two years of work open it from 18 on.
    Who studies has none (L. 262-4) but with the increase for isolation.
    """
    excluded = _rsa_closed(household)
    if excluded in (("student",), ("too_young",)):
        minors = excluded == ("too_young",)
        unknown = not _is_no_birth_awaited(household) if minors else is_pregnancy_unknown(household)
        return unsettled("pregnant", *excluded) if unknown else refused(*excluded)
    if worlds is None or has_status(household, INCOME_UNKNOWN):
        return NOT_COMPUTED
    finding = judge(
        _rsa_of_learners(worlds, household),
        worlds.facets,
        why_no=("resources_too_high",),
        beyond="status" if status_unknown(household) else None,
    )
    if excluded and finding.verdict != "no":
        return unsettled(finding.question or _question_of_the_young(household), *excluded)
    finding = with_permits(_with_aid_to_come(finding, household, worlds), household)
    return after_other_rights(finding, household)


def _rsa_of_learners(worlds: Worlds, household: Household) -> Floats:
    """The RSA of who studies alone with children is that with the increase for isolation: nothing
    in the worlds without it (L. 262-4 3° CASF).
    """
    learns = all(adult.status == "student" for adult in household.adults)
    axis = [facet.question for facet in worlds.facets].index("isolated_since")
    if not learns or not worlds.facets[axis].is_open or _has_young_child(household):
        return worlds.rsa
    isolated = np.array(worlds.facets[axis].values)
    shape = [1] * worlds.rsa.ndim
    shape[axis] = len(isolated)
    return np.where(isolated.reshape(shape), worlds.rsa, 0.0)


def _question_of_the_young(household: Household) -> str:
    if status_unknown(household):
        return "status"
    return "worked_two_years" if _is_no_birth_awaited(household) else "young_worker"


def ppa(household: Household, worlds: Worlds | None) -> Finding:
    """The prime d'activité due this month (L. 842-1 CSS): `no` for who had no salary in the
    reference months, though it opens some months after work begins.

    Not computed: self-employed work, which opens it too, and work beside the AAH, which then counts
    as earned (L. 842-8).
    """
    if all(completed_years(adult.birth, household.month) < PPA_AGE for adult in household.adults):
        return refused("too_young")
    if has_status(household, INCOME_UNKNOWN):
        return NOT_COMPUTED
    if _earned(household) == 0 and not _earnings_unknown(household):
        return refused("no_salary_in_reference_months", "opens_with_work")
    if worlds is None or has_status(household, frozenset(("disabled_aah",))):
        return NOT_COMPUTED
    finding = judge(
        worlds.ppa,
        worlds.facets,
        why_no=_why_no_prime(household),
        beyond="status" if status_unknown(household) else None,
    )
    # Salaries between the values that are tried may have a small prime.
    if (
        finding.verdict == "no"
        and _earnings_unknown(household)
        and _may_be_under(household, worlds)
    ):
        return unsettled("reference_salaries")
    return with_permits(_with_aid_to_come(finding, household, worlds), household)


def aide_logement(household: Household, worlds: Worlds | None) -> Finding:
    """The housing aid of this month (L. 821-1 CCH): for who pays a rent."""
    home = household.housing
    if home.status == "owner":
        return _of_owner(home)
    if home.status is not None and home.status not in TENANTS:
        return refused("no_rent")
    if home.rent_eur == 0 and home.status is not None:
        return refused("no_rent")
    # Who studies is given resources by the law, which the engine does not know.
    if worlds is None or has_status(household, INCOME_UNKNOWN | LEARNERS):
        return NOT_COMPUTED
    finding = judge(
        worlds.housing,
        worlds.facets,
        why_no=("resources_too_high",),
        beyond="status" if status_unknown(household) else None,
    )
    return (
        _refused_aid(finding, household)
        if finding.verdict == "no"
        else _with_lease(finding, household)
    )


def _refused_aid(finding: Finding, household: Household) -> Finding:
    home = household.housing
    if home.status is None and home.loan is not False:
        # A home that is not rented may be bought, with a loan of before 2018.
        return unsettled("housing_status", *finding.reasons)
    return refused("rent_too_high") if _is_rent_too_high(household) else finding


def _is_rent_too_high(household: Household) -> bool:
    """Whether a lower rent would open the aid: it falls from 3.4 times the ceiling of the rent on,
    and ends at 4 times (D. 823-16 CCH).
    """
    home = household.housing
    if home.rent_eur is None or home.rent_eur <= LOWER_RENT_EUR:
        return False
    lower = find_worlds(replace(household, housing=replace(home, rent_eur=LOWER_RENT_EUR)))
    return lower is not None and bool(lower.housing.any())


def _of_owner(home: Housing) -> Finding:
    """Loans signed before 2018 still open an aid (L. 831-1 CCH, loi 2017-1837, article 126)."""
    if home.loan is False:
        return refused("owner")
    return unsettled("loan" if home.loan is None else "loan_before_2018", "owner")


def _with_lease(finding: Finding, household: Household) -> Finding:
    """A minor holds no lease without more: emancipated, or signed by a parent."""
    month = household.month
    is_minor = all(completed_years(adult.birth, month) < PPA_AGE for adult in household.adults)
    amount = finding.amount_eur_month
    if not is_minor or amount is None:
        return finding
    question = finding.question or "minor_lease"
    possible = Range(0.0, amount.central, amount.high)
    return Finding("possible", possible, question, (*finding.reasons, "minor_tenant"))


def _rsa_closed(household: Household) -> tuple[str, ...]:
    """Why nobody has the age or the status for the RSA; empty where somebody has or may have."""
    adults = household.adults
    if all(adult.status == "student" for adult in adults):
        # A lone parent who studies has it with the increase for isolation (L. 262-4 3° CASF).
        if household.couple:
            return ("student",)
        raised = bool(born_children(household)) and _may_be_isolated(household)
        return () if raised or is_birth_awaited(household) else ("student",)
    if born_children(household) or is_birth_awaited(household):
        return ()
    if any(_old_enough(adult, household.month) for adult in adults):
        return ()
    if all(completed_years(adult.birth, household.month) < PPA_AGE for adult in adults):
        return ("too_young",)
    return ("young_worker",) if _is_no_birth_awaited(household) else ("young_adult",)


def _is_no_birth_awaited(household: Household) -> bool:
    return all(adult.pregnant is False for adult in household.adults)


def _old_enough(adult: Adult, month: Month) -> bool:
    return adult.status != "student" and completed_years(adult.birth, month) >= RSA_AGE


def _may_be_isolated(household: Household) -> bool:
    """Whether the increase is due, or may be: a child under three, or alone for not long."""
    is_recent = is_recently_alone(household, household.month)
    return household.isolated_since is None or _has_young_child(household) or is_recent


def _has_young_child(household: Household) -> bool:
    """Whether a child is under three, who gives the increase to who is alone."""
    youngest = max(child.birth for child in born_children(household))
    return completed_years(youngest, household.month) < YOUNG_YEARS


def _with_aid_to_come(finding: Finding, household: Household, worlds: Worlds) -> Finding:
    """Says that the housing aid, when it is claimed too, will count."""
    not_yet = receives(household, "aide_logement") is False
    if finding.amount_eur_month is None or not not_yet or not worlds.housing.any():
        return finding
    reasons = (*finding.reasons, "housing_aid_will_count")
    return Finding(finding.verdict, finding.amount_eur_month, finding.question, reasons)


def _references(household: Household) -> tuple[Month, ...]:
    return Rhythm(household.month).references(household.month)


def _earned(household: Household) -> float:
    """Euros that are known of the reference months."""
    months = _references(household)
    return sum(a.past_net_salaries.get(month, 0.0) for a in household.adults for month in months)


def _earnings_unknown(household: Household) -> bool:
    months = _references(household)
    return any(month not in a.past_net_salaries for a in household.adults for month in months)


def _why_no_prime(household: Household) -> tuple[str, ...]:
    learning = all(adult.status in LEARNERS for adult in household.adults)
    return ("learner_pay_too_low" if learning else "resources_too_high",)


def _may_be_under(household: Household, worlds: Worlds) -> bool:
    """Whether some salary in the unknown months could bring a prime over the minimum.

    The prime of a month is at most S + B + slope x E - max(E, S), with S the scale, B everybody's
    whole bonus and E what is earned, at least what is known: greatest where E is S, or all of it.
    """
    scales = worlds.scales[0]
    ratios = [(by_n2.raised_ratio.max(), by_n2.ratio.max()) for by_n2 in worlds.scales]
    scale = float(max(chain.from_iterable(ratios)) * scales.ppa_base[-1])
    bonus = len(household.adults) * float(scales.bonus_rate[-1] * scales.ppa_base[-1])
    slope = float(scales.ppa_slope[-1])
    most = []
    for month in _references(household):
        earned = sum(adult.past_net_salaries.get(month, 0.0) for adult in household.adults)
        earned = max(earned, scale)
        most.append(max(0.0, scale + bonus + slope * earned - earned))
    return float(np.mean(most)) >= float(scales.ppa_minimum[-1])
