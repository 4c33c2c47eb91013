"""How much tests that draw by chance draw: HYPOTHESIS_PROFILE is `quick` or `thorough`.

`quick` draws the same every time, so that no change is refused for what it has not done; it is what
`make test` runs. `thorough` draws ten times as much, and something else each time: `make hunt`.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or "quick"
TIMES = {"quick": 1, "thorough": 10}
HYPOTHESIS_EXAMPLES = 100
"""What Hypothesis draws of itself."""


def load_profile() -> None:
    """Make the profile the default of every test that is read after this."""
    for name, times in TIMES.items():
        settings.register_profile(
            name,
            max_examples=times * HYPOTHESIS_EXAMPLES,
            derandomize=name == "quick",
            # Machines differ, some are busy, and the first example of all may compile.
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
            print_blob=True,
        )
    settings.load_profile(PROFILE)


def examples(quick: int, setting: str = "", *, thorough: int = 0) -> int:
    """So many examples in `quick`, more in `thorough`, or what the environment's `setting` says.

    `thorough` is for what takes long: fewer in each `make test`, and none fewer in `make hunt`.
    """
    many = thorough or quick * TIMES["thorough"]
    return int(os.environ.get(setting) or (many if PROFILE == "thorough" else quick))
