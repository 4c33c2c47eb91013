"""The zone of the housing aids (arrêté du 17 mars 1978, annexed list of communes)."""

from __future__ import annotations

_INNER_SUBURBS = ("75", "92", "93", "94")
"""Paris and the départements around it: every commune there is in zone 1."""


def housing_zone_of(commune_code: str) -> int | None:
    """1 for Paris and its petite couronne, by INSEE code; None elsewhere: the list is not ours."""
    return 1 if commune_code.startswith(_INNER_SUBURBS) else None
