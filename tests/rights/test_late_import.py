"""OpenFisca takes half a second to load: only a process that asks it something does so."""

from __future__ import annotations

import subprocess
import sys


def test_the_engine_is_imported_without_openfisca() -> None:
    program = (
        "import sys, jalon.rights\n"
        "loaded = lambda: 'openfisca_core' in sys.modules\n"
        "print(loaded(), jalon.rights.is_warm())\n"
        "jalon.rights.warm_systems()\n"
        "print(loaded(), jalon.rights.is_warm())"
    )
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True", "True"]
