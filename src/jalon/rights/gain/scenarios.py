"""Every way in which what nobody said may be, each with the name of its cause.

A scenario changes what the payments are reckoned from: when the reviews are, which benefits are
received, whether the increase for isolation is. The gain is computed in all of them together, with
the allowance that may follow the job and without it; its bounds are the least and the most of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from jalon.core.arrays import Bools
from jalon.core.months import Month
from jalon.rights.allowances import is_start_unknown
from jalon.rights.dynamics.payments import KnownPayments
from jalon.rights.dynamics.rhythm import PERIOD, Rhythm
from jalon.rights.dynamics.types import Axis, Entitlements, Incomes, Scales
from jalon.rights.family_resources import End
from jalon.rights.fisca import is_alone_for_a_year
from jalon.rights.gain.family.births import awaited_months
from jalon.rights.gain.family.custody import CustodyReading, is_shared
from jalon.rights.gain.family.given import Given, first_given
from jalon.rights.gain.family.homes import SUPPORTS_EUR
from jalon.rights.gain.parts import FAMILY
from jalon.rights.gain.unsaid.claims import (
    as_claimed,
    claims_of_housing,
    claims_of_rsa,
    is_lease_of_minor,
    rights_of_the_young,
)
from jalon.rights.request.household import Household
from jalon.rights.short_permits import is_permit_unsettled, under_short_permits

MEANS_TESTED = ("cf", "paje")
"""Family benefits that end above an income of N-2."""
AF_QUARTER, _QUARTER = "af_quarter", 0.25
"""Above another income the allocations familiales are a quarter of themselves (D. 521-1 CSS)."""


Isolation = Literal["as_known", "always", "lately"]
"""Lately: alone since last month, which has the RSA looked at again, and ends within the year."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One reading of what is unknown. The first of `list_scenarios` is the central one. `in_kind`:
    whether an owner's home counts as one without a rent; None: as the law's answer has it.
    `isolated`: since when the increase for isolation is due, beyond what the law's answer has.
    `let_off`: whether a short permit closes nothing. `claims_housing`: whether a housing aid that
    is not paid is claimed. `has_worked`: whether who is too young for the RSA has it by work.
    `support_more_eur` is the child support of a month that nobody spoke of, and
    `aid_counts_support` whether the housing aid is that beside the most of it; `counted` how what
    nobody said of the resources of N-2 is taken, `home` the index of one of the homes that are
    supposed where nobody told one.
    """

    rhythm: Rhythm
    off: frozenset[str] = frozenset()
    isolated: Isolation = "as_known"
    claims_rsa: bool = True
    in_kind: bool | None = None
    custody: CustodyReading = "usual"
    other_earners: bool = False
    let_off: bool = True
    claims_housing: bool = True
    has_worked: bool = False
    support_more_eur: float = 0.0
    counted: End = "usual"
    home: int | None = None
    aid_counts_support: bool = False


def known_of(household: Household) -> KnownPayments:
    """What was paid, as the household says it."""
    return KnownPayments(household.past_benefits, household.month)


def list_scenarios(household: Household, given: Given, incomes: Incomes) -> list[Scenario]:
    """The readings, central first: the middle review, benefits received, no increase
    assumed, an RSA or a housing aid that is not paid though it was due still not claimed, children
    of shared custody by half, two earners as today, nobody let off the years of a permit, nobody
    under 25 with two years of work.
    """
    scales = given.usual.scales
    off = frozenset(name for name in FAMILY if known_of(household).is_off(name))
    maybe_off = [frozenset[str]()]
    if _support_unknown(household) and not household.couple:
        maybe_off.append(frozenset(("asf",)))
    if household.resources_n2_eur_year is None and _has_means_tested(scales):
        ends = (
            (MEANS_TESTED, (*MEANS_TESTED, AF_QUARTER))
            if scales.family["af"].any()
            else (MEANS_TESTED,)
        )
        maybe_off.extend([each | set(end) for each in list(maybe_off) for end in ends])
    choices = itertools.product(
        _rhythms(household),
        maybe_off,
        _isolations(household, given),
        claims_of_rsa(household, first_given(given), incomes, _rhythms(household)[0])
        if _rsa_not_received(household, scales)
        else (True,),
        _homes_in_kind(household),
        given.by_custody,
        (False, True) if given.other_earners else (False,),
        (False, True) if is_permit_unsettled(household) else (True,),
        claims_of_housing(household, given.usual.housing, given.usual.axis),
        rights_of_the_young(household, scales),
    )
    readings = [
        Scenario(
            rhythm, off | more, alone, claims, in_kind, custody, other, let_off, housing, young
        )
        for rhythm, more, alone, claims, in_kind, custody, other, let_off, housing, young in choices
    ]
    others = list(given.rows)[1:]
    readings += [replace(reading, counted=end) for end in others for reading in readings]
    homes = range(len(given.homes))
    readings += [replace(reading, home=home) for home in homes for reading in readings]
    return [*readings, *_with_support(readings, household, given)]


def _with_support(
    readings: list[Scenario], household: Household, given: Given
) -> Iterator[Scenario]:
    """The same where support is received for the children of whom nobody said it: what is beyond
    the ASF counts for the RSA and the prime, and ends the ASF.
    """
    if known_of(household).last_due("asf") is not None and not household.couple:
        return
    unknown = sum(child.support_eur_month is None for child in household.children)
    aids = (False, True) if given.beside_support else (False,)
    for eur, counts in itertools.product(SUPPORTS_EUR if unknown else (), aids):
        for reading in readings:
            if household.couple or "asf" in reading.off:
                more = eur * unknown
                yield replace(reading, support_more_eur=more, aid_counts_support=counts)


def causes_of(
    household: Household, given: Given, central: Scenario, *, may_insure: bool
) -> Iterator[str]:
    """Why there is more than one reading."""
    scales = given.usual.scales
    if len(_rhythms(household)) > 1:
        yield "declaration_month_unknown"
    if _support_unknown(household):
        yield "child_support_unknown"
    if household.resources_n2_eur_year is None and _has_means_tested(scales):
        yield "resources_n2_unknown"
    if _isolation_unknown(household, given):
        yield "isolation_unknown"
    if any(is_start_unknown(adult) for adult in household.adults):
        yield "income_since_unknown"
    if is_shared(household):
        yield "shared_custody"
    if given.other_earners:
        yield "two_earners_unknown"
    if len(given.rows) > 1 and household.resources_n2_eur_year is not None:
        yield "resources_counted_unknown"
    if is_permit_unsettled(household):
        yield "short_permit"
    if may_insure:
        yield "unemployment_insurance"
    yield from _causes_of_home(household, given)
    yield from _causes_of_claims(household, given.usual, central)


def _cause_of_housing(central: Scenario) -> Iterator[str]:
    if central.claims_housing:
        yield "housing_aid_to_claim"
    else:
        yield "housing_aid_not_received"


def _causes_of_home(household: Household, given: Given) -> Iterator[str]:
    if given.homes:
        yield "housing_unknown"
    if len(_homes_in_kind(household)) > 1 and household.housing.loan is None:
        yield "loan_unknown"
    elif len(_homes_in_kind(household)) > 1:
        yield "loan_counted_or_not"


def _causes_of_claims(
    household: Household, usual: Entitlements, central: Scenario
) -> Iterator[str]:
    if _rsa_not_received(household, usual.scales) and central.claims_rsa:
        yield "rsa_to_claim"
    elif _rsa_not_received(household, usual.scales):
        yield "rsa_not_received"
    if is_lease_of_minor(household, usual.housing):
        yield "minor_lease_unknown"
    elif len(claims_of_housing(household, usual.housing, usual.axis)) > 1:
        yield from _cause_of_housing(central)
    if len(rights_of_the_young(household, usual.scales)) > 1:
        yield "young_worker_unknown"


def given_in(scenario: Scenario, given: Given, household: Household) -> Entitlements:
    """What the law gives in one reading."""
    of_custody = given.by_custody[scenario.custody]
    scales, home = of_custody.scales, of_custody.housing
    homes = given.beside_support if scenario.aid_counts_support else (None, *given.homes)
    in_home = homes[0 if scenario.home is None else 1 + scenario.home]
    if in_home is not None:
        home = in_home[scenario.custody]
    if scenario.other_earners:
        other = given.other_earners[scenario.custody]
        scales = replace(scales, family=other.family, counted=other.counted)
    scales = _scales_in(scenario, scales, _alone_in(scenario, of_custody.axis, household))
    if not scenario.let_off:
        scales = under_short_permits(scales, household, of_custody.axis)
    if scenario.in_kind is not None:
        home = replace(home, in_kind=scenario.in_kind)
    home = as_claimed(home, household, of_custody.axis, claims=scenario.claims_housing)
    if scenario.has_worked and scenario.claims_rsa:
        scales = replace(scales, rsa_eligible=np.ones_like(scales.rsa_eligible))
    return replace(of_custody, scales=scales, housing=home, rows=given.rows.get(scenario.counted))


def _alone_in(scenario: Scenario, axis: Axis, household: Household) -> Bools:
    """[months] where a scenario has the increase for isolation, whatever the law's answer has."""
    if scenario.isolated != "lately":
        return np.full(axis.count, scenario.isolated == "always")
    since = Month(household.month - 1)
    return np.array([is_alone_for_a_year(since, month) for month in axis.months])


