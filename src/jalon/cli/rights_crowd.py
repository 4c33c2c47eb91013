"""`jalon rights crowd`: what their offers bring in to many households, in the background."""

from __future__ import annotations

import argparse
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from jalon.cli.crowd_files import read_asks
from jalon.cli.files import sha256_of
from jalon.cli.progress import Teller
from jalon.core.errors import EXIT_DONE, RequestError

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers


def add_crowd(verbs: Subparsers) -> None:
    """Add the verb `crowd`."""
    crowd = verbs.add_parser("crowd", help="many households x their offers, into Parquet")
    for name in ("households", "offers"):
        crowd.add_argument(f"--{name}", type=Path, required=True, metavar="FILE", help="JSON lines")
    crowd.add_argument(
        "--pairs", type=Path, metavar="FILE",
        help="whose offers: Parquet as best.parquet of a match, or JSON lines; else all of them",
    )  # fmt: skip
    crowd.add_argument("--out", type=Path, required=True, metavar="DIR", help="a folder")
    crowd.add_argument("--workers", type=int, default=_cores(), metavar="N", help="processes")
    crowd.add_argument("--json", action="store_true", help="print the manifest as JSON")
    crowd.set_defaults(run=_crowd)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _crowd(parsed: argparse.Namespace) -> int:
    if parsed.workers < 1:
        raise RequestError(f"--workers {parsed.workers}: at least one process is needed.")
    from jalon.rights import CrowdFolder, reckon_crowd

    folder = CrowdFolder(parsed.out, _made_of(parsed))
    asks = read_asks(parsed.households, parsed.offers, parsed.pairs)
    manifest = reckon_crowd(asks, folder, workers=parsed.workers, tell=Teller(""))
    _print(manifest, as_json=parsed.json)
    return EXIT_DONE


def _made_of(parsed: argparse.Namespace) -> dict[str, object]:
    """What the results depend on; not the number of workers."""
    files = ("households", "offers", "pairs")
    given = {name: getattr(parsed, name) for name in files}
    hashes: dict[str, object] = {n: None if p is None else sha256_of(p) for n, p in given.items()}
    return hashes | {"openfisca_france": version("openfisca-france")}


def _print(manifest: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(manifest, ensure_ascii=False))
        return
    print(
        f"{manifest['households']:,} households, {manifest['pairs']:,} figures, "
        f"{manifest['pairs_not_computed']:,} of them not computed."
    )
