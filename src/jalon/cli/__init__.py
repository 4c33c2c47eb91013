"""The command `jalon <noun> <verb>`: exit codes 0 done, 2 the input is wrong, 1 Jalon failed.

Each noun has a module of its name here, which is imported only when its noun is asked for:
`jalon --help` is quick. A module has `add_parser(subparsers)`, and each of its verbs sets
`run`, a function from the parsed arguments to an exit code.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from jalon import __version__
from jalon.cli.failures import run_and_tell
from jalon.cli.parser import Parser

NOUNS = {
    "agents": "accounts: the first two people who manage them",
    "network": "timetables: build a network from feeds, and tell what is in it",
    "reach": "days: which working days hold, for whom, and why not",
    "rights": "money: what a job really brings in, what a household may claim",
    "site": "the site: its database, its pages, the demo territory",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return run_and_tell(lambda: _run(given))


def build_parser(nouns: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of `jalon`, with the verbs of `nouns` and the mere names of the others."""
    parser = Parser(prog="jalon", description="Jalon: a job that holds in the day.")
    parser.add_argument("--version", action="version", version=f"jalon {__version__}")
    subparsers = parser.add_subparsers(metavar="noun", required=True)
    for noun, summary in NOUNS.items():
        if noun in nouns:
            importlib.import_module(f"jalon.cli.{noun}").add_parser(subparsers)
        else:
            subparsers.add_parser(noun, help=summary)
    return parser


def _run(given: list[str]) -> int:
    parser = build_parser([given[0]] if given else [])
    parsed = parser.parse_args(given)
    return int(parsed.run(parsed))
