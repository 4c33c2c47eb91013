"""`jalon reach match`: everybody against every offer, in one territory or in many."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jalon.cli.files import read_json, read_list, sha256_of
from jalon.cli.progress import Teller as _Teller
from jalon.cli.territories import SIDE_BY_SIDE, match_territories
from jalon.core.errors import EXIT_DONE, RequestError

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers
    from jalon.reach import Cluster, Network

DAYS_OF_WEEK = 7
_ONE_TERRITORY = ("network", "people", "offers")


def add_match(verbs: Subparsers) -> None:
    """Add the verb `match`."""
    match = verbs.add_parser("match", help="all people x all offers: the best, and the counts")
    add_territory(match, required=False)
    match.add_argument(
        "--territories", type=Path, metavar="FILE",
        help='instead: [{"name", "network", "people", "offers"}, ...], each into MATCHES/name',
    )  # fmt: skip
    match.add_argument("--top", type=int, default=50, metavar="K", help="offers kept for a person")
    match.add_argument("--out", type=Path, required=True, metavar="MATCHES", help="a folder")
    match.add_argument(
        "--moves", type=_minutes, default=(), metavar="=MIN,MIN",
        help="count people too with every shift moved by so many minutes (--moves=-60,-30,30,60)",
    )  # fmt: skip
    match.add_argument("--scheduler", metavar="ADDRESS", help="of Dask: its workers do the parts")
    match.add_argument("--json", action="store_true", help="print the manifest as JSON")
    match.set_defaults(run=_match)


def add_territory(verb: argparse.ArgumentParser, *, required: bool = True) -> None:
    """The arguments that name a territory: its network, people and offers, and the week."""
    verb.add_argument("--network", type=Path, required=required, metavar="DIR")
    verb.add_argument("--people", type=Path, required=required, metavar="FILE", help="JSON")
    verb.add_argument("--offers", type=Path, required=required, metavar="FILE", help="JSON")
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
    _check(parsed)
    if parsed.scheduler is None:
        return _match_with(parsed, None)
    from jalon.reach import cluster_at

    with cluster_at(parsed.scheduler) as cluster:
        return _match_with(parsed, cluster)


def _match_with(parsed: argparse.Namespace, cluster: Cluster | None) -> int:
    tell = partial(_print, as_json=parsed.json)
    if parsed.territories:
        at_once = SIDE_BY_SIDE if cluster else 1
        return match_territories(parsed, partial(_match_one, cluster), tell, at_once)
    tell(_match_one(cluster, parsed, ""))
    return EXIT_DONE


def _check(parsed: argparse.Namespace) -> None:
    if parsed.top < 1:
        raise RequestError(f"--top {parsed.top}: keep at least one offer for each person.")
    given = [f"--{name}" for name in _ONE_TERRITORY if getattr(parsed, name)]
    if parsed.territories and given:
        raise RequestError(f"{given[0]} and --territories: give one of them, the other names all.")
    missing = [f"--{name}" for name in _ONE_TERRITORY if not getattr(parsed, name)]
    if not parsed.territories and missing:
        raise RequestError(f"{missing[0]} is missing; or give --territories FILE.")


def _match_one(cluster: Cluster | None, parsed: argparse.Namespace, name: str) -> dict[str, object]:
    """Match one territory; gives its manifest. `name` is told with the progress."""
    from jalon.reach import MatchFolder, MatchQuestion, load_network, match_people, parse_request

    network = load_network(parsed.network)
    raw = raw_request(parsed, network)
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
    moves_s = tuple(60 * minutes for minutes in parsed.moves)
    return match_people(
        MatchQuestion(network, parse_request(raw), parsed.top, moves_s),
        folder,
        tell=_Teller(name),
        workers=cluster.of_network(parsed.network) if cluster else None,
    )


def _print(manifest: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(manifest, ensure_ascii=False))
        return
    name = f"{manifest['territory']}: " if "territory" in manifest else ""
    print(
        f"{name}{manifest['people']:,} people x {manifest['offers']:,} offers: "
        f"{manifest['pairs_that_hold']:,} pairs hold, {manifest['pairs_kept']:,} are kept."
    )
    if unknown := manifest["offers_with_unknown_hours"]:
        print(f"{name}{unknown:,} offers have unknown hours: not counted.")
