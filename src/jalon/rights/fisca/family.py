"""The family's part: montants forfaitaires, family benefits, and the parameters that go with them.

It does not depend on the first adult's job, so it is asked once for all copies, and once for all
months of an era (`eras.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from jalon.core.months import Month, format_month, month_of
from jalon.rights.asking.household import Household
from jalon.rights.dynamics.crds import after_crds
from jalon.rights.dynamics.types import Axis, Incomes, Scales
from jalon.rights.fisca.eras import era_of, is_recently_alone
from jalon.rights.fisca.law import LawSystem
from jalon.rights.fisca.situation import FIRST_OF_M2_TO_M4, Situation

BENEFITS = {"af": "af", "asf": "asf", "cf": "cf", "paje": "paje_base"}
"""Our names, and OpenFisca's for what is due before CRDS."""
_THIRD_BIRTHDAY = 36
_FLAGS = ("isolated", "rsa_eligible", "ppa_eligible")
_A_LARGE_AID = 9999.0
"""A housing aid over every forfait logement: what is counted of it is then the forfait itself."""


def find_scales(system: LawSystem, household: Household, incomes: Incomes, months: Axis) -> Scales:
    """The scales of each month."""
    situation = Situation(system, household, 1)
    situation.give_home(months.months)
    rows: dict[Hashable, dict[str, float]] = {}

    def row_of(month: Month) -> dict[str, float]:
        era = era_of(system, household, month)
        if era not in rows:
            _give(situation, household, incomes, month)
            rows[era] = _row(system, situation, month)
        return rows[era]

    found = [_ended(household, month, row_of) for month in months.months]
    columns = {name: np.array([row[name] for row in found]) for name in found[0]}
    isolated, rsa_eligible, ppa_eligible = (columns.pop(name) > 0 for name in _FLAGS)
    paid = {name: columns.pop(name) for name in BENEFITS}
    counted = {name: columns.pop(f"counted_{name}") for name in BENEFITS}
    columns.pop("plain_ratio")
    return Scales(
        **columns,
        isolated=isolated,
        rsa_eligible=rsa_eligible,
        ppa_eligible=ppa_eligible,
        family=paid,
        counted=counted,
    )


def _ended(
    household: Household, month: Month, row_of: Callable[[Month], dict[str, float]]
) -> dict[str, float]:
    """What a month gives, less what ends in it with a child's third birthday.

    A benefit ends on the first day of the month in which its conditions end (R. 552-3 CSS), and the
    increase for isolation looks at the last day of the month (R. 262-4 CASF, R. 843-1 CSS); the
    law's model looks at the first.
    """
    row = row_of(month)
    if all(month - month_of(child.birth) != _THIRD_BIRTHDAY for child in household.children):
        return row
    after = row_of(Month(month + 1))
    ended = {} if after["paje"] else {"paje": 0.0, "counted_paje": 0.0}
    if not after["isolated"]:
        ended |= {"isolated": 0.0, "ratio": row["plain_ratio"]}
    return row | ended


def _give(situation: Situation, household: Household, incomes: Incomes, month: Month) -> None:
    """What the family benefits look at."""
    # Children have no income here; a chain of a hundred formulas would find nothing.
    nothing = np.zeros(situation.people)
    situation.give("rsa_base_ressources_individu", month, nothing)
    situation.give("rsa_revenu_activite_individu", month, nothing)
    resources = household.resources_n2_eur_year or 0.0
    situation.give("prestations_familiales_base_ressources", month, np.array([resources]))
    situation.give("aide_logement", month, np.array([_A_LARGE_AID]))
    recent = is_recently_alone(household, month)
    situation.give("rsa_isolement_recent", month, np.array([recent]))
    if format_month(month) >= FIRST_OF_M2_TO_M4:
        situation.give("departement_experimentation_rsa", month, np.array([True]))
    support = incomes.support[incomes.axis.column(month)]
    if support:
        situation.give_adults("pensions_alimentaires_percues", month, np.array([[support]]))
    for rank, adult in enumerate(household.adults):
        if adult.status == "student":
            flags = np.zeros(situation.people, dtype=bool)
            flags[rank] = True
            situation.give("etudiant", month, flags)


def _row(system: LawSystem, situation: Situation, month: Month) -> dict[str, float]:
    def find(name: str) -> float:
        return float(situation.find(name, month)[0])

    law = system.get_parameters_at_instant(f"{format_month(month)}-01")
    isolated = find("rsa_majore_eligibilite")
    base = float(_minima(law).ppa.pa_m.montant_de_base)
    # The RSA and the prime d'activité have the same scale of families, in units of their bases.
    plain = find("ppa_montant_forfaitaire_familial_non_majore") / base
    raised = find("ppa_montant_forfaitaire_familial_majore") / base
    return {
        **_parameters(law),
        "ratio": raised if isolated else plain,
        "plain_ratio": plain,
        "raised_ratio": raised,
        "isolated": isolated,
        "rsa_eligible": find("rsa_eligibilite"),
        "ppa_eligible": find("ppa_eligibilite"),
        "rsa_housing_cap": find("rsa_forfait_logement"),
        "ppa_housing_cap": find("ppa_forfait_logement"),
        **{name: _paid(find(variable), law) for name, variable in BENEFITS.items()},
        **_counted(find),
    }


def _paid(gross: float, law: Any) -> float:  # noqa: ANN401 - OpenFisca has no types
    return float(after_crds(gross, float(law.prelevements_sociaux.contributions_sociales.crds)))


def _counted(find: Callable[[str], float]) -> dict[str, float]:
    """What RSA and prime d'activité count of each benefit (R. 262-11 CASF, R. 844-4 and 5 CSS)."""
    counted = {
        "af": min(find("af_base"), find("af")),
        "asf": find("rsa_forfait_asf"),
        "cf": find("cf_non_majore_avant_cumul") if find("cf") else 0.0,
        "paje": find("paje_base"),
    }
    return {f"counted_{name}": round(eur, 2) for name, eur in counted.items()}


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
