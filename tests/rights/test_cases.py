"""Hard cases from public reports and the law: each file says why, its source and what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jalon.rights import (
    check_lines,
    check_rights,
    find_gains,
    gains_wire,
    make_ledger,
    parse_household,
    parse_jobs,
)

FOLDER = Path(__file__).parent / "cases"
TWELFTH = 12
Case = dict[str, Any]


def read(name: str) -> Case:
    case: Case = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return case


def benefits_of(case: Case) -> dict[str, Any]:
    """The lines of a check, by benefit."""
    lines = check_lines(check_rights(parse_household(case["household"])))
    return {line["id"]: line for line in lines["benefits"]}


CASES = [
    (path.stem, benefit)
    for path in sorted(FOLDER.glob("*.json"))
    for benefit in read(path.stem)["expect"]
    if benefit not in ("gain", "words")
]


@pytest.mark.parametrize(("name", "benefit"), CASES)
def test_a_hard_case(name: str, benefit: str) -> None:
    case = read(name)
    expect, line = case["expect"][benefit], benefits_of(case)[benefit]
    if "verdict" in expect:
        assert line["verdict"] in expect["verdict"]
    amount = line["amount_eur_month"]
    if "central" in expect:
        eur = amount["central"] * (TWELFTH if benefit == "ars" else 1)
        assert eur == pytest.approx(expect["central"], abs=expect["within"])
    if "low_at_most" in expect:
        assert amount["low"] <= expect["low_at_most"]
        assert amount["high"] >= expect["high_at_least"]
    if "with_participation" in expect:
        assert line["with_participation"] is expect["with_participation"]


def test_an_unknown_start_lowers_no_gain_silently() -> None:
    case = read("are-since-unknown-gain")
    household = parse_household(case["household"])
    [offer] = gains_wire(find_gains(household, parse_jobs(case["offers"], household)))["offers"]
    assert "income_since_unknown" in offer["causes_of_range"]
    first = make_ledger(household).flows[0]
    assert (first.ppa or 0) > 0
    assert (first.housing or 0) > 0
