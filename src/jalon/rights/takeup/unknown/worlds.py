"""Every combination of what is unknown, with the RSA, prime and housing aid of each.

A *world* is the household with every unknown filled. Arrays have an axis for each facet, in the
order of `Worlds.facets`.
"""

from __future__ import annotations

import itertools
import logging
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Bools, Floats
from jalon.core.months import Month
from jalon.rights.assumed import TENANTS
from jalon.rights.dynamics.ppa import ppa_due
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.rsa import rsa_due
from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Incomes, Scales
from jalon.rights.fisca import Case, find_many_entitlements, find_many_housing_aids
from jalon.rights.request.household import Household, Housing, HousingStatus
from jalon.rights.short_permits import under_short_permits
from jalon.rights.takeup.unknown.facet import Facet
from jalon.rights.takeup.unknown.facets import (
    LARGE_EUR_MONTH,
    income_facets,
    outer_facets,
)
from jalon.rights.takeup.unknown.facts import LEARNERS
from jalon.rights.takeup.unknown.incomes import make_incomes
from jalon.rights.two_earners import has_two_earners, settle_two_earners, with_two_earners

_HomeKey = tuple[HousingStatus | None, float | None, int | None]
BEFORE = 4
"""Months due before the household's month: the reference months go back to the fourth."""
_LEARNER_HOURS, _LEARNER_SHARE = 169, 0.55
"""Who studies has the prime from 55 % of 169 hours at the SMIC on (L. 842-2, L. 512-3 and R. 512-2
CSS)."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Worlds:
    """Euros due for the household's month by world, after CRDS.

    `scales` are those of each value of the first two facets, resources of N-2 and whether they are
    of two, without child support. The
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
        return _Simulations(household).worlds()
    except Exception:
        # OpenFisca raises whatever its formulas do. Not computed is not 0, and no page fails.
        _LOG.exception("OpenFisca did not compute a household")
        return None


class _World(NamedTuple):
    """A value of each facet that one simulation cannot hold side by side, in their order."""

    resources: float
    two_earners: bool
    support: float
    isolated: bool
    pregnant: bool
    status: HousingStatus | None
    rent: float | None
    zone: int | None
    has_rsa: bool
    aid_received: str
    let_off: bool
    is_granted: bool
    claims_rsa: bool
    ended_early: bool


def _home_key(status: HousingStatus | None, rent: float | None, zone: int | None) -> _HomeKey:
    """A home; the rent and the zone of one that is not rented are nothing."""
    return (status, rent, zone) if status in TENANTS else (status, None, None)


