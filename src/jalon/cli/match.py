"""`jalon reach match`: everybody against every offer."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jalon.cli.files import read_json, read_list, sha256_of
from jalon.core.errors import EXIT_DONE, RequestError

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers
    from jalon.reach import Network, Progress

DAYS_OF_WEEK = 7


def add_match(verbs: Subparsers) -> None:
    """Add the verb `match`."""
    match = verbs.add_parser("match", help="all people x all offers: the best, and the counts")
    add_territory(match)
    match.add_argument("--top", type=int, default=50, metavar="K", help="offers kept for a person")
    match.add_argument("--out", type=Path, required=True, metavar="MATCHES", help="a folder")
    match.add_argument(
        "--moves", type=_minutes, default=(), metavar="MIN,MIN",
        help="count people too with every shift moved by so many minutes (-60,-30,30,60)",
    )  # fmt: skip
    match.add_argument("--json", action="store_true", help="print the manifest as JSON")
    match.set_defaults(run=_match)


def add_territory(verb: argparse.ArgumentParser) -> None:
    """The arguments that name a territory: its network, people and offers, and the week."""
    verb.add_argument("--network", type=Path, required=True, metavar="DIR")
    verb.add_argument("--people", type=Path, required=True, metavar="FILE", help="JSON")
    verb.add_argument("--offers", type=Path, required=True, metavar="FILE", help="JSON")
    verb.add_argument("--monday", help="of the week; else the first whole one from today on")
    verb.add_argument("--settings", type=Path, metavar="FILE", help="settings of a request, JSON")


def _minutes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} are not minutes like -30,30") from None


def raw_request(parsed: argparse.Namespace, network: Network) -> dict[str, object]:
    """The request that a territory's arguments stand for, as JSON would give it."""
    settings = read_json(parsed.settings) if parsed.settings else {}
    return {
        "date_of_monday": parsed.monday or _coming_monday(network).isoformat(),
        "settings": settings,
        "people": read_list(parsed.people, "people"),
        "offers": read_list(parsed.offers, "offers"),
    }


def _coming_monday(network: Network) -> dt.date:
    """The first Monday from today on whose week the network covers, else the first one it does."""
    today = dt.datetime.now(network.zone).date()
    last = network.last_day - dt.timedelta(days=DAYS_OF_WEEK - 1)
    first = today if network.first_day <= today <= last else network.first_day
    return first + dt.timedelta(days=-first.weekday() % DAYS_OF_WEEK)


def _match(parsed: argparse.Namespace) -> int:
    from jalon.reach import MatchFolder, load_network, match_people, parse_request

    if parsed.top < 1:
        raise RequestError(f"--top {parsed.top}: keep at least one offer for each person.")
    network = load_network(parsed.network)
    raw = raw_request(parsed, network)
    moves_s = tuple(60 * minutes for minutes in parsed.moves)
    made_of: dict[str, object] = {
        "network": [feed["sha256"] for feed in network.manifest["feeds"]],
        "streets": (network.manifest.get("streets") or {}).get("sha256"),
        "people": sha256_of(parsed.people),
        "offers": sha256_of(parsed.offers),
        "monday": raw["date_of_monday"],
        "settings": raw["settings"],
        "top": parsed.top,
        "moves_min": list(parsed.moves),
    }
    folder = MatchFolder(parsed.out, made_of)
    request = parse_request(raw)
    manifest = match_people(network, request, folder, top=parsed.top, moves_s=moves_s, tell=_tell)
    _print(manifest, as_json=parsed.json)
    return EXIT_DONE


def _tell(progress: Progress) -> None:
    """How far a run is, on standard error: one line that is written over on a terminal."""
    minutes, seconds = divmod(round(progress.left_s), 60)
    text = f"{progress.done} of {progress.parts} parts, {minutes} min {seconds:02} s left"
    end = "\r" if sys.stderr.isatty() and progress.done < progress.parts else "\n"
    print(text, file=sys.stderr, end=end, flush=True)


def _print(manifest: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(manifest, ensure_ascii=False))
        return
    print(
        f"{manifest['people']:,} people x {manifest['offers']:,} offers: "
        f"{manifest['pairs_that_hold']:,} pairs hold, {manifest['pairs_kept']:,} are kept."
    )
    if manifest["offers_with_unknown_hours"]:
        print(f"{manifest['offers_with_unknown_hours']:,} offers have unknown hours: not counted.")
