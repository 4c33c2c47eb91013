"""`python -m bench.peers`: other engines beside ours on the real feeds; `make bench` does it too.

JALON_PEERS_SOURCES sets from how many stops each engine is asked (20).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from bench.peers.compare import Row, departure_and_sources, one_to_all
from bench.peers.feed import Plain, write_plain
from bench.peers.nigiri import Nigiri, find_nigiri, pair_by_pair
from bench.peers.others import others
from bench.peers.ours import Ours, Question
from bench.peers.pilot import pilot_line
from bench.peers.table import markdown

DATA = Path(__file__).parents[3] / "shared" / "data"
FEEDS = ("gtfs-porto-alegre.zip", "gtfs-ratp-val-de-marne.zip")
PAIRS_EACH = 150
"""Pairs asked of an engine that answers one pair at a time, from each source."""


def main() -> int:
    """Print the table, and a line for each engine that is not here."""
    feeds = [DATA / name for name in FEEDS if (DATA / name).exists()]
    if not feeds:
        print(f"No real feed in {DATA}: nothing to compare on.", file=sys.stderr)
        return 0
    count = int(os.environ.get("JALON_PEERS_SOURCES", "20"))
    rows: list[Row] = []
    for feed in feeds:
        with tempfile.TemporaryDirectory() as folder:
            rows += _rows_of(write_plain(feed, Path(folder)), count)
    print(f"{os.cpu_count()} cores; medians over {count} stops of departure, engines in turn.\n")
    print(markdown(rows))
    for line in (*pilot_line(rows), *_missing()):
        print(line)
    return 0


def _rows_of(plain: Plain, count: int) -> list[Row]:
    rows = []
    for other in others()[0]:
        ours = Ours(plain, other.copy(plain), other.question)
        departure_s, sources = departure_and_sources(ours, count)
        with other.start(plain) as peer:
            rows.append(one_to_all(plain, ours, peer, sources, departure_s))
    engine = find_nigiri()
    if engine:
        ours = Ours(plain, plain.usual, Question())
        departure_s, sources = departure_and_sources(ours, count)
        nigiri = Nigiri(engine, plain)
        rows.append(pair_by_pair(plain, ours, nigiri, sources, departure_s, PAIRS_EACH))
    return rows


def _missing() -> list[str]:
    lines = others()[1]
    if not find_nigiri():
        lines.append("nigiri: absent. pip install -r requirements/bench.in.")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
