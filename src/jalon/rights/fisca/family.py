"""The family's part: montants forfaitaires, family benefits, and the parameters that go with them.

It does not depend on the first adult's job, so it is asked once for all copies, and once for all
months of an era (`eras.py`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.deep_calls import calls_deep
from jalon.core.months import Month, format_month, month_of
from jalon.rights.birthdays import is_birthday_month
from jalon.rights.dynamics.crds import after_crds
from jalon.rights.dynamics.types import Scales
from jalon.rights.fisca.case import Case, longest, years_before
from jalon.rights.fisca.children.child_support import of_each_child
from jalon.rights.fisca.children.one_age import of_one_age
from jalon.rights.fisca.eras import era_of, is_recently_alone
from jalon.rights.fisca.situation import FIRST_OF_M2_TO_M4, Situation
from jalon.rights.request.household import Household
from jalon.rights.two_earners import usually_two_earners

if TYPE_CHECKING:
    from jalon.rights.fisca.law import LawSystem

Row = dict[str, Floats]
"""One month by name: [households]."""
BENEFITS = {"af": "af", "asf": "asf", "cf": "cf", "paje": "paje_base"}
"""Our names, and OpenFisca's for what is due before CRDS."""
_THIRD_BIRTHDAY = 36
_NEWBORN_MONTHS = 3
_FLAGS = ("isolated", "rsa_eligible", "ppa_eligible")
_HELPERS = ("plain_ratio", "af_for_age", "asf_of_child", "counted_asf_of_child")
"""What a month's row holds only to be reckoned with."""
_A_LARGE_AID = 9999.0
"""A housing aid over every forfait logement: what is counted of it is then the forfait itself."""


@calls_deep
def find_scales(system: LawSystem, cases: Sequence[Case]) -> list[Scales]:
    """The scales of each month, of households of one shape.

    A month is asked for everybody as soon as it begins an era of somebody; each household takes the
    months that begin its own.
    """
    axis = longest(case.months for case in cases)
    months = (*axis.months, Month(axis.last + 1))
    situation = Situation(system, [case.household for case in cases], [1] * len(cases))
    situation.give_home(months)
    for month in (*years_before(months[0]), *months):
        situation.give_salaries(month, np.zeros((1, situation.copies)))
    starts = [_starts(system, case) for case in cases]
    rows: dict[Month, Row] = {}
    for month in sorted(set(itertools.chain.from_iterable(of.values() for of in starts))):
        _give(situation, cases, month)
        rows[month] = _row(system, situation, month)
    return [
        _scales(case, _row_of(rows, of, index))
        for index, (case, of) in enumerate(zip(cases, starts, strict=True))
    ]


def _starts(system: LawSystem, case: Case) -> dict[Month, Month]:
    """For each month that is looked at, the first one of its era."""
    months = case.months.months
    if _has_third_birthday(case.household, months[-1]):
        months = (*months, Month(months[-1] + 1))
    firsts: dict[Hashable, Month] = {}
    return {
        month: firsts.setdefault(era_of(system, case.household, month), month) for month in months
    }


def _row_of(
    rows: Mapping[Month, Row], starts: Mapping[Month, Month], index: int
) -> Callable[[Month], dict[str, float]]:
    """One household's part of the months."""
    own = {
        start: {name: float(of[index]) for name, of in rows[start].items()}
        for start in set(starts.values())
    }
    return lambda month: own[starts[month]]


def _scales(case: Case, row_of: Callable[[Month], dict[str, float]]) -> Scales:
    of_months = [
        of_each_child(
            case.household,
            month,
            case.support_eur(month),
            _of_month(case.household, month, row_of),
        )
        for month in case.months.months
    ]
    columns = {name: np.array([row[name] for row in of_months]) for name in of_months[0]}
    isolated, rsa_eligible, ppa_eligible = (columns.pop(name) > 0 for name in _FLAGS)
    paid = {name: columns.pop(name) for name in BENEFITS}
    counted = {name: columns.pop(f"counted_{name}") for name in BENEFITS}
    for name in _HELPERS:
        columns.pop(name)
    return Scales(
        **columns,
        isolated=isolated,
        rsa_eligible=rsa_eligible,
        ppa_eligible=ppa_eligible,
        family=paid,
        counted=counted,
    )


