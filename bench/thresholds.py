"""`python -m bench.thresholds --write`: where does a little more work leave less money?

Sweeps every household of `tests/rights/gain/sweep.py`, by half an hour at the SMIC and by ten euros
of gross wage, prints a row for each with what it loses at the most, and exits with 1 where a loss
has no name. `--write` puts the rows into decision 12, `--only WORD` keeps some households.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.rights.gain.fine_table import HEAD, PAGE, row_of, written
from tests.rights.gain.sweep import by_hour, by_wage, situations


def main() -> int:
    """Print the rows, then how long it took."""
    asked = _arguments()
    began, rows, nameless = time.monotonic(), [*HEAD], 0
    for situation in situations():
        if asked.only not in situation.name:
            continue
        found = [drop for jobs in (by_hour(), by_wage()) for drop in situation.drops(jobs)]
        nameless += sum(not drop.causes for _, drop in found)
        if found:
            rows.append(row_of(situation.name, found))
            print(rows[-1], flush=True)
    print(f"{nameless} losses without a name, {time.monotonic() - began:.0f} s", file=sys.stderr)
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(written(page, rows), encoding="utf-8")
    return 1 if nameless else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
