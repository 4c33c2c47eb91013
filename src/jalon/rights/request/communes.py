"""The communes that OpenFisca-France knows, with their zone of the housing aids."""

from __future__ import annotations

import csv
import json
from functools import cache
from importlib import resources

_FOLDER = "assets/apl"


def is_commune(code: str) -> bool:
    """Whether an INSEE code is that of a commune, of today or merged into another."""
    return code in _communes()


@cache
def _communes() -> frozenset[str]:
    folder = resources.files("openfisca_france") / _FOLDER
    with (folder / "20110914_zonage.csv").open(encoding="utf-8") as file:
        listed = {row["CODGEO"] for row in csv.DictReader(file)}
    merged = folder / "commune_depcom_by_subcommune_depcom.json"
    return frozenset(listed | set(json.loads(merged.read_text(encoding="utf-8"))))
