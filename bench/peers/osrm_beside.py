"""OSRM beside ours: its own reading of the streets, so its seconds are not ours.

Its binding asks for a newer Python than ours: JALON_OSRM_PYTHON names one that has it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jalon.core.arrays import Floats

PYTHON = "JALON_OSRM_PYTHON"
DRIVER = Path(__file__).parent / "osrm_table.py"
MISSING = (
    "OSRM: absent. pip install osrm-bindings in an environment of Python 3.12 or newer, "
    f"then {PYTHON}=that python."
)


@dataclass(frozen=True)
class OsrmTable:
    """Seconds by car (NaN for no way), and seconds of processor to build and to fill the table."""

    seconds: Floats
    build_s: float
    cpu_s: float


def osrm_table(extract: Path, origins: Floats, targets: Floats) -> OsrmTable | None:
    """The table between places, rows of (longitude, latitude); None where OSRM is not to be had."""
    python = os.environ.get(PYTHON)
    if not python:
        return None
    asked = json.dumps({"origins": origins.tolist(), "targets": targets.tolist()})
    with tempfile.TemporaryDirectory() as folder:
        command = [python, str(DRIVER), str(extract), folder]
        done = subprocess.run(
            command, input=asked, capture_output=True, text=True, check=False, env=_plain_env()
        )
    if done.returncode:
        print(f"OSRM: left out, {python} ended with an error.", file=sys.stderr)
        return None
    told = json.loads(done.stdout)
    return OsrmTable(np.array(told["seconds"]), told["build_s"], told["cpu_s"])


def _plain_env() -> dict[str, str]:
    """Packages of our Python are not for another."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
