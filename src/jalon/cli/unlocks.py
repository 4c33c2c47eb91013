"""`jalon reach unlocks`: which single change opens the most, for a whole territory."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from jalon.cli.match import add_territory, raw_request
from jalon.core.errors import EXIT_DONE

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers
    from jalon.reach import Opening

SHOWN = 20


def add_unlocks(verbs: Subparsers) -> None:
    """Add the verb `unlocks`."""
    unlocks = verbs.add_parser("unlocks", help="which single change opens the most pairs")
    add_territory(unlocks)
    unlocks.add_argument(
        "--lines", action="store_true", help="try a first and a last trip of each line too (slow)"
    )
    unlocks.add_argument("--json", action="store_true", help="one JSON line for each change")
    unlocks.set_defaults(run=_unlocks)


def _unlocks(parsed: argparse.Namespace) -> int:
    from jalon.reach import count_unlocks, load_network, parse_request

    network = load_network(parsed.network)
    request = parse_request(raw_request(parsed, network))
    print(f"{len(request.people):,} people x {len(request.offers):,} offers…", file=sys.stderr)
    openings = count_unlocks(network, request, lines=parsed.lines)
    if parsed.json:
        for opening in openings:
            print(json.dumps(_line(opening), ensure_ascii=False))
        return EXIT_DONE
    for opening in openings[:SHOWN]:
        line = _line(opening)
        what = " ".join(str(line[name]) for name in ("change", "subject", "by_min") if line[name])
        more = "at least " if opening.at_least else ""
        print(f"{what}: {more}{opening.pairs:,} pairs more, for {opening.people:,} people")
    return EXIT_DONE


def _line(opening: Opening) -> dict[str, object]:
    key = opening.key
    return {
        "change": key.change,
        "subject": key.subject,
        "by_min": key.by_min,
        "pairs": opening.pairs,
        "people": opening.people,
        "at_least": opening.at_least,
    }
