"""`python -m bench.deep_calls`: what a call costs by the depth at which it is made.

One call in a loop, from 400 depths, as it is and with room made (`jalon/core/deep_calls.py`):
the dearest of the depths over the median one. A ratio near one says that no depth is worse.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from jalon.core.deep_calls import with_room

DEPTHS, CALLS = 400, 2000
_LOCALS = "; ".join(f"v{number} = given" for number in range(40))


def main() -> int:
    """Print the two ratios."""
    for name, costs in (("as it is", _costs()), ("with room", with_room(_costs))):
        middle, most = statistics.median(costs), max(costs)
        print(f"{name}: {middle * 1e9:.0f} ns a call, {most / middle:.1f} times that at the worst")
    return 0


def _costs() -> list[float]:
    """Seconds a call, at each depth: the least of three loops, which no other process disturbs."""
    return [_at_depth(depth, _loop) for depth in range(DEPTHS)]


def _at_depth(depth: int, work: Callable[[], float]) -> float:
    return _at_depth(depth - 1, work) if depth else min(work() for _ in range(3))


def _loop() -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        _leaf(1)
    return (time.perf_counter() - began) / CALLS


def _make_leaf() -> Callable[[int], int]:
    """A function with forty names: its frame is some of those that a template's tags have."""
    names: dict[str, Callable[[int], int]] = {}
    exec(f"def leaf(given):\n    {_LOCALS}\n    return given", names)  # noqa: S102 - our own text
    return names["leaf"]


_leaf = _make_leaf()

if __name__ == "__main__":
    raise SystemExit(main())