class _Simulations:
    """What is asked of OpenFisca for one household, once each."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.outer, self.inner = outer_facets(household), income_facets(household)
        self.axis = Axis(Month(household.month - BEFORE), BEFORE + 1)
        self.tried = dict(zip(_World._fields, (facet.values for facet in self.outer), strict=True))
        self.incomes: dict[float, Incomes] = {}
        self.scales, self.aids = self._all_scales(), self._all_aids()

    def worlds(self) -> Worlds:
        """Everything, stacked."""
        facets = (*self.outer, *self.inner)
        outer = itertools.product(*(facet.values for facet in self.outer))
        rows = np.array([self._amounts(_World(*values)) for values in outer])
        if np.isnan(rows).any():
            raise ArithmeticError("an amount is not a number")
        shape = tuple(len(facet.values) for facet in facets)
        rsa, ppa, housing = (amounts.reshape(shape) for amounts in rows.swapaxes(0, 1))
        families = itertools.product(self.tried["resources"], self.tried["two_earners"])
        scales = tuple(self.scales[resources, two, 0.0] for resources, two in families)
        return Worlds(facets, rsa, ppa, housing, scales)

    def _amounts(self, world: _World) -> tuple[Floats, Floats, Floats]:
        """[copies] euros of RSA, prime d'activité and housing aid."""
        incomes = self._incomes(world.support)
        if not world.is_granted:
            incomes = replace(incomes, substitute=self._begun(incomes))
        scales = self.scales[world.resources, world.two_earners, world.support]
        if world.isolated or world.pregnant:
            raised = np.maximum(scales.ratio, scales.raised_ratio)
            isolated = np.ones_like(scales.isolated)
            scales = replace(scales, ratio=raised, isolated=isolated)
        if not world.let_off:
            scales = under_short_permits(scales, self.household, self.axis)
        given = Entitlements(
            self.axis,
            scales,
            self.aids[_home_key(world.status, world.rent, world.zone), world.ended_early],
        )
        plain, neutral = given.housing.plain, given.housing.neutral
        month, rhythm = self.household.month, Rhythm(self.household.month)
        due = rsa_due(given, incomes, rhythm, month, self._counted(plain, world.aid_received))
        has_rsa = ((due > 0) & world.claims_rsa) | world.has_rsa
        aid = np.where(has_rsa[:, None], neutral, plain)
        counted = self._counted(aid, world.aid_received)
        rsa = rsa_due(given, incomes, rhythm, month, counted)
        ppa = ppa_due(given, incomes, rhythm, month, counted)
        return rsa, np.where(self._may_have_prime(incomes, scales), ppa, 0.0), aid[:, -1]

    def _begun(self, incomes: Incomes) -> Bools:
        """[adults, copies]: who may claim an allowance, but for one that begins later."""
        is_paid = incomes.allowance[:, :, incomes.axis.column(self.household.month)] > 0
        begun: Bools = incomes.substitute & is_paid[:, :, None]
        return begun

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

    def _all_scales(self) -> dict[tuple[float, bool, float], Scales]:
        """By resources, whether two had them, and support: side by side in one simulation."""
        supports = dict.fromkeys((0.0, *self.tried["support"]))
        families = (self.tried["resources"], self.tried["two_earners"], supports)
        keys = list(itertools.product(*families))
        cases = [
            Case(self._family(resources, two=two), self._incomes(support), self.axis)
            for resources, two, support in keys
        ]
        found = find_many_entitlements(cases)
        anybody = np.ones_like(found[0].scales.rsa_eligible)
        scales = (replace(given.scales, rsa_eligible=anybody) for given in found)
        return dict(zip(keys, scales, strict=True))

    def _family(self, resources: float, *, two: bool) -> Household:
        household = replace(self.household, resources_n2_eur_year=resources)
        if resources != self.household.resources_n2_eur_year is not None:
            # What is left out of the resources says nothing of who earned them.
            household = settle_two_earners(household, two=two)
        elif has_two_earners(household) is None:
            household = with_two_earners(household, two=two)
        return replace(household, housing=Housing("none"))

    def _all_aids(self) -> dict[tuple[_HomeKey, bool], HousingAid]:
        """The aid of this quarter in every month, by home; its arrays are [copies, months]."""
        homes = itertools.product(*(self.tried[name] for name in ("status", "rent", "zone")))
        of_homes = dict.fromkeys(_home_key(*home) for home in homes)
        keys = list(itertools.product(of_homes, self.tried["ended_early"]))
        month, flat_share = Axis(self.household.month, 1), self.household.housing.flat_share
        cases = [
            Case(
                replace(self.household, housing=replace(Housing(*home), flat_share=flat_share)),
                self._incomes(0.0),
                month,
                ended_early=early,
            )
            for home, early in keys
        ]
        return {
            key: replace(
                aid,
                plain=np.tile(aid.plain, self.axis.count),
                neutral=np.tile(aid.neutral, self.axis.count),
            )
            for key, aid in zip(keys, find_many_housing_aids(cases), strict=True)
        }

    def _may_have_prime(self, incomes: Incomes, scales: Scales) -> Bools:
        """[copies]: whether somebody has earned enough; who studies has to earn more."""
        months = Rhythm(self.household.month).references(self.household.month)
        earned = incomes.net[:, :, [incomes.axis.column(month) for month in months]]
        least = _LEARNER_HOURS * _LEARNER_SHARE * scales.smic_eur_hour[-1]
        enough = [
            (own > least).all(axis=1) if adult.status in LEARNERS else (own > 0).any(axis=1)
            for adult, own in zip(self.household.adults, earned, strict=True)
        ]
        may: Bools = np.any(enough, axis=0) | scales.isolated[-1]
        return may


def by_resources(worlds: Worlds, benefit: str) -> Floats:
    """Euros of a family benefit due for the month: by N-2 resources, and whether two had them."""
    eur = [float(scales.family[benefit][-1]) for scales in worlds.scales]
    return np.array(eur).reshape([len(facet.values) for facet in worlds.facets[:2]])
