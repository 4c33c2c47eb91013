"""`jalon site prepare`: all that a site needs before it answers, in one command."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jalon.core.errors import WrongInputError
from jalon.runtime import prepare
from jalon.runtime.django import setup_django
from jalon.runtime.upkeep.steps import run_steps

_NO_FEED = (
    "  No --feed was given and there was no network: the one of the demo territory answers.\n"
    "  Give your own with: jalon site prepare --feed FEED.zip"
)


def prepare_site(feeds: Sequence[Path] = (), streets: Path | None = None) -> None:
    """Bring tables, rights, static files and network up to date; may be done again at any time.

    Without `feeds` the network that is there stays; where there is none, the demo's is built.
    Raises WrongInputError for `streets` without `feeds`.
    """
    if streets and not feeds:
        raise WrongInputError("--streets goes with --feed: a network is built from both at once.")
    setup_django()
    run_steps(
        (
            ("tables and rights", prepare.migrate),
            ("static files", prepare.collect_static),
            ("network", partial(_prepare_network, feeds, streets)),
        )
    )
    if not feeds and is_demo_network():
        print(_NO_FEED, file=sys.stderr)


def _prepare_network(feeds: Sequence[Path], streets: Path | None) -> None:
    from django.conf import settings

    from jalon.core.errors import NetworkError
    from jalon.reach import build_network, load_network

    if feeds:
        today = dt.datetime.now(dt.UTC).date()
        build_network(feeds, settings.JALON_NETWORK_DIR, today, streets=streets)
    elif not settings.JALON_NETWORK_DIR.exists() or is_demo_network():
        prepare.build_timetable()
    else:
        try:
            load_network(settings.JALON_NETWORK_DIR)
        except NetworkError as error:
            raise NetworkError(f"{error} Build it again with --feed.") from error


def is_demo_network() -> bool:
    """Whether the network that answers is the demo territory's."""
    from django.conf import settings

    from jalon.core.errors import NetworkError
    from jalon.demo.network import FEED_NAME
    from jalon.reach import read_manifest

    try:
        feeds = read_manifest(settings.JALON_NETWORK_DIR)["feeds"]
    except NetworkError:
        return False
    return any(feed["name"] == FEED_NAME for feed in feeds)
