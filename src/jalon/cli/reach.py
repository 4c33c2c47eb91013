"""`jalon reach`: which working days hold, for whom, and why not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jalon.cli.files import read_json
from jalon.cli.match import add_match
from jalon.cli.unlocks import add_unlocks
from jalon.core.errors import EXIT_DONE

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the noun `reach` and its verbs."""
    noun = subparsers.add_parser("reach", help="days: which hold, for whom, and why not")
    verbs = noun.add_subparsers(metavar="verb", required=True)
    days = verbs.add_parser("days", help="one line for each person, offer and weekday")
    days.add_argument("--network", type=Path, required=True, metavar="DIR")
    days.add_argument("--request", type=Path, required=True, metavar="FILE", help="- reads stdin")
    days.add_argument("--json", action="store_true", help="JSON lines (the only form there is)")
    days.add_argument("--summary", action="store_true", help="one line for each person and offer")
    days.add_argument(
        "--unlocks", action="store_true", help="what would make hold the offers that do not"
    )
    days.set_defaults(run=_days)
    add_match(verbs)
    add_unlocks(verbs)
    warm = verbs.add_parser("warm", help="compile the engine once, before anybody waits for it")
    warm.set_defaults(run=_warm)


def _warm(_parsed: argparse.Namespace) -> int:
    from jalon.reach import warm_kernels

    warm_kernels()
    return EXIT_DONE


def _days(parsed: argparse.Namespace) -> int:
    from jalon.reach import (
        UNLOCK_KINDS,
        day_line,
        load_network,
        parse_request,
        plan_days,
        summary_lines,
    )

    network = load_network(parsed.network)
    request = parse_request(read_json(parsed.request))
    days = plan_days(network, request, unlocks=UNLOCK_KINDS if parsed.unlocks else ())
    if parsed.summary:
        _print(summary_lines(request, days))
    else:
        _print(day_line(day, in_seconds=request.in_seconds) for day in days)
    return EXIT_DONE


def _print(lines: Iterable[dict[str, Any]]) -> None:
    import orjson

    for line in lines:
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
