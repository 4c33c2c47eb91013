"""RSA and prime d'activité in closed form, written from the texts, against the engine's arrays.

The families' scales are OpenFisca's (the lean system), so that both the law's numbers and our way
with them are compared; wages, aids and family benefits are drawn.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.core.months import Month
from jalon.rights.dynamics.ppa import ppa_gross
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.rsa import rsa_due
from jalon.rights.dynamics.types import Axis, Entitlements, Incomes, TaxedAs
from jalon.rights.fisca import find_entitlements
from tests.examples import examples
from tests.rights.households import MONTH, alone, couple, steady

MONTHS = Axis(Month(MONTH - 5), 7)
REFERENCES = (MONTH - 4, MONTH - 3, MONTH - 2)
PPA, RSA, SMIC = 638.28, 651.69, 12.31
SLOPE, LEAST_PPA, LEAST_RSA = 0.5985, 15.0, 6.0
HALF_A_CENT = 0.005
KINDS = [
    (two, children, young) for two in (False, True) for children in range(6) for young in (0, 1)
]
EUR = st.floats(0, 4000).map(lambda eur: round(eur, 2))
SMALL = st.floats(0, 900).map(lambda eur: round(eur, 2))


@cache
def family(two: bool, children: int, young: int) -> tuple[Entitlements, int]:
    """A family and how many it is; with `young` the youngest is two (a lone parent is raised)."""
    ages = [12 * (4 + rank) + 7 for rank in range(children)]
    if young and children:
        ages[0] = 26
    household = (couple if two else alone)(*ages)
    incomes = steady(household, np.zeros((1 + two, 1)), MONTHS)
    return find_entitlements(household, incomes, MONTHS), 1 + two + children


def scale(two: bool, children: int, young: int) -> float:
    """In bases (R. 262-1 CASF, D. 843-1 CSS): 1, + 0.5, + 0.3, then 0.4 a child from the third on.

    The fourth of a couple is its second child, at 0.3. Alone with a child under three: 1.28412 and
    0.42804 a child.
    """
    if not two and young and children:
        return 1.28412 + 0.42804 * children
    first, second = (0.5 if two else 0.0), 0.0
    extra = [0.3, 0.3] if two else [0.5, 0.3]
    second = sum((extra + [0.4] * 4)[:children])
    return 1 + first + second


def forfait(persons: int, base: float) -> float:
    """The forfait logement: 12 % for one, 16 % of 1.5, 16.5 % of 1.8 from three on."""
    return base * {1: 0.12, 2: 0.16 * 1.5}.get(persons, 0.165 * 1.8)


def bonus(wage: float) -> float:
    share = (wage - 59 * SMIC) / ((138 - 59) * SMIC)
    return min(max(share, 0.0), 1.0) * round(0.377 * PPA, 2)


def prime(kind: tuple[bool, int, int], wages: list[float], other: float, aid: float) -> float:
    """The prime of one month."""
    whole = PPA * scale(*kind)
    lodging = min(aid, forfait(1 + kind[0] + kind[1], PPA))
    earned = sum(wages)
    resources = max(earned + other + lodging, whole)
    return max(0.0, whole + sum(map(bonus, wages)) + SLOPE * earned - resources)


def lived(wages: list[list[float]], support: float) -> Incomes:
    """Wages by adult and reference month; the last goes on."""
    axis = Axis(Month(MONTH - 12), 14)
    net = np.zeros((len(wages), 1, axis.count))
    for rank, one in enumerate(wages):
        for month, eur in zip(REFERENCES, one, strict=True):
            net[rank, 0, axis.column(month)] = eur
        net[rank, 0, axis.column(MONTH - 1) :] = 1.0
    none = np.zeros_like(net)
    kind: TaxedAs = "unemployment"
    return Incomes(
        axis, net, net, none, none > 0, np.full(axis.count, support), (kind,) * len(wages)
    )


def with_benefits(given: Entitlements, eur: float) -> Entitlements:
    """The same family with some euros of benefits in the place of its own."""
    return replace(given, scales=replace(given.scales, counted={"af": np.full(MONTHS.count, eur)}))


@settings(max_examples=examples(300))
@given(st.sampled_from(KINDS), st.lists(EUR, min_size=6, max_size=6), SMALL, SMALL, SMALL)
def test_the_prime_is_its_closed_form(
    kind: tuple[bool, int, int], eur: list[float], benefits: float, support: float, aid: float
) -> None:
    entitled, _ = family(*kind)
    wages = [eur[:3], eur[3:]][: 1 + kind[0]]
    rows = [prime(kind, list(month), benefits + support, aid) for month in zip(*wages, strict=True)]
    mean = sum(rows) / 3
    if abs(mean - LEAST_PPA) < 0.01:
        return  # on the threshold a rounding decides
    expected = mean if mean >= LEAST_PPA and any(map(any, wages)) else 0.0
    found = ppa_gross(
        with_benefits(entitled, benefits),
        lived(wages, support),
        Rhythm(MONTH),
        MONTH,
        np.full((1, MONTHS.count), aid),
    )
    assert found[0] == pytest.approx(expected, abs=HALF_A_CENT)


@settings(max_examples=examples(300))
@given(st.sampled_from(KINDS), st.lists(SMALL, min_size=6, max_size=6), SMALL, SMALL, SMALL)
def test_the_rsa_is_its_closed_form(
    kind: tuple[bool, int, int], eur: list[float], benefits: float, support: float, aid: float
) -> None:
    entitled, persons = family(*kind)
    wages = [eur[:3], eur[3:]][: 1 + kind[0]]
    resources = sum(map(sum, wages)) / 3 + support + benefits
    left = RSA * scale(*kind) - resources - min(aid, forfait(persons, RSA))
    if abs(left - LEAST_RSA) < 0.01:
        return
    found = rsa_due(
        with_benefits(entitled, benefits),
        lived(wages, support),
        Rhythm(MONTH),
        MONTH,
        np.full((1, MONTHS.count), aid),
    )
    # Paid to the cent, and OpenFisca's scales are of single precision.
    assert found[0] == pytest.approx(left if left >= LEAST_RSA else 0.0, abs=0.0051)


@pytest.mark.parametrize("kind", KINDS)
def test_the_family_scale_and_the_forfait_are_those_of_the_texts(
    kind: tuple[bool, int, int],
) -> None:
    entitled, persons = family(*kind)
    now = MONTHS.column(MONTH)
    assert entitled.scales.ratio[now] == pytest.approx(scale(*kind), abs=1e-6)
    for caps, base in (
        (entitled.scales.rsa_housing_cap, RSA),
        (entitled.scales.ppa_housing_cap, PPA),
    ):
        assert caps[now] == pytest.approx(forfait(persons, base), abs=1e-3)
