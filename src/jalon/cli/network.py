"""`jalon network`: build a network from timetables, and tell what is in it."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jalon.core.errors import EXIT_DONE

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the noun `network` and its verbs."""
    noun = subparsers.add_parser("network", help="timetables: build a network, tell what is in it")
    verbs = noun.add_subparsers(metavar="verb", required=True)
    build = verbs.add_parser("build", help="read GTFS feeds, check them, write a network")
    build.add_argument("feeds", nargs="+", type=Path, metavar="FEED", help="a GTFS zip or folder")
    build.add_argument("--streets", type=Path, metavar="EXTRACT", help="an OSM extract (.osm.pbf)")
    build.add_argument("--out", type=_folder, required=True, metavar="DIR", help="where to write")
    build.set_defaults(run=_build)
    info = verbs.add_parser("info", help="tell what a network holds")
    info.add_argument("network", type=Path, metavar="DIR")
    info.set_defaults(run=_info)
    for verb in (build, info):
        verb.add_argument("--json", action="store_true", help="print the manifest as JSON")


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a folder must be named")
    return Path(text)


def _build(parsed: argparse.Namespace) -> int:
    from jalon.reach import build_network

    streets = "" if parsed.streets is None else " and the streets"
    print(f"Reading {len(parsed.feeds)} feed(s){streets}…", file=sys.stderr)
    today = dt.datetime.now(dt.UTC).date()
    manifest = build_network(parsed.feeds, parsed.out, today, streets=parsed.streets)
    _tell(manifest, as_json=parsed.json)
    return EXIT_DONE


def _info(parsed: argparse.Namespace) -> int:
    from jalon.reach import read_manifest

    _tell(read_manifest(parsed.network), as_json=parsed.json)
    return EXIT_DONE


def _tell(manifest: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(manifest, ensure_ascii=False))
        return
    validity, counts = manifest["validity"], manifest["counts"]
    print(f"Valid from {validity['first_day']} to {validity['last_day']} ({manifest['timezone']})")
    print(", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items()))
    for feed in manifest["feeds"]:
        print(f"- {feed['name']}: {feed['publisher']}")
    if manifest["streets"] is not None:
        _tell_streets(manifest["streets"])
    for note in manifest["warnings"]:
        place = note["file"] + (f", line {note['line']}" if note["line"] else "")
        print(f"! {note['code']} ({place}; {note['count']}): {note['message']}")


def _tell_streets(streets: dict[str, Any]) -> None:
    graphs = ", ".join(
        f"{graph['edges']:,} for {mean}" for mean, graph in streets["graphs"].items()
    )
    print(f"- {streets['name']}: streets ({graphs})")
    stops = streets["stops"]
    print(
        f"  {stops['snapped']:,} stops on the streets, at most {stops['largest_snap_m']} m away; "
        f"{stops['unsnapped']:,} off them"
    )
