"""From gross to net: what stays of a salary, and what is taxed of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder

from jalon.core.months import Month, format_month
from jalon.rights.dynamics.types import F8
from jalon.rights.fisca.systems import full_system, lean_system, set_guarded

FULL_TIME_H = 151.67
"""Paid hours of a full month, as OpenFisca has them."""


@dataclass(frozen=True, slots=True)
class Salaries:
    """Net and net taxable euros a month, before income tax."""

    net: F8
    taxable: F8


def net_salaries(
    gross_eur_month: F8, hours_month: F8, month: Month, *, whole: bool = False
) -> Salaries:
    """The salaries of private employees below the executives, by the contributions of `month`."""
    pairs, place = np.unique(np.stack([gross_eur_month, hours_month]), axis=1, return_inverse=True)
    gross, hours = pairs
    system, when = full_system() if whole else lean_system(), format_month(month)
    simulation = SimulationBuilder().build_default_simulation(system, len(gross))
    part_time = hours < FULL_TIME_H - 1
    given = {
        "salaire_de_base": gross,
        "heures_remunerees_volume": hours,
        "contrat_de_travail": np.where(part_time, "temps_partiel", "temps_plein"),
        "categorie_salarie": np.full(len(gross), "prive_non_cadre"),
    }
    for name, values in given.items():
        set_guarded(simulation, name, when, values)
    net, taxable = (
        simulation.calculate(name, when) for name in ("salaire_net", "salaire_imposable")
    )
    place = place.reshape(-1)
    return Salaries(*(np.round(each.astype(float), 2)[place] for each in (net, taxable)))
