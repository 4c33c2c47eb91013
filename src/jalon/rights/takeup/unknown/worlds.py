"""Every way in which what is unknown may be, with the RSA, prime and housing aid of each.

A *world* is the household with every unknown filled. Arrays have an axis for each facet, in the
order of `Worlds.facets`.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jalon.core.arrays import Bools, Floats
from jalon.core.months import Month
from jalon.rights.dynamics.ppa import ppa_due
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.rsa import rsa_due
from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Incomes, Scales
from jalon.rights.fisca import find_entitlements, find_housing
from jalon.rights.request.household import Household, Housing
from jalon.rights.takeup.unknown.facets import (
    LARGE_EUR_MONTH,
    TENANTS,
    Facet,
    income_facets,
    outer_facets,
)
from jalon.rights.takeup.unknown.facts import LEARNERS
from jalon.rights.takeup.unknown.incomes import make_incomes

BEFORE = 4
"""Months due before the household's month: the reference months go back to the fourth."""
_LEARNER_HOURS, _LEARNER_SHARE = 169, 0.55
"""Who studies has the prime from 55 % of 169 hours at the SMIC on (L. 842-2, L. 512-3 and R. 512-2
CSS)."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Worlds:
    """Euros due for the household's month by world, after CRDS.

    `scales` are those of each value of the first facet, N-2 resources, without child support. The
    RSA is that of somebody who has the age and the status for it: `money.py` looks at them.
    """

    facets: tuple[Facet, ...]
    rsa: Floats
    ppa: Floats
    housing: Floats
    scales: tuple[Scales, ...]


def find_worlds(household: Household) -> Worlds | None:
    """All worlds; None where OpenFisca cannot compute the household, which is logged."""
    try:
        return _Making(household).worlds()
    except Exception:
        # OpenFisca raises whatever its formulas do. Not computed is not 0, and no page fails.
        _LOG.exception("OpenFisca did not compute a household")
        return None


class _Making:
    """The simulations of one household."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.outer, self.inner = outer_facets(household), income_facets(household)
        self.axis = Axis(Month(household.month - BEFORE), BEFORE + 1)
        self.scales: dict[tuple[float, float], Scales] = {}
        self.aids: dict[tuple[Any, ...], HousingAid] = {}
        self.incomes: dict[float, Incomes] = {}

    def worlds(self) -> Worlds:
        """Everything, stacked."""
        facets = (*self.outer, *self.inner)
        rows = np.array([self._amounts(*values) for values in self._outer_values()])
        if np.isnan(rows).any():
            raise ArithmeticError("an amount is not a number")
        shape = tuple(len(facet.values) for facet in facets)
        rsa, ppa, housing = (rows[:, rank].reshape(shape) for rank in range(3))
        scales = tuple(self._scales(resources, 0.0) for resources in self.outer[0].values)
        return Worlds(facets, rsa, ppa, housing, scales)

    def _outer_values(self) -> Iterator[tuple[Any, ...]]:
        return itertools.product(*(facet.values for facet in self.outer))

    def _amounts(
        self,
        resources: float,
        support: float,
        isolated: bool,
        status: str,
        rent: float | None,
        zone: int | None,
        has_rsa: bool,
        received: str,
    ) -> tuple[Floats, Floats, Floats]:
        """[copies] euros of RSA, prime d'activité and housing aid."""
        incomes, scales = self._incomes(support), self._scales(resources, support)
        if isolated:
            scales = replace(scales, ratio=np.maximum(scales.ratio, scales.raised_ratio))
        given = Entitlements(self.axis, scales, self._aid(status, rent, zone))
        plain, neutral = given.housing.plain, given.housing.neutral
        month, rhythm = self.household.month, Rhythm(self.household.month)
        due = rsa_due(given, incomes, rhythm, month, self._counted(plain, received))
        aid = np.where((due > 0)[:, None] | has_rsa, neutral, plain)
        counted = self._counted(aid, received)
        rsa = rsa_due(given, incomes, rhythm, month, counted)
        ppa = ppa_due(given, incomes, rhythm, month, counted)
        return rsa, np.where(self._may_have_prime(incomes, scales), ppa, 0.0), aid[:, -1]

    def _counted(self, aid: Floats, received: str) -> Floats:
        """[copies, months] of the aid that counts as a resource, up to the forfait logement."""
        if received == "due":
            return aid
        if received == "paid":
            return np.broadcast_to(self._paid(), aid.shape)
        return np.full_like(aid, LARGE_EUR_MONTH if received == "most" else 0.0)

    def _paid(self) -> Floats:
        """[months] of the aid as it was paid, one month in arrears; the last one stands for those
        that nobody said.
        """
        paid = self.household.past_benefits["aide_logement"]
        last = paid[max(paid)]
        return np.array([paid.get(Month(month + 1), last) for month in self.axis.months])

    def _incomes(self, support: float) -> Incomes:
        if support not in self.incomes:
            self.incomes[support] = make_incomes(self.household, self.inner, support)
        return self.incomes[support]

    def _scales(self, resources: float, support: float) -> Scales:
        if (resources, support) not in self.scales:
            asked = replace(
                self.household, resources_n2_eur_year=resources, housing=Housing("none")
            )
            found = find_entitlements(asked, self._incomes(support), self.axis).scales
            anybody = np.ones_like(found.rsa_eligible)
            self.scales[resources, support] = replace(found, rsa_eligible=anybody)
        return self.scales[resources, support]

    def _aid(self, status: str, rent: float | None, zone: int | None) -> HousingAid:
        """The aid of this quarter in every month; `plain` and `neutral` are [copies, months]."""
        key = (status, rent, zone) if status in TENANTS else (status,)
        if key not in self.aids:
            self.aids[key] = self._ask_aid(Housing(status, rent, zone))  # type: ignore[arg-type]
        return self.aids[key]

    def _ask_aid(self, home: Housing) -> HousingAid:
        asked = replace(self.household, housing=home)
        month = Axis(self.household.month, 1)
        found = find_housing(asked, self._incomes(0.0), month)
        plain, neutral = (np.tile(one, self.axis.count) for one in (found.plain, found.neutral))
        return replace(found, plain=plain, neutral=neutral)

    def _may_have_prime(self, incomes: Incomes, scales: Scales) -> Bools:
        """[copies]: whether somebody has earned enough; who studies has to earn more."""
        months = Rhythm(self.household.month).references(self.household.month)
        earned = incomes.net[:, :, [incomes.axis.column(month) for month in months]]
        least = _LEARNER_HOURS * _LEARNER_SHARE * scales.smic_eur_hour[-1]
        enough = [
            (own > least).all(axis=1) if adult.status in LEARNERS else (own > 0).any(axis=1)
            for adult, own in zip(self.household.adults, earned, strict=True)
        ]
        found: Bools = np.any(enough, axis=0) | scales.isolated[-1]
        return found


def by_resources(worlds: Worlds, benefit: str) -> Floats:
    """Euros of a family benefit due for the month, by N-2 resources."""
    return np.array([float(scales.family[benefit][-1]) for scales in worlds.scales])