def _of_month(
    household: Household, month: Month, row_of: Callable[[Month], dict[str, float]]
) -> dict[str, float]:
    """What a month gives: the model's, with what the texts say otherwise of the youngest, and of
    children of one age.
    """
    row = of_one_age(household, month, _begun(household, month, _ended(household, month, row_of)))
    if _is_for_a_newborn(household, month, isolated=row["isolated"] > 0):
        return row | {"counted_paje": 0.0}
    return row


def _begun(household: Household, month: Month, row: dict[str, float]) -> dict[str, float]:
    """What a month gives, with the increase for isolation of who has a child in it: it begins on
    the first day of the month of the birth (R. 262-4-1 3° CASF), where the model begins after it.
    """
    row = row | {"rsa_eligible": max(row["rsa_eligible"], _opens_by_pregnancy(household))}
    born = any(is_birthday_month(child.birth, 0, month) for child in household.children)
    if household.couple or not born:
        return row
    return row | {"isolated": 1.0, "ratio": row["raised_ratio"]}


def _opens_by_pregnancy(household: Household) -> float:
    """1 where a child to be born opens the RSA, to the young and to a student alone (L. 262-4
    CASF); else 0.
    """
    awaited = any(adult.pregnant is True for adult in household.adults)
    learns = all(adult.status == "student" for adult in household.adults)
    return float(awaited and not (household.couple and learns))


def _is_for_a_newborn(household: Household, month: Month, *, isolated: bool) -> bool:
    """Whether the base allowance is due for a child so young that it does not count: in the month
    of the birth, and with the increase for isolation up to the month in which the child is three
    months old (R. 262-11 2° CASF). With another child under three it is due for that one too.

    The model gives it before the birth too. It is not counted there with the increase, which the
    months before a birth have from its month on (`Scales.family_column`).
    """
    ages = [month - month_of(child.birth) for child in household.children]
    young = [age for age in ages if (isolated or age >= 0) and age < _THIRD_BIRTHDAY]
    return bool(young) and max(young) <= (_NEWBORN_MONTHS if isolated else 0)


def _ended(
    household: Household, month: Month, row_of: Callable[[Month], dict[str, float]]
) -> dict[str, float]:
    """What a month gives, less what ends in it with a child's third birthday.

    A benefit ends on the first day of the month in which its conditions end (R. 552-3 CSS), and the
    increase for isolation looks at the last day of the month (R. 262-4 CASF, R. 843-1 CSS); the
    law's model looks at the first.
    """
    row = row_of(month)
    if not _has_third_birthday(household, month):
        return row
    after = row_of(Month(month + 1))
    ended = {} if after["paje"] else {"paje": 0.0, "counted_paje": 0.0}
    if not after["isolated"]:
        ended |= {"isolated": 0.0, "ratio": row["plain_ratio"]}
    return row | ended


def _has_third_birthday(household: Household, month: Month) -> bool:
    return any(month - month_of(child.birth) == _THIRD_BIRTHDAY for child in household.children)


def _give(situation: Situation, cases: Sequence[Case], month: Month) -> None:
    """What the family benefits look at."""
    # Children have no income here; a chain of a hundred formulas would find nothing.
    nothing = np.zeros(situation.copies * situation.people)
    situation.give("rsa_base_ressources_individu", month, nothing)
    situation.give("rsa_revenu_activite_individu", month, nothing)
    resources = [case.household.resources_n2_eur_year or 0.0 for case in cases]
    # The complément familial has a base of its own, of the same resources.
    for name in ("prestations_familiales_base_ressources", "cf_base_ressources"):
        situation.give(name, month, np.array(resources))
    two = [usually_two_earners(case.household) for case in cases]
    situation.give("biactivite", month, np.array(two))
    situation.give("aide_logement", month, np.full(situation.copies, _A_LARGE_AID))
    recent = [is_recently_alone(case.household, month) for case in cases]
    situation.give("rsa_isolement_recent", month, np.array(recent))
    if format_month(month) >= FIRST_OF_M2_TO_M4:
        yes = np.ones(situation.copies, dtype=bool)
        situation.give("departement_experimentation_rsa", month, yes)
    support = np.array([case.support_eur(month) for case in cases])
    if support.any():
        situation.give_adults("pensions_alimentaires_percues", month, support[None, :])
    students = np.array([[a.status == "student" for a in case.household.adults] for case in cases])
    if students.any():
        flags = np.zeros((situation.copies, situation.people), dtype=bool)
        flags[:, : students.shape[1]] = students
        situation.give("etudiant", month, flags.reshape(-1))


