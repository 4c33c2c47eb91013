"""Many territories in one command: each one's files, and its folder of results."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from jalon.cli.files import read_list
from jalon.core.errors import EXIT_DONE, EXIT_FAILED, EXIT_WRONG_INPUT, JalonError, RequestError

SIDE_BY_SIDE = 4
"""Territories prepared at once for a scheduler's workers: enough that none of them waits."""
_KEYS = ("name", "network", "people", "offers")
_BAD_AND_WORSE = (EXIT_DONE, EXIT_WRONG_INPUT, EXIT_FAILED)
Manifest = dict[str, object]
Matcher = Callable[[argparse.Namespace, str], Manifest]


def territories_of(parsed: argparse.Namespace) -> list[argparse.Namespace]:
    """The arguments of each territory of a file; its paths are seen from the file's folder.

    Raises RequestError where the file is wrong.
    """
    raw = read_list(parsed.territories, "territories")
    if not raw:
        raise RequestError(f"{parsed.territories} names no territory: give at least one.")
    territories = [_territory(parsed, number, item) for number, item in enumerate(raw)]
    names = [territory.name for territory in territories]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise RequestError(f"{parsed.territories} names {twice!r} twice: each needs its own name.")
    return territories


def _territory(parsed: argparse.Namespace, number: int, item: object) -> argparse.Namespace:
    where = f"{parsed.territories}, territory {number}"
    if not isinstance(item, dict) or set(item) != set(_KEYS):
        raise RequestError(f"{where}: give exactly {', '.join(_KEYS)}.")
    if not all(isinstance(item[key], str) and item[key] for key in _KEYS):
        raise RequestError(f"{where}: {', '.join(_KEYS)} are texts that are not empty.")
    name = item["name"]
    if "/" in name or name in (".", ".."):
        raise RequestError(f"{where}: {name!r} cannot be the name of a folder.")
    beside = parsed.territories.parent
    files = {key: beside / item[key] for key in _KEYS[1:]}
    return argparse.Namespace(**(vars(parsed) | files | {"name": name, "out": parsed.out / name}))


def match_territories(
    parsed: argparse.Namespace, match: Matcher, tell: Callable[[Manifest], None], at_once: int
) -> int:
    """Match the territories, `at_once` of them together; gives the exit code.

    One that fails is told on standard error and stops none of the others; `tell` is given the
    manifests of the others, in the order of the file.
    """
    codes = [EXIT_DONE]
    for name, manifest in _matched(territories_of(parsed), match, at_once):
        try:
            tell({"territory": name} | manifest())
        except JalonError as error:
            print(f"jalon: {name}: {error}", file=sys.stderr)
            codes.append(error.exit_code)
    return max(codes, key=_BAD_AND_WORSE.index)


def _matched(
    territories: Sequence[argparse.Namespace], match: Matcher, at_once: int
) -> Iterator[tuple[str, Callable[[], Manifest]]]:
    """Each territory's name, and what gives its manifest or raises."""
    if at_once == 1:
        # Without threads, so that Ctrl-C stops it.
        yield from ((t.name, partial(match, t, t.name)) for t in territories)
        return
    pool = ThreadPoolExecutor(at_once)
    try:
        futures = [pool.submit(match, t, t.name) for t in territories]
        yield from ((t.name, f.result) for t, f in zip(territories, futures, strict=True))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
