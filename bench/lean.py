"""`python -m bench.lean --households 200 --seed 1`: is the lean system ever not the full one?

`make test` compares a village at once and one household whole; here each of many is answered by
both systems, over 22 months and six wages, and every bit of every array is compared. Some four
seconds of processor for each. Exits with 1 where they differ.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.rights.fisca.leanness import compared
from tests.rights.households import drawn


def main() -> int:
    """Print what differs, and how many households had something to compare."""
    asked = _arguments()
    began, different, with_aid = time.monotonic(), 0, 0
    for rank, household in enumerate(drawn(asked.seed, asked.households), 1):
        names, lean = compared(household)
        with_aid += bool(lean.housing.plain.any())
        if names:
            different += 1
            print(f"household {rank - 1}: {', '.join(names)}\n  {household}")
        print(f"\r{rank} of {asked.households}   ", end="", file=sys.stderr, flush=True)
    print(
        f"{asked.households} households ({with_aid} with a housing aid), {different} different, "
        f"{time.monotonic() - began:.0f} s"
    )
    return 1 if different else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--households", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
