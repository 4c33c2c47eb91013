"""The CRDS that is kept back from benefits (ordonnance 96-50, article 14 II 7° to 9°)."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Floats

_BELOW_A_CENT = 1e-6
"""Cents that a float is short of a whole one."""


def after_crds(gross: Floats | float, rate: float) -> Floats:
    """Euros paid out of euros due: the contribution is rounded down to the cent.

    So 151.80 euros of family allowances of 2025 pay 151.05, as the Caf published it.
    """
    cents = np.round(np.asarray(gross) * 100)
    kept: Floats = (cents - np.floor(cents * rate + _BELOW_A_CENT)) / 100
    return kept
