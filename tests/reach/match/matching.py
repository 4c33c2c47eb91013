"""A match, and what plan_days says of the same request, in one shape."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow.parquet as pq

from jalon.reach import (
    MatchFolder,
    MatchQuestion,
    Network,
    Request,
    match_people,
    plan_days,
    summary_lines,
)
from jalon.reach.match import block
from jalon.reach.match.run import run
from tests.reach.desert import clock, east

Json = dict[str, Any]
TABLES = ("best.parquet", "starts.parquet")
Kept = tuple[int, str, str]
"""Seconds of the week, the offer, the places as JSON."""


@dataclass(frozen=True)
class Found:
    """By person the offers kept, the best first; by offer and move how many people it holds for."""

    best: dict[str, list[Kept]]
    starts: dict[tuple[str, int], int]
    manifest: Json


def matched(
    network: Network,
    request: Request,
    out: Path,
    *,
    top: int = 100,
    moves_s: Sequence[int] = (),
    **more: Any,  # noqa: ANN401
) -> Found:
    """A match in a folder of its own."""
    folder = MatchFolder(out, {"request": repr(request), "top": top, "moves": list(moves_s)})
    match_people(MatchQuestion(network, request, top, tuple(moves_s)), folder, **more)
    return read(out)


def read(out: Path) -> Found:
    """What a finished match left."""
    best: dict[str, list[Kept]] = {}
    for row in pq.read_table(out / "best.parquet").to_pylist():
        mine = best.setdefault(row["person"], [])
        mine.append((row["week_s"], row["offer"], row["places"]))
        assert row["rank"] == len(mine)
    starts = {
        (row["offer"], row["move_min"]): row["people"]
        for row in pq.read_table(out / "starts.parquet").to_pylist()
    }
    return Found(best, starts, json.loads((out / "manifest.json").read_text()))


def expected(network: Network, request: Request) -> Found:
    """What plan_days says of every pair: all offers that hold, and how many people each has."""
    days = list(plan_days(network, request))
    places = {(day.person, day.offer): json.dumps(dict(day.places)) for day in days}
    number = {offer.id: i for i, offer in enumerate(request.offers)}
    best: dict[str, list[Kept]] = {}
    counts: Counter[str] = Counter()
    for line in summary_lines(request, days):
        if line["holdable"]:
            pair = line["person"], line["offer"]
            week_s = sum(
                (day.out_s or 0) + (day.back_s or 0)
                for day in days
                if (day.person, day.offer) == pair
            )
            best.setdefault(line["person"], []).append((week_s, line["offer"], places[pair]))
            counts[line["offer"]] += 1
    for mine in best.values():
        mine.sort(key=lambda kept: (kept[0], number[kept[1]]))
    known = [o.id for o in request.offers if o.shifts and all(o.shifts.values())]
    return Found(best, {(offer, 0): counts[offer] for offer in known}, {})


@contextmanager
def cut_into(offers: int, *, cells: int = block.CHUNK_CELLS) -> Iterator[None]:
    """Parts of so many offers, and chunks of so many choices x offers."""
    with (
        patch.object(run, "PART_PAIRS", 1),
        patch.object(run, "LEAST_OFFERS", offers),
        patch.object(block, "CHUNK_CELLS", cells),
    ):
        yield


def offers(count: int) -> list[dict[str, Any]]:
    """Offers around C that start a minute apart."""
    return [
        {
            "id": f"o{i}",
            **east("C", 10 * i),
            "shifts": {"monday": [[clock(30_000 + 60 * i)[:5], clock(60_000 + 60 * i)[:5]]]},
        }
        for i in range(count)
    ]


def same_tables(one: Path, other: Path) -> bool:
    """Two runs left the same bytes."""
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in TABLES)