def _scales_in(scenario: Scenario, scales: Scales, alone: Bools) -> Scales:
    """The scales with what is received, and with the increase for isolation in some months."""
    ratio = np.where(alone, np.maximum(scales.ratio, scales.raised_ratio), scales.ratio)
    shares = dict.fromkeys(scenario.off, 0.0)
    if AF_QUARTER in scenario.off:
        shares = {"af": _QUARTER, **shares}
    return replace(
        scales,
        ratio=ratio,
        isolated=scales.isolated | alone,
        rsa_eligible=scales.rsa_eligible & scenario.claims_rsa,
        family={name: eur * shares.get(name, 1.0) for name, eur in scales.family.items()},
        counted={name: eur * shares.get(name, 1.0) for name, eur in scales.counted.items()},
    )


def _rhythms(household: Household) -> list[Rhythm]:
    """The known one, or all three with the middle one first."""
    if household.next_declaration_month is not None:
        return [Rhythm(household.next_declaration_month)]
    return [Rhythm(Month(household.month + lag)) for lag in (2, 1, PERIOD)]


def _support_unknown(household: Household) -> bool:
    """Whether something depends on support that nobody spoke of: who has the ASF receives none."""
    if household.couple:
        return any(child.support_eur_month is None for child in household.children)
    if known_of(household).last_due("asf") is not None:
        return False
    awaited = bool(awaited_months(household))
    return awaited or any(child.support_eur_month is None for child in household.children)


