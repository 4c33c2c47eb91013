"""`python -m bench.truth --households 100 --seed 2`: is a household ever told more than it may be?

Draws whole households, takes each fact away in turn, and prints what does not hold
(`truths.py` of `tests/rights/takeup` and of `tests/rights/gain`), some three seconds of processor
each: the law is asked once about the same inputs (`tests/rights/remembered.py`). A seed draws the
same each time; five seeds of 100 are the 500 that an issue asked for, and may be run one after
another.
Exits with 1 where something does not hold.
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings

from jalon.rights import Household
from tests.rights.gain.truths import broken_gains
from tests.rights.remembered import remembered
from tests.rights.takeup.blanks import complete
from tests.rights.takeup.truths import broken


def main() -> int:
    """Print what does not hold with its household, then how many were looked at."""
    asked = _arguments()
    began, wrong, done = time.monotonic(), 0, 0

    @seed(asked.seed)
    @settings(
        max_examples=asked.households,
        phases=[Phase.generate],
        derandomize=False,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(complete())
    def look(household: Household) -> None:
        nonlocal wrong, done
        with remembered():
            found = (*broken(household), *broken_gains(household))
        for line in found:
            wrong += 1
            print(f"household {done}, {line}\n  {household}", flush=True)
        done += 1
        print(f"\r{done} of {asked.households}   ", end="", file=sys.stderr, flush=True)

    look()
    print(f"{done} households, {wrong} do not hold, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--households", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
