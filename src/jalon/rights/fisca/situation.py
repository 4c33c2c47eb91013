"""One household, several times over, as an OpenFisca simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder

from jalon.core.months import Month, format_month
from jalon.rights.asking.household import Household
from jalon.rights.fisca.law import LawSystem
from jalon.rights.fisca.systems import set_guarded

_ROLES = {
    "famille": ("demandeur", "conjoint", "enfant"),
    "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
    "menage": ("personne_de_reference", "conjoint", "enfant"),
}
_OCCUPANCY = {
    "tenant": "locataire_vide",
    "tenant_social": "locataire_hlm",
    "free": "loge_gratuitement",
    "owner": "proprietaire",
    "none": "sans_domicile",
    None: "non_renseigne",
}
FIRST_OF_M2_TO_M4 = "2025-03"
"""Reference months M-4 to M-2 since then (décret 2025-185): OpenFisca has it behind a switch."""
SPIRALS = 4
"""Housing aid asks for the RSA of the month before, and so on; 0 gives zeros without an error."""


class Situation:
    """The household `copies` times in one simulation; persons are adults, then children."""

    def __init__(self, system: LawSystem, household: Household, copies: int) -> None:
        self.household = household
        self.copies = copies
        self.people = len(household.adults) + len(household.children)
        self.simulation = _build(system, household, copies)
        self.simulation.max_spiral_loops = SPIRALS
        dates = np.tile(np.array(household.births, dtype="datetime64[D]"), copies)
        set_guarded(self.simulation, "date_naissance", "ETERNITY", dates)

    def give_home(self, months: tuple[Month, ...]) -> None:
        """Rent, status and zone of the home, the same in every month."""
        housing = self.household.housing
        status = _OCCUPANCY[housing.status]
        for month in months:
            self.give("statut_occupation_logement", month, np.full(self.copies, status))
            self.give("loyer", month, np.full(self.copies, housing.rent_eur or 0.0))
            if housing.zone is not None:
                self.give("zone_apl", month, np.full(self.copies, f"zone_{housing.zone}"))
            if self.household.commune is not None:
                self.give("depcom", month, np.full(self.copies, self.household.commune))

    def give(self, name: str, month: Month, values: Any) -> None:  # noqa: ANN401 - any OpenFisca array
        """One input of one month."""
        set_guarded(self.simulation, name, format_month(month), values)

    def give_adults(self, name: str, month: Month, values: np.ndarray[Any, Any]) -> None:
        """One input of the adults: [adults, copies]; children have none."""
        everybody = np.zeros((self.copies, self.people))
        everybody[:, : len(values)] = values.T
        self.give(name, month, everybody.reshape(-1))

    def find(self, name: str, month: Month) -> np.ndarray[Any, Any]:
        """One variable in one month: [copies]."""
        return np.asarray(self.simulation.calculate(name, format_month(month)))


def _build(system: LawSystem, household: Household, copies: int) -> Any:  # noqa: ANN401
    people = len(household.adults) + len(household.children)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", np.arange(copies * people).astype(str))
    groups = np.repeat(np.arange(copies).astype(str), people)
    ranks = [min(rank, 1) for rank in range(len(household.adults))] + [2] * len(household.children)
    for entity, roles in _ROLES.items():
        declared = builder.declare_entity(entity, np.arange(copies).astype(str))
        builder.join_with_persons(declared, groups, [roles[rank] for rank in ranks] * copies)
    return builder.build(system)