def _rsa_not_received(household: Household, scales: Scales) -> bool:
    """Whether who might have the RSA says that none is paid: it may be claimed, or it may not."""
    earns = any(adult.net_salary_eur_month for adult in household.adults)
    return known_of(household).is_off("rsa") and bool(scales.rsa_eligible.any()) and not earns


def _has_means_tested(scales: Scales) -> bool:
    return any(scales.family[name].any() for name in (*MEANS_TESTED, "af"))


def _isolations(household: Household, given: Given) -> tuple[Isolation, ...]:
    """Since when the increase for isolation may be due, beyond what the law's answer has."""
    if not household.couple and any(adult.pregnant for adult in household.adults):
        return ("always",)
    if _isolation_unknown(household, given):
        return ("as_known", "always", "lately")
    return ("as_known",)


def _homes_in_kind(household: Household) -> tuple[bool | None, ...]:
    """An owner who repays a loan has the forfait logement by the texts, and none by the CAF."""
    home = household.housing
    if home.status != "owner" or home.loan is False:
        return (None,)
    return (False, True) if home.loan else (True, False)


def _isolation_unknown(household: Household, given: Given) -> bool:
    """Whether a lone parent may still have the increase without a child under three, who may live
    with the other parent in turn.
    """
    alone = not household.couple and bool(household.children)
    alone = alone and not any(adult.pregnant for adult in household.adults)
    return (
        alone
        and household.isolated_since is None
        and not all(one.scales.isolated.all() for one in given.by_custody.values())
    )