def _row(system: LawSystem, situation: Situation, month: Month) -> Row:
    def find(name: str) -> Floats:
        return situation.find(name, month).astype(float)

    law = system.get_parameters_at_instant(f"{format_month(month)}-01")
    isolated = find("rsa_majore_eligibilite")
    base = float(_minima(law).ppa.pa_m.montant_de_base)
    # The RSA and the prime d'activité have the same scale of families, in units of their bases.
    plain = find("ppa_montant_forfaitaire_familial_non_majore") / base
    raised = find("ppa_montant_forfaitaire_familial_majore") / base
    parameters = _parameters(law)
    return {
        **{name: np.full(situation.copies, value) for name, value in parameters.items()},
        "ratio": np.where(isolated > 0, raised, plain),
        "plain_ratio": plain,
        "raised_ratio": raised,
        "isolated": isolated,
        "rsa_eligible": find("rsa_eligibilite"),
        "ppa_eligible": find("ppa_eligibilite"),
        "rsa_housing_cap": find("rsa_forfait_logement"),
        "ppa_housing_cap": find("ppa_forfait_logement"),
        **{name: after_crds(find(of), parameters["crds"]) for name, of in BENEFITS.items()},
        "af_for_age": after_crds(_for_age(law) * find("af_taux_modulation"), parameters["crds"]),
        **{name: np.full(situation.copies, eur) for name, eur in _of_one_child(law).items()},
        **_counted(find),
    }


def _counted(find: Callable[[str], Floats]) -> Row:
    """What RSA and prime d'activité count of each benefit (R. 262-11 CASF, R. 844-4 and 5 CSS)."""
    counted = {
        "af": np.minimum(find("af_base"), find("af")),
        "asf": find("rsa_forfait_asf"),
        "cf": np.where(find("cf") > 0, find("cf_non_majore_avant_cumul"), 0.0),
        "paje": find("paje_base"),
    }
    return {f"counted_{name}": np.round(eur, 2) for name, eur in counted.items()}


def _for_age(law: Any) -> float:  # noqa: ANN401 - OpenFisca has no types
    """What an elder child adds to the allocations familiales (L. 521-3 CSS), gross euros."""
    family = law.prestations_sociales.prestations_familiales
    share = family.prestations_generales.af.af_maj.maj_age_deux_enfants.taux1
    return float(family.bmaf.bmaf * share)


def _of_one_child(law: Any) -> dict[str, float]:  # noqa: ANN401
    """The allocation de soutien familial of a child (R. 523-7 CSS), and what counts of it at the
    most (R. 262-10-1 CASF, R. 844-4 CSS), gross euros.
    """
    family = law.prestations_sociales.prestations_familiales
    share = family.education_presence_parentale.asf.montant_asf.orphelin_assimile_seul_parent
    counted = _minima(law).rsa.rsa_maj.forfait_asf.taux2
    base = float(family.bmaf.bmaf)
    return {"asf_of_child": base * share, "counted_asf_of_child": base * counted}


def _minima(law: Any) -> Any:  # noqa: ANN401 - OpenFisca has no types
    return law.prestations_sociales.solidarite_insertion.minima_sociaux


def _parameters(law: Any) -> dict[str, float]:  # noqa: ANN401
    ppa, rsa = _minima(law).ppa.pa_m, _minima(law).rsa
    named = {
        "rsa_base": rsa.rsa_m.montant_de_base_du_rsa,
        "rsa_minimum": rsa.rsa_maj.montant_minimum_verse,
        "ppa_base": ppa.montant_de_base,
        "ppa_minimum": ppa.montant_minimum_verse,
        "ppa_slope": ppa.majoration_ressources_revenus_activite,
        "bonus_from_h": ppa.bonification.seuil_bonification,
        "bonus_to_h": ppa.bonification.seuil_max_bonification,
        "bonus_rate": ppa.bonification.taux_bonification_max,
        "smic_eur_hour": law.marche_travail.salaire_minimum.smic.smic_b_horaire,
        "crds": law.prelevements_sociaux.contributions_sociales.crds,
    }
    return {name: float(value) for name, value in named.items()}
