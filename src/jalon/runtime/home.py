"""Where Jalon writes when nobody says: beside a checkout, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jalon.core.errors import WrongInputError

_PROJECT = Path(__file__).parents[3]


def default_home(values: Mapping[str, str], project: Path = _PROJECT) -> Path:
    """The folder `var` of a checkout, unless JALON_HOME is among `values`.

    Raises WrongInputError for an installed Jalon: data would die with its environment.
    """
    if values.get("JALON_HOME", "").strip() or (project / "pyproject.toml").is_file():
        return project / "var"
    raise WrongInputError(
        "JALON_HOME is not set: name the folder where Jalon keeps its data, as in "
        "JALON_HOME=/var/lib/jalon."
    )
