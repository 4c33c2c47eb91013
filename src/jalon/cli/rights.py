"""`jalon rights`: what jobs really bring in, and what a household may claim."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jalon.cli.files import naming, read_json
from jalon.cli.rights_crowd import add_crowd
from jalon.core.errors import EXIT_DONE

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the noun `rights` and its verbs."""
    noun = subparsers.add_parser("rights", help="money: what a job brings in, what may be claimed")
    verbs = noun.add_subparsers(metavar="verb", required=True)
    gain = verbs.add_parser("gain", help="what each offer brings in, net, month by month")
    _ask_household(gain)
    gain.add_argument("--offers", type=Path, required=True, metavar="FILE", help="- reads stdin")
    gain.set_defaults(run=_gain)
    check = verbs.add_parser("check", help="what the household may claim, and what would settle it")
    _ask_household(check)
    check.set_defaults(run=_check)
    add_crowd(verbs)


def _ask_household(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--household", type=Path, required=True, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="JSON (the only form there is)")


def _gain(parsed: argparse.Namespace) -> int:
    from jalon.rights import find_gains, gains_wire, parse_household, parse_jobs

    given, offers = read_json(parsed.household), read_json(parsed.offers)
    with naming(parsed.household):
        household = parse_household(given)
    with naming(parsed.offers):
        jobs = parse_jobs(offers, household)
    _print(gains_wire(find_gains(household, jobs)))
    return EXIT_DONE


def _check(parsed: argparse.Namespace) -> int:
    from jalon.rights import check_lines, check_rights, parse_household

    given = read_json(parsed.household)
    with naming(parsed.household):
        household = parse_household(given)
    _print(check_lines(check_rights(household)))
    return EXIT_DONE


def _print(answer: object) -> None:
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
    print()
