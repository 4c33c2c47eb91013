"""OpenFisca as a wheel of Jalon carries it: `hatch_build.py` put it there (docs/decisions/0024)."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "_openfisca"


def find_carried_openfisca() -> None:
    """Let Python find it before any other; a checkout has none, and uses what is installed."""
    if _FOLDER.is_dir() and str(_FOLDER) not in sys.path:
        sys.path.insert(0, str(_FOLDER))
