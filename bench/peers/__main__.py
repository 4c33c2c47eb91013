"""`python -m bench.peers`: other engines beside ours on the real feeds; `make bench` does it too.

JALON_PEERS_SOURCES sets from how many stops each engine is asked (20).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.peers.compare import Row, draw_sources, one_to_all
from bench.peers.feed import Plain, write_plain
from bench.peers.lanes import LANES, lanes_row
from bench.peers.nigiri import Nigiri, find_nigiri, pair_by_pair
from bench.peers.others import Other, others
from bench.peers.ours import Ours, Question
from bench.peers.pilot import pilot_lines
from bench.peers.streets import missing_libraries, street_lines
from bench.peers.table import markdown

DATA = Path(__file__).parents[3] / "shared" / "data"
FEEDS = ("gtfs-porto-alegre.zip", "gtfs-ratp-val-de-marne.zip")
EXTRACT = "osm-porto-alegre.osm.pbf"
WINDOW_H = 2
"""An hour of trip, and as much again."""
BATCHES, HOUR_S = 8, 3600
PAIRS_EACH = 150
"""Pairs asked of an engine that answers one pair at a time, from each source."""


def main() -> int:
    """Print the tables, and a line for each engine that is not here."""
    feeds = [DATA / name for name in FEEDS if (DATA / name).exists()]
    if not feeds:
        print(f"No real feed in {DATA}: nothing to compare on.", file=sys.stderr)
        return 0
    print("\n## Other engines")
    count = int(os.environ.get("JALON_PEERS_SOURCES", "20"))
    rows = [row for feed in feeds for row in _rows_of(feed, count)]
    print(f"{os.cpu_count()} cores; medians over {count} stops of departure, engines in turn.\n")
    if rows:
        print(markdown(rows))
    if (DATA / EXTRACT).exists():
        print("\n".join(street_lines(DATA / EXTRACT)), end="\n\n")
    print("\n".join((*pilot_lines(rows), *_missing())))
    return 0


def _rows_of(feed: Path, count: int) -> list[Row]:
    found = others()[0]
    with tempfile.TemporaryDirectory() as folder:
        day = write_plain(feed, Path(folder))
        rows = _line_rows(day, found, count) + _nigiri_rows(day, count)
    # RAPTOR gains little from a short window, a scan gains much: both are shown.
    compiled = [other for other in found if other.compiled]
    with tempfile.TemporaryDirectory() as folder:
        return rows + _line_rows(write_plain(feed, Path(folder), WINDOW_H), compiled, count)


def _line_rows(plain: Plain, asked: Sequence[Other], count: int) -> list[Row]:
    rows = []
    for other in asked:
        ours = Ours(plain, other.copy(plain), other.question)
        sources = draw_sources(plain, ours, count)
        try:
            with other.start(plain) as peer:
                rows.append(one_to_all(plain, ours, peer, sources))
                if other.compiled and plain.latest_s - plain.departure_s <= WINDOW_H * HOUR_S:
                    many = draw_sources(plain, ours, BATCHES * LANES, seed=3)
                    rows.append(lanes_row(plain, ours, peer, many))
        except OSError as error:
            print(f"{other.name} on {plain.name}: left out. {error}", file=sys.stderr)
    return rows


def _nigiri_rows(plain: Plain, count: int) -> list[Row]:
    engine = find_nigiri()
    if not engine:
        return []
    ours = Ours(plain, plain.usual, Question())
    sources = draw_sources(plain, ours, count)
    return [pair_by_pair(plain, ours, Nigiri(engine, plain), sources, PAIRS_EACH)]


def _missing() -> list[str]:
    nigiri = [] if find_nigiri() else ["nigiri: absent. pip install -r requirements/bench.in."]
    return [*nigiri, *others()[1], *missing_libraries()]


if __name__ == "__main__":
    raise SystemExit(main())
