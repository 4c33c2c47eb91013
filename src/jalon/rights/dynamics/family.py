"""Family benefits that depend on who works: month by month, those of each copy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jalon.core.arrays import Bools
from jalon.rights.dynamics.types import Entitlements, FamilyRows, Scales

_BY_BENEFIT = ("family", "counted")


def spread(given: Entitlements, copies: int) -> Entitlements:
    """With family benefits of [copies, months], to be chosen in every month; as they are where they
    are the same for every copy.
    """
    if given.rows is None:
        return given
    empty = {
        of: {name: np.zeros((copies, given.axis.count)) for name in getattr(given.scales, of)}
        for of in _BY_BENEFIT
    }
    scales = replace(given.scales, family=empty["family"], counted=empty["counted"])
    return replace(given, scales=scales, rows=None)


def choose(rows: FamilyRows, of_rows: Scales, own: Scales, column: int, has_rsa: Bools) -> None:
    """Writes the benefits of a month into each copy's `own`: with an RSA the month before, nothing
    that was earned two years ago counts (R. 532-7 CSS, sixth paragraph).
    """
    chosen = np.where(has_rsa, rows.neutral, rows.plain[:, column])
    for of in _BY_BENEFIT:
        for name, eur in getattr(of_rows, of).items():
            getattr(own, of)[name][:, column] = eur[chosen, column]
