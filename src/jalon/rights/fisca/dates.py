"""Since when the scales that are used have been in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import reduce
from typing import Any

from jalon.core.months import Month, first_day
from jalon.rights.fisca.systems import lean_system

_MINIMA = "prestations_sociales.solidarite_insertion.minima_sociaux"
_SCALES = {
    "rsa": f"{_MINIMA}.rsa.rsa_m.montant_de_base_du_rsa",
    "ppa": f"{_MINIMA}.ppa.pa_m.montant_de_base",
    "family": "prestations_sociales.prestations_familiales.bmaf.bmaf",
    "housing": "prestations_sociales.aides_logement.allocations_logement.locatif.formule"
    ".l_plafonds_loyers.par_zone.zone_1.personnes_seules",
    "smic": "marche_travail.salaire_minimum.smic.smic_b_horaire",
}
"""One parameter of each scale, which moves whenever the scale does."""


def scale_dates(month: Month) -> Mapping[str, dt.date]:
    """The day from which each scale has held, by name."""
    return {name: _since(path, month) for name, path in _SCALES.items()}


def _since(path: str, month: Month) -> dt.date:
    node: Any = reduce(lambda branch, name: branch.children[name], path.split("."), _root())
    days = (dt.date.fromisoformat(value.instant_str) for value in node.values_list)
    return max(day for day in days if day <= first_day(month))


def _root() -> Any:  # noqa: ANN401 - OpenFisca has no types
    return lean_system().parameters
