"""Many households of every kind in one OpenFisca simulation, written apart from `fisca/situation`.

The full system takes seconds for each question whatever the number of households in it, so that a
whole village costs hardly more than one of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from jalon.core.months import Month, format_month
from jalon.rights.request.household import Household

ALONE_MONTHS = 12
"""How long the increase for isolation lasts without a child under three (L. 262-9 CASF)."""
Values = np.ndarray[Any, Any]
_ENTITIES = {
    "famille": ("demandeur", "conjoint", "enfant"),
    "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
    "menage": ("personne_de_reference", "conjoint", "enfant"),
}
_OCCUPANCY = {
    "tenant": "locataire_vide", "tenant_social": "locataire_hlm", "free": "loge_gratuitement",
    "owner": "proprietaire", "none": "sans_domicile", None: "non_renseigne",
}  # fmt: skip


def _births(household: Household) -> list[dt.date]:
    """Adults first, as everywhere."""
    adults = [adult.birth for adult in household.adults]
    return adults + [child.birth for child in household.children]


class Village:
    """The households, in their order, on one system."""

    def __init__(self, system: Any, households: Sequence[Household]) -> None:  # noqa: ANN401
        from openfisca_core.simulation_builder import SimulationBuilder

        self.households = list(households)
        sizes = [len(one.adults) + len(one.children) for one in households]
        self.starts = [0, *accumulate(sizes)]
        builder = SimulationBuilder()
        builder.create_entities(system)
        people = [f"{i}" for i in range(self.starts[-1])]
        builder.declare_person_entity("individu", people)
        names = [f"{rank}" for rank in range(len(sizes))]
        of = [name for name, size in zip(names, sizes, strict=True) for _ in range(size)]
        for entity, (first, second, child) in _ENTITIES.items():
            roles = [
                role
                for one in households
                for role in [first, second][: len(one.adults)] + [child] * len(one.children)
            ]
            builder.join_with_persons(builder.declare_entity(entity, names), of, roles)
        self.simulation = builder.build(system)
        self.simulation.max_spiral_loops = 4
        births = [birth for one in households for birth in _births(one)]
        self.simulation.set_input("date_naissance", "ETERNITY", np.array(births, "datetime64[D]"))

    def give(self, name: str, month: Month, values: Sequence[Any] | Values) -> None:
        """One value a household."""
        self.simulation.set_input(name, format_month(month), np.array(values))

    def give_adults(self, name: str, month: Month, of: Sequence[Sequence[float]]) -> None:
        """One value an adult, by household; zero for children."""
        everybody = np.zeros(self.starts[-1])
        for start, values in zip(self.starts, of, strict=False):
            everybody[start : start + len(values)] = values
        self.simulation.set_input(name, format_month(month), everybody)

    def give_homes(self, month: Month) -> None:
        """Rent, status, zone and commune; who has no zone said lives in zone 2."""
        homes = [one.housing for one in self.households]
        self.give("statut_occupation_logement", month, [_OCCUPANCY[home.status] for home in homes])
        self.give("loyer", month, [home.rent_eur or 0.0 for home in homes])
        self.give("zone_apl", month, [f"zone_{home.zone or 2}" for home in homes])

    def give_family(self, month: Month) -> None:
        """Resources of N-2, recent isolation, the reference months in force, child support."""
        homes = self.households
        resources = [one.resources_n2_eur_year or 0.0 for one in homes]
        # The complément familial has a base of its own, of the same incomes.
        for name in ("prestations_familiales_base_ressources", "cf_base_ressources"):
            self.give(name, month, resources)
        since = [one.isolated_since for one in homes]
        recent = [one is not None and 0 <= month - one < ALONE_MONTHS for one in since]
        self.give("rsa_isolement_recent", month, recent)
        self.give("departement_experimentation_rsa", month, [True] * len(homes))
        self.give_adults("pensions_alimentaires_percues", month, [_support(one) for one in homes])

    def find(self, name: str, month: Month) -> Values:
        """One value a household."""
        return np.asarray(self.simulation.calculate(name, format_month(month)))


def _support(household: Household) -> list[float]:
    total = sum(child.support_eur_month or 0.0 for child in household.children)
    return [total, 0.0][: len(household.adults)]
