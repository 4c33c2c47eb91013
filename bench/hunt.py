"""`python -m bench.hunt --worlds 3000 --seed 1`: is the engine ever wrong on random worlds?

Each world is a small feed and a request (`tests/reach/drawing`). The engine's days and unlocks are
compared with the brute-force oracle's, field by field, to the second. Unlocks are asked in one
world of three, as they take most of the time. A world where the two differ is written to a file,
which `--again FILE` judges once more. Exits with 1 where they differ.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.reach.answers import Comparison, compared
from tests.reach.drawing.dice import RandomDice
from tests.reach.drawing.draft import Size
from tests.reach.drawing.world import World
from tests.reach.drawing.worlds import drawn

PROCESSES = 2
SEED_WORLDS = 1_000_000
"""A seed has so many worlds, numbered from the seed times this."""


class Judgement(NamedTuple):
    """One world, judged."""

    number: int
    found: Comparison


def main() -> int:
    """Print how many worlds, days and differences there were."""
    asked = _arguments()
    if asked.again:
        world = World(**json.loads(asked.again.read_text()))
        differences = judge(world, unlocks=True).differences
        for line in differences:
            print(json.dumps(line, ensure_ascii=False))
        return 1 if differences else 0
    began = time.monotonic()
    first = asked.seed * SEED_WORLDS
    total = Comparison(0, 0, 0, [])
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        numbers = range(first, first + asked.worlds)
        for done, (number, found) in enumerate(pool.imap_unordered(hunted, numbers, 20), 1):
            total = _sum(total, found)
            if found.differences:
                _write(asked.out / f"world-{number}.json", number)
            if done % 100 == 0:
                _progress(done, asked.worlds, time.monotonic() - began, total)
    print(
        f"{asked.worlds:,} worlds from {first:,} on, {total.days:,} days, "
        f"{total.held / max(total.held + total.refused, 1):.0%} of those with known hours hold, "
        f"{len(total.differences)} differences, {time.monotonic() - began:.0f} s"
    )
    return 1 if total.differences else 0


def hunted(number: int) -> Judgement:
    """The world of a number, judged; an error of either side is a difference."""
    try:
        return Judgement(number, judge(world_of(number), unlocks=number % 3 == 0))
    except Exception as error:
        return Judgement(number, Comparison(0, 0, 0, [({"error": repr(error)}, None)]))


def world_of(number: int) -> World:
    """The world of a number: always the same."""
    return drawn(RandomDice(number), Size())


def judge(world: World, *, unlocks: bool) -> Comparison:
    """Engine and oracle on a world."""
    with tempfile.TemporaryDirectory() as folder:
        feed = world.write(Path(folder) / "feed.zip")
        return compared([feed], world.request, unlocks=unlocks)


def _sum(a: Comparison, b: Comparison) -> Comparison:
    return Comparison(
        a.days + b.days, a.held + b.held, a.refused + b.refused, a.differences + b.differences
    )


def _write(path: Path, number: int) -> None:
    world = world_of(number)
    path.write_text(json.dumps({"tables": world.tables, "request": world.request}))
    print(f"\ndifferent: {path}", file=sys.stderr)


def _progress(done: int, worlds: int, seconds: float, total: Comparison) -> None:
    left = seconds / done * (worlds - done)
    said = f"{done:,} of {worlds:,} worlds, {len(total.differences)} differences, {left:.0f} s left"
    print(f"\r{said}   ", end="", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--worlds", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(), help="where different worlds go")
    parser.add_argument("--again", type=Path, help="a world that was written")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
