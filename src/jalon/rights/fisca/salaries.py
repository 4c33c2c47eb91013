"""From gross to net: what stays of a salary, and what is taxed of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month, format_month
from jalon.rights.fisca.systems import full_system, lean_system, set_guarded

FULL_TIME_H = 151.67
"""Paid hours of a full month, as OpenFisca has them."""


@dataclass(frozen=True, slots=True)
class Salaries:
    """Net and net taxable euros a month, before income tax."""

    net: Floats
    taxable: Floats


_MOST_KEPT = 200_000
"""Wages of which the answer is remembered: a pair of figures each."""
_known: dict[tuple[Month, bool], dict[tuple[float, float], tuple[float, float]]] = {}


def net_salaries(
    gross_eur_month: Floats, hours_month: Floats, month: Month, *, whole: bool = False
) -> Salaries:
    """The salaries of private employees below the executives, by the contributions of `month`.

    A wage has the same answer whatever it is asked with, so that it is asked once in a process.
    """
    wages = list(zip(gross_eur_month.tolist(), hours_month.tolist(), strict=True))
    known = _known.setdefault((month, whole), {})
    salaries = {wage: known[wage] for wage in wages if wage in known}
    if new := list(dict.fromkeys(wage for wage in wages if wage not in salaries)):
        salaries.update(zip(new, _reckoned(np.array(new), month, whole=whole), strict=True))
        _remember(known, salaries)
    both = np.array([salaries[wage] for wage in wages]).reshape(-1, 2)
    return Salaries(both[:, 0], both[:, 1])


def _remember(
    known: dict[tuple[float, float], tuple[float, float]],
    salaries: dict[tuple[float, float], tuple[float, float]],
) -> None:
    if len(known) > _MOST_KEPT:
        known.clear()
    known.update(salaries)


def _reckoned(wages: Floats, month: Month, *, whole: bool) -> list[tuple[float, float]]:
    """Net and taxable euros of wages: [wages, gross and hours]."""
    from openfisca_core.simulation_builder import SimulationBuilder

    gross, hours = wages.T
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
        np.round(simulation.calculate(name, when).astype(float), 2).tolist()
        for name in ("salaire_net", "salaire_imposable")
    )
    return list(zip(net, taxable, strict=True))
