"""Households of one shape, each several times over, as one OpenFisca simulation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from jalon.core.months import Month, format_month
from jalon.rights.fisca.children.births import model_births
from jalon.rights.fisca.scope import is_within_scope
from jalon.rights.fisca.systems import set_guarded
from jalon.rights.request.household import Household

if TYPE_CHECKING:
    from jalon.rights.fisca.law import LawSystem

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


def shape_of(household: Household) -> tuple[int, ...]:
    """What households of one simulation have in common: everything but births and amounts.

    An input is given to all of a simulation or to none, so what is not known is part of it.
    """
    return (
        not is_within_scope(household),
        household.month,
        len(household.adults),
        len(household.children),
        household.housing.zone is None,
        household.commune is None,
    )


class Situation:
    """Households of one shape, each so many times; persons are adults, then children.

    The copies of the first household come first. Arrays of *copies* have one value for each copy of
    each household, arrays of *households* one for each household.
    """

    def __init__(
        self, system: LawSystem, households: Sequence[Household], copies: Sequence[int]
    ) -> None:
        self.households = households
        self.repeats = np.array(copies)
        self.copies = int(self.repeats.sum())
        first = households[0]
        self.people = len(first.adults) + len(first.children)
        self.simulation = _build(system, first, self.copies)
        self.simulation.max_spiral_loops = SPIRALS
        dates = np.array(
            [model_births(household) for household in households], dtype="datetime64[D]"
        )
        self._set("date_naissance", "ETERNITY", self.of_copies(dates).reshape(-1))

    def of_copies(self, of_households: Any) -> np.ndarray[Any, Any]:  # noqa: ANN401 - any array or list
        """The value of each household at each of its copies."""
        return np.repeat(np.asarray(of_households), self.repeats, axis=0)

    def give_home(self, months: Sequence[Month]) -> None:
        """Rent, status and zone of the home, the same in every month."""
        homes = [household.housing for household in self.households]
        given: dict[str, Any] = {
            "statut_occupation_logement": [_OCCUPANCY[home.status] for home in homes],
            "coloc": [home.flat_share is True for home in homes],
            "loyer": [home.rent_eur or 0.0 for home in homes],
        }
        if homes[0].zone is not None:
            given["zone_apl"] = [f"zone_{home.zone}" for home in homes]
        if self.households[0].commune is not None:
            given["depcom"] = [household.commune for household in self.households]
        for name, values in given.items():
            for month in months:
                self.give(name, month, self.of_copies(values))

    def give(self, name: str, month: Month, values: Any) -> None:  # noqa: ANN401 - any OpenFisca array
        """One input of one month: [copies], or [copies x people]."""
        self._set(name, format_month(month), values)

    def give_adults(self, name: str, month: Month, values: np.ndarray[Any, Any]) -> None:
        """One input of the adults: [adults, copies]; children have none."""
        everybody = np.zeros((self.copies, self.people))
        everybody[:, : len(values)] = values.T
        self.give(name, month, everybody.reshape(-1))

    def give_salaries(self, month: Month, taxable: np.ndarray[Any, Any]) -> None:
        """The adults' taxable salaries of a month: [adults, copies].

        Where none is given OpenFisca reckons it from no gross wage by a hundred contributions, most
        of the work of a simulation, and so it does the net one, which only children are asked for.
        From a taxable salary alone it makes a net one of the same amount.
        """
        self.give_adults("salaire_imposable", month, taxable)
        self.give_adults("salaire_net", month, taxable)

    def find(self, name: str, month: Month) -> np.ndarray[Any, Any]:
        """One variable in one month: [copies]."""
        return np.asarray(self.simulation.calculate(name, format_month(month)))

    def _set(self, name: str, period: str, values: Any) -> None:  # noqa: ANN401
        set_guarded(self.simulation, name, period, values)


def _build(system: LawSystem, household: Household, copies: int) -> Any:  # noqa: ANN401
    from openfisca_core.simulation_builder import SimulationBuilder

    people = len(household.adults) + len(household.children)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", np.arange(copies * people).astype(str))
    groups = np.repeat(np.arange(copies).astype(str), people)
    of_adults = [min(index, 1) for index in range(len(household.adults))]
    role_indices = [*of_adults, *(2 for _ in household.children)]
    for entity, roles in _ROLES.items():
        declared = builder.declare_entity(entity, np.arange(copies).astype(str))
        named = [roles[index] for index in role_indices]
        builder.join_with_persons(declared, groups, named * copies)
    return builder.build(system)
