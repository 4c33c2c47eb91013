"""A thousand offers for a household, beside OpenFisca-France as it is: `python -m bench.rights`.

Plain is what its documentation leads to: the whole system, one simulation of as many copies, twelve
months of RSA, prime d'activité, housing aid and net salary. CPU seconds of this process, warm.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count as count_up
from pathlib import Path

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import CountryTaxBenefitSystem

from jalon.core.months import Month, format_month, parse_month
from jalon.rights import (
    Adult,
    Ask,
    Care,
    Child,
    CrowdFolder,
    Household,
    Housing,
    Job,
    Travel,
    find_gains,
    reckon_crowd,
    warm_systems,
)
from tests.rights.households import drawn

MONTH = parse_month("2026-11")
START = dt.date(2026, 12, 1)
ASKED = ("rsa", "ppa", "aide_logement", "salaire_net")
BEFORE, AFTER = 24, 12
HOUSEHOLD = Household(
    MONTH,
    (Adult(dt.date(1994, 5, 2), "none", {Month(MONTH - lag): 0.0 for lag in range(1, 8)}),),
    couple=False,
    children=(Child(dt.date(2024, 1, 10), Care("creche", 140.0, 0.0), 0.0),),
    housing=Housing("tenant_social", 410.0, 1),
    next_declaration_month=Month(MONTH + 2),
    resources_n2_eur_year=0.0,
    isolated_since=Month(MONTH - 30),
    commune="94028",
)


_OTHER_WAGES = count_up(0.01, 0.01)


def cpu_s(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    began = time.process_time()
    work()
    return time.process_time() - began


def ours(count: int) -> float:
    """Seconds for `count` offers of different wages."""
    # Other wages each time: those that were asked before are remembered.
    gross = np.linspace(400.0, 3000.0, count) + next(_OTHER_WAGES)
    jobs = [
        Job(f"o{rank}", float(eur), 35.0, START, travel=Travel("transit_pass", 90.8))
        for rank, eur in enumerate(gross)
    ]
    return cpu_s(lambda: find_gains(HOUSEHOLD, jobs))


def plain(system: CountryTaxBenefitSystem, count: int) -> float:
    """Seconds for as many copies of the household in plain OpenFisca."""
    return cpu_s(lambda: _simulate(system, np.linspace(400.0, 3000.0, count)))


def _simulate(system: CountryTaxBenefitSystem, gross: np.ndarray) -> None:
    count = len(gross)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", np.arange(2 * count).astype(str))
    groups = np.repeat(np.arange(count).astype(str), 2)
    for entity, roles in (
        ("famille", ["demandeur", "enfant"]),
        ("foyer_fiscal", ["declarant_principal", "personne_a_charge"]),
        ("menage", ["personne_de_reference", "enfant"]),
    ):
        declared = builder.declare_entity(entity, np.arange(count).astype(str))
        builder.join_with_persons(declared, groups, roles * count)
    simulation = builder.build(system)
    simulation.max_spiral_loops = 4
    births = np.tile(np.array(["1994-05-02", "2024-01-10"], dtype="datetime64[D]"), count)
    simulation.set_input("date_naissance", "ETERNITY", births)
    for month in range(MONTH - BEFORE, MONTH + AFTER + 1):
        _give(simulation, format_month(Month(month)), gross, works=month > MONTH)
    for month in range(MONTH + 1, MONTH + 1 + AFTER):
        for name in ASKED:
            simulation.calculate(name, format_month(Month(month)))


def _give(simulation: object, when: str, gross: np.ndarray, *, works: bool) -> None:
    count = len(gross)
    wages = np.zeros(2 * count)
    wages[::2] = gross if works else 0.0
    for name, values in {
        "loyer": np.full(count, 410.0),
        "statut_occupation_logement": np.full(count, "locataire_hlm"),
        "zone_apl": np.full(count, "zone_1"),
        "departement_experimentation_rsa": np.full(count, when >= "2025-03"),
        "salaire_de_base": wages,
        "heures_remunerees_volume": np.where(wages > 0, 151.67, 0.0),
        "contrat_de_travail": np.full(2 * count, "temps_plein"),
        "categorie_salarie": np.full(2 * count, "prive_non_cadre"),
    }.items():
        simulation.set_input(name, when, values)  # type: ignore[attr-defined]


def crowd(households: int, offers_each: int) -> None:
    """The background run over drawn households, each with its own offers of four hundred."""
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        homes = [Ask(f"h{rank}", home, ()) for rank, home in enumerate(drawn(7, households))]
        jobs = [
            Job(f"o{rank}", float(eur), 35.0, START, travel=Travel("transit_pass", 90.8))
            for rank, eur in enumerate(rng.uniform(500.0, 3000.0, 400))
        ]
        asks = [
            replace(home, jobs=tuple(jobs[i] for i in rng.choice(400, offers_each, replace=False)))
            for home in homes
        ]
        began = time.monotonic()
        reckon_crowd(asks, CrowdFolder(folder / "out", {}), workers=os.cpu_count() or 1)
        wall_s = time.monotonic() - began
        print(
            f"{households:,} households x {offers_each}: {wall_s:.0f} s, {os.cpu_count()} workers"
        )


def measure_rights(counts: Sequence[int] = (1, 100, 1000)) -> None:
    """Print seconds and ratios."""
    print("\n## What offers bring in to one household, beside OpenFisca as it is")
    print(f"build: ours {cpu_s(warm_systems):.2f} s CPU; first answer {ours(1):.2f} s")
    system = CountryTaxBenefitSystem()
    plain(system, 1)
    for count in counts:
        mine = sorted(ours(count) for _ in range(3))[1]
        theirs = plain(system, count)
        print(
            f"{count:6,} offers: ours {mine:6.2f} s, plain {theirs:6.2f} s, {theirs / mine:5.1f}x"
        )


def main() -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 100, 1000])
    parser.add_argument("--crowd", type=int, default=0, help="households of the background run")
    asked = parser.parse_args()
    if asked.crowd:
        crowd(asked.crowd, 50)
    else:
        measure_rights(asked.counts)


if __name__ == "__main__":
    main()
