"""Children who live with each parent in turn: they count here by half, whole, or not at all.

By half is the rule where nothing else is agreed: allocations familiales (R. 521-3 CSS), what a
child adds to the RSA, its increase for isolation, and the housing aid (Conseil d'État, two
decisions of 21 July 2017, 398563 on the aid). Else they count with the parent whom both named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Literal

import numpy as np

from jalon.core.arrays import Floats
from jalon.rights.birthdays import is_under, opens_by
from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Scales
from jalon.rights.request.household import Household

CustodyReading = Literal["usual", "whole", "apart"]
"""`usual`: by half where there is shared custody; `apart`: with the other parent."""
_UNDER_YEARS = 20
_OF_ONE_PARENT = ("asf", "cf", "paje")
_FLAGS = ("isolated", "rsa_eligible", "ppa_eligible")


def is_shared(household: Household) -> bool:
    """Whether a child lives with each parent in turn."""
    return any(child.custody == "shared" for child in household.children)


def households_of(household: Household) -> Mapping[CustodyReading, Household]:
    """What the law is asked about, by reading."""
    if not is_shared(household):
        return {"usual": household}
    kept = tuple(child for child in household.children if child.custody != "shared")
    return {"whole": household, "apart": replace(household, children=kept)}


def with_half(
    household: Household, given: Mapping[CustodyReading, Entitlements]
) -> Mapping[CustodyReading, Entitlements]:
    """The readings with the usual one, which lies between the others.

    What is not shared and is paid here already is of this parent in all of them.
    """
    if "usual" in given:
        return given
    whole = given["whole"]
    apart = _with_own(given["apart"], whole, _received(household))
    scales = _between(whole.scales, apart.scales, _af_shares(household, whole.axis))
    housing = _mean_aid(whole.housing, apart.housing)
    return {
        "usual": Entitlements(whole.axis, scales, housing),
        "whole": whole,
        "apart": apart,
    }


def with_mean_aid(
    aids: Mapping[CustodyReading, HousingAid],
) -> Mapping[CustodyReading, HousingAid]:
    """The housing aids with the usual one, which lies between the others."""
    if "usual" in aids:
        return aids
    return {"usual": _mean_aid(aids["whole"], aids["apart"]), **aids}


def _received(household: Household) -> frozenset[str]:
    """The benefits of one parent alone that are known to be paid."""
    paid = {name: eur for name, eur in household.past_benefits.items() if eur}
    return frozenset(
        name for name in _OF_ONE_PARENT if name in paid and paid[name][max(paid[name])]
    )


def _with_own(apart: Entitlements, whole: Entitlements, own: frozenset[str]) -> Entitlements:
    """What is given without the children, but for what is paid for them here."""
    family, counted = (
        {
            name: getattr(whole.scales, of)[name] if name in own else eur
            for name, eur in getattr(apart.scales, of).items()
        }
        for of in ("family", "counted")
    )
    return replace(apart, scales=replace(apart.scales, family=family, counted=counted))


def _between(whole: Scales, apart: Scales, af_shares: Floats) -> Scales:
    """The mean, but for allocations familiales: their share of all is the children's."""

    halves = {
        name: {
            benefit: (eur + getattr(apart, name)[benefit]) / 2
            for benefit, eur in getattr(whole, name).items()
        }
        | {"af": np.round(getattr(whole, name)["af"] * af_shares, 2)}
        for name in ("family", "counted")
    }
    rows = {
        field.name: (getattr(whole, field.name) + getattr(apart, field.name)) / 2
        for field in fields(Scales)
        if field.name not in (*halves, *_FLAGS)
    }
    return replace(whole, **rows, family=halves["family"], counted=halves["counted"])


def _mean_aid(whole: HousingAid, apart: HousingAid) -> HousingAid:
    return HousingAid(
        (whole.plain + apart.plain) / 2,
        (whole.neutral + apart.neutral) / 2,
        whole.in_kind,
        (whole.cut_plain + apart.cut_plain) / 2,
        (whole.cut_neutral + apart.cut_neutral) / 2,
    )


def _af_shares(household: Household, axis: Axis) -> Floats:
    """[months]: of the allocations familiales of all children, a half for each shared one."""
    shares = np.ones(axis.count)
    for column, month in enumerate(axis.months):
        counted = [
            0.5 if child.custody == "shared" else 1.0
            for child in household.children
            if opens_by(child.birth, 0, month) and is_under(child.birth, _UNDER_YEARS, month)
        ]
        shares[column] = sum(counted) / max(len(counted), 1)
    return shares
