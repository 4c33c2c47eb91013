"""The lean system answers as the full one, for households that its list was not made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from jalon.core.months import Month, parse_month
from jalon.rights.dynamics.types import Axis
from jalon.rights.fisca import entitlements, find_entitlements, make_lean_list, systems
from jalon.rights.fisca.children.births import model_births
from jalon.rights.fisca.scope import STATUSES, is_within_scope
from jalon.rights.fisca.systems import (
    StaleLeanListError,
    full_system,
    is_cut,
    lean_system,
    read_lean_list,
    set_guarded,
)
from jalon.rights.request.household import AdultStatus, Household, Housing
from tests.rights.fisca.leanness import compared
from tests.rights.households import MONTH, alone, born, couple, drawn, steady
from tests.rights.village import Village

FAMILY = (
    "rsa_majore_eligibilite", "ppa_montant_forfaitaire_familial_non_majore",
    "ppa_montant_forfaitaire_familial_majore", "rsa_eligibilite", "ppa_eligibilite",
    "rsa_forfait_logement", "ppa_forfait_logement", "paje_base", "af_nettes_crds",
    "asf_nette_crds", "cf_net_crds", "af_base", "af", "rsa_forfait_asf",
    "cf_non_majore_avant_cumul", "cf",
)  # fmt: skip
"""Everything that `fisca/family.py` asks of OpenFisca."""
OLD_AND_YOUNG = [
    replace(one, adults=(replace(one.adults[0], birth=born(age)),))
    for one, age in ((alone(), 71), (alone(), 95), (alone(9), 17), (alone(30, 50), 16))
]
MANY = [alone(*range(2, 146, 12)), couple(*range(1, 145, 12))]
HOUSEHOLDS = [*drawn(2, 42), *OLD_AND_YOUNG, *MANY]
FAMILY_MONTHS = [parse_month(text) for text in ("2026-11", "2027-05")]


def test_everything_asked_of_a_family_is_the_same_to_the_last_bit() -> None:
    villages = [Village(system, HOUSEHOLDS) for system in (lean_system(), full_system())]
    for month in FAMILY_MONTHS:
        for village in villages:
            _give_family(village, month)
        for name in FAMILY:
            lean, full = (village.find(name, month) for village in villages)
            assert np.array_equal(lean, full), (name, np.flatnonzero(lean != full))


def _give_family(village: Village, month: Month) -> None:
    """What `fisca/family.py` gives."""
    nobody = [0.0] * village.starts[-1]
    village.give_homes(month)
    village.give("rsa_base_ressources_individu", month, nobody)
    village.give("rsa_revenu_activite_individu", month, nobody)
    village.give("aide_logement", month, [9999.0] * len(village.households))
    village.give_family(month)


def test_the_housing_aid_is_the_same_to_the_last_bit() -> None:
    renting = [
        replace(one, housing=Housing(("tenant", "tenant_social")[rank % 2], 250.0 + 11 * rank))
        for rank, one in enumerate(HOUSEHOLDS)
    ]
    found = [_aids(Village(system, renting)) for system in (lean_system(), full_system())]
    assert np.array_equal(*found), np.flatnonzero((found[0] != found[1]).any(axis=0))
    assert len(np.unique(found[0])) > len(renting) // 2


def _aids(village: Village) -> Any:  # noqa: ANN401 - an array
    """The aid in October, for who has the RSA and who has not, by turns."""
    october = parse_month("2026-10")
    village.give_homes(october)
    homes = list(enumerate(village.households))
    wages = [
        [(0.0, 420.0, 1250.0, 2800.0)[rank % 4], 0.0][: len(one.adults)] for rank, one in homes
    ]
    allowances = [[adult.income_eur_month or 0.0 for adult in one.adults] for _, one in homes]
    receives_rsa = [float(rank % 3 == 0) for rank, _ in homes]
    for lag in range(22):
        month = Month(october - lag)
        village.give_adults("salaire_imposable", month, wages)
        village.give_adults("chomage_imposable", month, allowances)
        village.give("rsa", month, receives_rsa)
    names = ("aide_logement", "apl", "als", "alf")
    return np.stack([village.find(name, october) for name in names])


def test_all_that_is_found_of_a_household_is_the_same() -> None:
    """More of them, and over more months: `python -m bench.lean`."""
    household = couple(4, 161, housing=Housing("tenant", 615.0, 3), resources_n2_eur_year=None)
    different, lean = compared(household, Axis(Month(MONTH - 1), 4))
    assert different == []
    assert len(np.unique(lean.housing.plain)) > 2


def test_two_high_wages_that_are_new_are_seen_by_both() -> None:
    # OpenFisca has an allowance for two workers who both earn much in one month.
    household = couple(60, 96, 130, 160, housing=Housing("tenant", 700.0, 1))
    months = Axis(MONTH, 4)
    incomes = steady(household, np.array([[0.0, 6200.0], [6200.0, 6200.0]]), months)
    since = np.array([[MONTH], [MONTH - 3]])
    new = (np.array(incomes.axis.months) >= since)[:, None, :]
    incomes = replace(incomes, net=incomes.net * new, taxable=incomes.taxable * new)
    lean, full = (find_entitlements(household, incomes, months, whole=one) for one in (False, True))
    assert full.housing.plain[1, -1] > 0
    assert np.array_equal(lean.housing.plain, full.housing.plain)


def test_who_was_born_before_1931_is_answered_by_the_full_system() -> None:
    # They have an allowance on the resources of the housing aid.
    (adult,) = alone().adults
    births = (dt.date(1930, 12, 31), dt.date(1931, 1, 1))
    aged = [alone(adults=(replace(adult, birth=birth),)) for birth in births]
    assert [is_within_scope(one) for one in aged] == [False, True]


def test_none_of_these_households_made_the_list() -> None:
    sample = list(make_lean_list.sample())
    births = {model_births(one) for one in sample}
    assert not [one for one in HOUSEHOLDS if model_births(one) in births]


def test_an_input_that_is_cut_off_is_refused_and_not_lost() -> None:
    from openfisca_core.simulation_builder import SimulationBuilder

    system = lean_system()
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    assert is_cut(system, "aah")
    with pytest.raises(ValueError, match="aah is cut off in the lean system"):
        set_guarded(simulation, "aah", "2026-11", [900.0])
    set_guarded(simulation, "salaire_net", "2026-11", [900.0])
    assert simulation.calculate("salaire_net", "2026-11") == 900


def test_no_input_is_on_the_list() -> None:
    """An input that is cut is lost without a word: `participation_frais` once took RSA away."""
    variables = full_system().variables
    assert [name for name in read_lean_list() if variables[name].is_input_variable()] == []


@pytest.mark.parametrize(
    "status", ["jobseeker_ass", "disabled_aah", "self_employed", "retired", "student", "apprentice"]
)
def test_who_is_outside_the_scope_is_answered_by_the_full_system(
    status: AdultStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert status not in STATUSES
    household = alone()
    adult = replace(household.adults[0], status=status)
    _asserts_asked(monkeypatch, replace(household, adults=(adult,)), "full")


def test_so_is_who_has_a_disabled_child_and_the_others_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    household = alone(50)
    disabled = replace(household.children[0], disabled=True)
    _asserts_asked(monkeypatch, replace(household, children=(disabled,)), "full")
    _asserts_asked(monkeypatch, household, "lean")
    assert is_within_scope(replace(household, children=(replace(disabled, disabled=None),)))


@pytest.mark.parametrize("commune", ["97105", "97209", "97302", "97411", "97608"])
def test_so_is_who_lives_overseas_where_scales_are_others(
    commune: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _asserts_asked(monkeypatch, alone(50, commune=commune), "full")
    _asserts_asked(monkeypatch, alone(50, commune="2A004"), "lean")


def _asserts_asked(monkeypatch: pytest.MonkeyPatch, household: Household, which: str) -> None:
    asked: list[str] = []
    for name in ("full", "lean"):
        monkeypatch.setattr(entitlements, f"{name}_system", partial(str, name))

    def answer(system: str, *_: object, **__: object) -> list[None]:
        asked.append(system)
        return [None]

    for name in ("find_scales", "find_housing_aids"):
        monkeypatch.setattr(entitlements, name, answer)
    months = Axis(Month(MONTH - 2), 3)
    find_entitlements(household, steady(household, np.zeros((1, 1)), months), months)
    assert asked == [which, which]


def test_a_list_made_with_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_lean_list()
    monkeypatch.setattr(systems, "version", lambda _: "999.0.0")
    with pytest.raises(StaleLeanListError, match=r"999\.0\.0 is installed: run python -m"):
        read_lean_list()
