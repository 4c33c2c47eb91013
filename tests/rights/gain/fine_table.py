"""The table of the fine sweep in decision 12: how its rows are written, and read again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.rights.gain.sweep import Drop

PAGE = Path(__file__).parents[3] / "docs/decisions/0012-thresholds.md"
HEAD = (
    "| Swept finely | Steps down | The most, a year | Home | From, to | What falls there |",
    "|---|---|---|---|---|---|",
)


class Row(NamedTuple):
    """What the page says of one household: the steepest step in euros a year, and where it is."""

    name: str
    steps: int
    most_eur_year: int
    home: str
    less: str
    more: str
    causes: frozenset[str]


def row_of(name: str, found: Sequence[tuple[str, Drop]]) -> str:
    """The line of a household, of all its drops with the home of each."""
    home, most = max(found, key=lambda one: one[1].lost_eur_year)
    causes = sorted({cause for _, drop in found for cause in drop.causes})
    where = f"{home} | {most.less}, {most.more}"
    return f"| {name} | {len(found)} | {most.lost_eur_year:.0f} € | {where} | {', '.join(causes)} |"


def rows(page: str) -> Iterator[Row]:
    """The rows that a page has."""
    for line in _table(page).splitlines()[len(HEAD) :]:
        name, steps, most, home, offers, causes = line.strip("| ").split(" | ")
        less, more = offers.split(", ")
        named = frozenset(causes.split(", "))
        yield Row(name, int(steps), int(most.removesuffix(" €")), home, less, more, named)


def written(page: str, lines: Sequence[str]) -> str:
    """The page with these lines in the place of its table."""
    return page.replace(_table(page), "\n".join(lines) + "\n")


def _table(page: str) -> str:
    found = re.search(r"\| Swept finely \|(.|\n)*?\n(?=\n|$)", page)
    assert found, "the page has no table of the fine sweep"
    return found[0]
