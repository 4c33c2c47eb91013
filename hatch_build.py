"""What a wheel carries beside our code: OpenFisca, at the version that our lean list was made with.

Its own metadata would bring pytest and an old gunicorn, for tests and a web API that never run
here (docs/decisions/0024). A checkout has it from the locked list instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = "jalon/_openfisca"
_PATTERNS = ("openfisca_core", "openfisca_france", "[Oo]pen[Ff]isca_[CcFf]*.dist-info")
_LEFT_OUT = {
    "__pycache__",
    "tests",
    "scripts",
    "RECORD",
    "direct_url.json",
} | {"INSTALLER", "REQUESTED", "entry_points.txt"}
"""Parts that no answer needs; the record of files would be false in another place."""


class CarryOpenFisca(BuildHookInterface[Any]):
    """Puts OpenFisca's files, as the build's environment has them, into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file and its place in the wheel; raises where the build has no OpenFisca."""
        if version == "editable":
            return
        spec = find_spec("openfisca_france")
        if spec is None or spec.origin is None:
            raise RuntimeError("The wheel carries OpenFisca-France, and it is not installed here.")
        installed = Path(spec.origin).parents[1]
        build_data["force_include"].update(
            {
                str(path): f"{CARRIED}/{path.relative_to(installed)}"
                for path in list_carried(installed)
            }
        )


def list_carried(installed: Path) -> Iterator[Path]:
    """OpenFisca's files in `installed`, a folder of packages, but what no answer needs."""
    for pattern in _PATTERNS:
        for folder in installed.glob(pattern):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and not _LEFT_OUT & {*path.relative_to(installed).parts}:
                    yield path
