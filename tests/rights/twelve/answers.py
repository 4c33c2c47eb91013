"""What the engine answers to the files of `docs/douze-foyers`, by the command contract."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jalon.rights import find_gains, gains_wire, parse_household, parse_jobs

DOCS = Path(__file__).resolve().parents[3] / "docs"
FOLDER = DOCS / "douze-foyers"
Offer = dict[str, Any]


def file_of(number: int) -> Path:
    """The file of a household, from 1 to 12."""
    (found,) = FOLDER.glob(f"{number:02}-*.json")
    return found


@lru_cache(maxsize=16)
def offers_of(number: int) -> list[Offer]:
    """The answers to the offers of a household, as `jalon rights gain` prints them."""
    given = json.loads(file_of(number).read_text(encoding="utf-8"))
    household = parse_household(given)
    answers: list[Offer] = gains_wire(find_gains(household, parse_jobs(given, household)))["offers"]
    return answers


def month_of(number: int, month: str, offer: int = 0) -> dict[str, Any]:
    """What is paid to a household in a month like 2027-04, with one of its jobs."""
    (found,) = (one for one in offers_of(number)[offer]["months"] if one["month"] == month)
    return found  # type: ignore[no-any-return]
