"""Amounts that somebody else published, through our own door: OpenFisca for the law, our payments.

Sources: the decrees named in `scales/rsa_ppa.yaml`, and what the Caf and service-public.fr print.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from jalon.core.months import Month, parse_month
from jalon.rights.dynamics.payments import AmountsDue, KnownPayments, find_due
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.types import Axis, Entitlements
from jalon.rights.fisca import find_entitlements, net_salaries
from jalon.rights.fisca.systems import lean_system
from jalon.rights.request.household import Household, Housing
from jalon.rights.scales.load import subject
from tests.rights.households import MONTH, alone, born, couple, steady

CENT = 0.0051
MINIMA = "prestations_sociales.solidarite_insertion.minima_sociaux"
PARAMETERS = {
    "rsa_base_eur_month": f"{MINIMA}.rsa.rsa_m.montant_de_base_du_rsa",
    "rsa_minimum_paid_eur_month": f"{MINIMA}.rsa.rsa_maj.montant_minimum_verse",
    "ppa_base_eur_month": f"{MINIMA}.ppa.pa_m.montant_de_base",
    "ppa_slope": f"{MINIMA}.ppa.pa_m.majoration_ressources_revenus_activite",
    "ppa_bonus_from_smic_hours": f"{MINIMA}.ppa.pa_m.bonification.seuil_bonification",
    "ppa_bonus_full_smic_hours": f"{MINIMA}.ppa.pa_m.bonification.seuil_max_bonification",
    "ppa_bonus_full_share": f"{MINIMA}.ppa.pa_m.bonification.taux_bonification_max",
    "ppa_minimum_paid_eur_month": f"{MINIMA}.ppa.pa_m.montant_minimum_verse",
    "smic_gross_eur_hour": "marche_travail.salaire_minimum.smic.smic_b_horaire",
}
SHARES = {
    "rsa.rsa_fl.forfait_logement": (
        "taux_1_personne", "taux_2_personnes", "taux_3_personnes_ou_plus",
    ),
    "ppa.pa_fl.taux_forfait_logement": (
        "foyer_1_personne", "foyer_2_personnes", "foyer_3_personnes",
    ),
}  # fmt: skip


def paid_in(
    household: Household, month: str, aid: float = 0.0
) -> tuple[Entitlements, AmountsDue, int]:
    """What is due in a month of review without any income: entitlements, payments, the column."""
    now = parse_month(month)
    months = Axis(Month(now - 7), 9)
    incomes = steady(household, np.zeros((len(household.adults), 1)), months)
    given = find_entitlements(household, incomes, months)
    if aid:
        flat = np.full((1, months.count), aid)
        given = replace(given, housing=replace(given.housing, plain=flat, neutral=flat))
    return given, find_due(given, incomes, Rhythm(now), KnownPayments({}, now)), months.column(now)


def rsa(household: Household, month: str, aid: float = 0.0) -> float:
    _, due, column = paid_in(household, month, aid)
    return float(due.rsa[0, column])


@pytest.mark.parametrize(
    ("month", "eur"),
    [("2022-04", 575.52), ("2023-04", 607.75), ("2024-04", 635.71), ("2025-04", 646.52),
     ("2026-03", 646.52), ("2026-04", 651.69), ("2026-11", 651.69)],
)  # fmt: skip
def test_rsa_of_one_person(month: str, eur: float) -> None:
    assert rsa(alone(month=parse_month(month)), month) == pytest.approx(eur, abs=CENT)


def test_rsa_of_a_couple_and_of_a_couple_with_a_child() -> None:
    month = parse_month("2025-04")
    assert rsa(couple(month=month), "2025-04") == pytest.approx(969.78, abs=CENT)
    # 1,163.73 is what is printed; 646.52 x 1.8 = 1,163.736 is what is due. A child of ten has no
    # benefit of its own.
    assert rsa(couple(125, month=month), "2025-04") == pytest.approx(1163.73, abs=0.0101)


def test_rsa_of_one_person_with_a_housing_aid() -> None:
    assert rsa(alone(), "2026-11", aid=300) == pytest.approx(573.49, abs=CENT)


def test_rsa_raised_for_isolation_before_what_is_counted_of_benefits() -> None:
    given, due, column = paid_in(alone(26), "2026-11")
    benefits = given.scales.benefits[column]
    assert due.rsa[0, column] + benefits == pytest.approx(1115.80, abs=CENT)
    assert benefits > 250  # the allocation de base and the ASF counted


@pytest.mark.parametrize(
    ("ages", "benefit", "eur"),
    [((60, 110), "af", 151.05), ((8,), "paje", 197.58 * 0.995)],
)
def test_family_benefits_of_2025_after_crds(
    ages: tuple[int, ...], benefit: str, eur: float
) -> None:
    month = parse_month("2025-05")
    given, _, column = paid_in(couple(*ages, month=month), "2025-05")
    assert given.scales.family[benefit][column] == pytest.approx(eur, abs=0.0101)


def test_the_base_of_the_paje_counts_before_crds() -> None:
    month = parse_month("2025-05")
    given, _, column = paid_in(couple(8, month=month), "2025-05")
    assert given.scales.counted["paje"][column] == pytest.approx(197.58, abs=CENT)


def test_the_net_smic() -> None:
    """1,867.02 gross: 12.31 x 35 x 52 / 12."""
    month = parse_month("2026-06")
    found = net_salaries(np.array([1867.02]), np.array([151.67]), month)
    assert found.net[0] == pytest.approx(1477.93, abs=0.0101)
    assert found.taxable[0] > found.net[0]


@pytest.mark.parametrize("name", PARAMETERS)
def test_our_dated_values_are_those_of_openfisca(name: str) -> None:
    """Gathered apart, so that each checks the other."""
    scale = subject("rsa_ppa").scales[name]
    assert None not in [line.amount for line in scale.lines]
    apart = {
        str(line.valid_from): (
            line.amount or 0.0,
            _parameter(PARAMETERS[name], line.valid_from.isoformat()),
        )
        for line in scale.lines
    }
    assert {day: both for day, both in apart.items() if abs(both[0] - both[1]) > 1e-9} == {}


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_value_of_openfisca_since_our_first_one_is_missing_in_ours(name: str) -> None:
    scale = subject("rsa_ppa").scales[name]
    first = scale.lines[0].valid_from
    known = {line.valid_from.isoformat() for line in scale.lines}
    node = _node(PARAMETERS[name])
    dated = sorted((one.instant_str, one.value) for one in node.values_list)
    changed = {
        day
        for (_, before), (day, value) in pairwise(dated)
        if value is not None and value != before and day > first.isoformat()
    }
    assert changed <= known


def test_the_housing_share_is_that_of_openfisca() -> None:
    steps = subject("rsa_ppa").scales["housing_lump_sum_share"].lines[0].steps
    for kind, names in SHARES.items():
        found = [_parameter(f"{MINIMA}.{kind}.{name}", "2026-11-01") for name in names]
        assert found == [share for _, share in steps]


def _node(path: str) -> Any:  # noqa: ANN401 - OpenFisca has no types
    return reduce(
        lambda found, name: found.children[name], path.split("."), lean_system().parameters
    )


def _parameter(path: str, day: str) -> float:
    return float(_node(path).get_at_instant(day))


def test_a_home_without_a_rent_costs_the_forfait_logement() -> None:
    # 12 % of 651.69.
    free = alone(housing=Housing("free"))
    assert rsa(free, "2026-11") == pytest.approx(651.69 * 0.88, abs=CENT)


def test_no_rsa_under_25_without_a_child_and_the_whole_with_one() -> None:
    young = (replace(alone().adults[0], birth=born(22)),)
    assert rsa(alone(adults=young), "2026-11") == 0
    assert rsa(alone(100, adults=young), "2026-11") > 800


@pytest.mark.parametrize(("resources", "paid"), [(0.0, True), (95_000.0, False)])
def test_the_complement_familial_ends_above_its_ceiling(resources: float, paid: bool) -> None:
    # R. 522-2 CSS: three children over three; 95,000 euros are above every ceiling of 2026.
    household = couple(60, 90, 130, resources_n2_eur_year=resources)
    months = Axis(MONTH, 1)
    incomes = steady(household, np.zeros((2, 1)), months)
    given = find_entitlements(household, incomes, months)
    assert bool(given.scales.family["cf"][0] > 0) is paid
