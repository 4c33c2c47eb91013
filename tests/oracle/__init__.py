"""The independent judge: days that hold, found by brute force from the definition alone.

Plain Python, standard library only, sharing no code with the engine. Three doors:

- `oracle_days(feeds, request)`: everything, by search in the time-expanded network (`ways.py`) and
  by trying leaves (`latest_leave`). Obviously right, and slow: for networks of a few stops.
- `oracle_pairs(feeds, request, pairs)`: the same days for some (person id, offer id) pairs on a
  real feed; trips that cannot help are first put aside by two plain scans (`real_feed`).
- `oracle_unlocks(feeds, request)`: the single changes that make an offer hold, each made to the
  request and judged again; `oracle_answers` gives both, the days first.

What it reads where DESIGN.md leaves a choice is said in `README.md`, point by point.
"""

from tests.oracle.real_feed import oracle_pairs
from tests.oracle.unlocks import oracle_answers, oracle_unlocks
from tests.oracle.week import oracle_days

__all__ = ["oracle_answers", "oracle_days", "oracle_pairs", "oracle_unlocks"]
