"""Overseas the scales are others: nothing is computed there with those of the mainland."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jalon.core.months import parse_month
from jalon.rights import Adult, Gain, Household, Housing, Job, check_rights, find_gains
from jalon.rights.gain.compute import reckon_many

ALONE = Household(
    parse_month("2026-11"),
    (Adult(dt.date(1990, 5, 2), "none"),),
    couple=False,
    housing=Housing("tenant", 500.0, 2),
    resources_n2_eur_year=0.0,
)
JOB = Job("o1", 1867.0, 35.0, dt.date(2026, 12, 1))


HOUSEHOLDS = {commune: replace(ALONE, commune=commune) for commune in ("97105", "97608")}


@pytest.fixture(scope="module")
def gains() -> dict[str, Gain]:
    """Of both at once, in the time of one."""
    reckonings = reckon_many((household, [JOB]) for household in HOUSEHOLDS.values())
    return {
        commune: reckoning.gains()[0]
        for commune, reckoning in zip(HOUSEHOLDS, reckonings, strict=True)
    }


@pytest.mark.parametrize("commune", HOUSEHOLDS)
def test_overseas_is_not_computed(commune: str, gains: dict[str, Gain]) -> None:
    gain = gains[commune]
    assert gain.net_eur_month is None
    assert gain.not_computed == ("overseas",)
    assert {flow.rsa for flow in gain.with_job} == {None}
    checked = check_rights(HOUSEHOLDS[commune])
    assert {benefit.verdict for benefit in checked.benefits} == {"cannot_tell"}


def test_a_pension_comes_before_the_rsa() -> None:
    old = replace(ALONE, adults=(Adult(dt.date(1955, 5, 2), "none"),))
    assert "pension_age" in find_gains(old, [JOB])[0].not_counted
    assert "pension_age" not in find_gains(ALONE, [JOB])[0].not_counted
