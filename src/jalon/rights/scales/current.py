"""Are the scales of today? `python -m jalon.rights.scales.current` fails when a file is past due.

It is a step of `make check` and no test: the tests of a version must give the same in ten years.
"""

from __future__ import annotations

import datetime as dt
import sys

from jalon.core.errors import EXIT_DONE, EXIT_FAILED
from jalon.rights.scales.load import outdated


def main(today: dt.date) -> int:
    """Say which files are due, one sentence each; the exit code."""
    late = outdated(today)
    for file in late:
        print(file.sentence, file=sys.stderr)
    return EXIT_FAILED if late else EXIT_DONE


if __name__ == "__main__":
    raise SystemExit(main(dt.datetime.now(dt.UTC).date()))
