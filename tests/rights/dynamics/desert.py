"""A country of round numbers, where what is paid can be reckoned by hand.

RSA and prime d'activité have one base, 600; a second person adds half. A worker keeps 60 % of the
wage. The bonus goes from 0 at 600 (60 h at a SMIC of 10) to 120 at 1,200. No forfait logement, no
benefits and no CRDS, unless a case asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month, parse_month
from jalon.rights.dynamics.payments import AmountsDue, KnownPayments, find_due
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Incomes, Scales

FIRST = parse_month("2026-01")
DUE = Axis(Month(FIRST - 8), 32)
"""The months due: from May 2025 on; cases begin in January 2026."""
LIVED = Axis(Month(FIRST - 18), 42)
BASE, FULL_BONUS = 600.0, 120.0
REVIEWS = Rhythm(parse_month("2026-04"))
"""January, April, July, October."""


def by_month(values: Mapping[str, float], start: float = 0.0, axis: Axis = DUE) -> Floats:
    """One figure a month: each holds from its month on."""
    row = np.full(axis.count, start)
    for month in sorted(values):
        row[axis.column(parse_month(month)) :] = values[month]
    return row


def scales(**changes: Any) -> Scales:  # noqa: ANN401 - the fields of Scales
    """One person who may have both; `changes` are fields of Scales."""
    constant = {
        "ratio": 1.0, "raised_ratio": 1.7, "rsa_base": BASE, "ppa_base": BASE, "rsa_minimum": 6.0,
        "ppa_minimum": 15.0, "ppa_slope": 0.6, "bonus_from_h": 60.0, "bonus_to_h": 120.0,
        "bonus_rate": 0.2, "smic_eur_hour": 10.0, "rsa_housing_cap": 0.0, "ppa_housing_cap": 0.0,
        "crds": 0.0,
    }  # fmt: skip
    columns = {name: np.full(DUE.count, value) for name, value in constant.items()}
    yes, none = np.ones(DUE.count, dtype=bool), {"af": np.zeros(DUE.count)}
    plain = Scales(
        **columns, isolated=~yes, rsa_eligible=yes, ppa_eligible=yes, family=none, counted=none
    )
    return replace(plain, **changes)


def entitlements(aid: float = 0.0, neutral: float | None = None, **changes: Any) -> Entitlements:  # noqa: ANN401
    """The scales above, and a housing aid: `aid` counting salaries, `neutral` without them."""
    plain = np.full((1, DUE.count), aid)
    without = plain if neutral is None else np.full((1, DUE.count), neutral)
    none = np.zeros_like(plain)
    aid_of = HousingAid(plain, without, in_kind=False, cut_plain=none, cut_neutral=none)
    return Entitlements(DUE, scales(**changes), aid_of)


def incomes(
    *salaries: Mapping[str, float],
    allowance: Mapping[str, float] | None = None,
    support: float = 0.0,
) -> Incomes:
    """One household: the wages of each adult, each from its month on; the first one's allowance."""
    net = np.stack([by_month(one, axis=LIVED) for one in salaries])[:, None, :]
    other = np.zeros_like(net)
    other[0, 0] = by_month(allowance or {}, axis=LIVED)
    kinds = ("unemployment",) * len(salaries)
    return Incomes(LIVED, net, net, other, other > 0, np.full(LIVED.count, support), kinds)  # type: ignore[arg-type]


def due(
    given: Entitlements,
    lived: Incomes,
    rhythm: Rhythm = REVIEWS,
    known: Mapping[str, Mapping[str, float]] | None = None,
    said_in: str = "2026-01",
) -> AmountsDue:
    """What is due with payments that are known by month of payment, said in a month."""
    payments = {
        name: {parse_month(month): euros for month, euros in paid.items()}
        for name, paid in (known or {}).items()
    }
    return find_due(given, lived, rhythm, KnownPayments(payments, parse_month(said_in)))


def of(amounts: Floats, first: str, count: int) -> list[float]:
    """The amounts due for `count` months."""
    column = DUE.column(parse_month(first))
    return [round(float(euros), 2) for euros in amounts[0, column : column + count]]
