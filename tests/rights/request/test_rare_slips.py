"""Slips in what is told of pregnancy, custody, flat-shares, loans, permits and minors."""

from __future__ import annotations

from typing import Any

import pytest

from jalon.core.errors import RequestError
from jalon.rights import parse_household

TOLD = {"month": "2026-12", "couple": False}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"income_since": "2027-09"}, "income_since"),
        ({"income_since": 5}, "income_since"),
        ({"pregnant": "yes"}, "pregnant"),
        ({"pregnant": False, "due": "2027-02"}, "no birth is awaited"),
        ({"pregnant": True, "due": "2029-02"}, "due"),
        ({"permit_years": "many"}, "permit_years"),
        ({"permit_years": -1}, "permit_years"),
        ({"with_parents": 1}, "with_parents"),
        ({"registered": "no"}, "registered"),
        ({"registered": False, "status": "jobseeker_are"}, "registered"),
        ({"resources_n2_eur_year": -3}, "resources_n2_eur_year"),
    ],
)
def test_a_slip_in_a_fact_is_one_sentence(changes: dict[str, Any], sentence: str) -> None:
    told = TOLD | {"adults": [{"birth": "1990-03-10", **changes}]}
    with pytest.raises(RequestError, match=sentence) as error:
        parse_household(told)
    assert "\n" not in str(error.value)


def test_a_slip_in_a_child_or_a_home_is_one_sentence() -> None:
    adults = [{"birth": "1990-03-10"}]
    for part in (
        {"children": [{"birth": "2020-01-01", "custody": "half"}]},
        {"housing": {"status": "owner", "loan": "yes"}},
        {"housing": {"status": "tenant", "flat_share": 3}},
    ):
        with pytest.raises(RequestError):
            parse_household(TOLD | {"adults": adults} | part)


def test_what_is_null_is_unknown() -> None:
    names = (
        "income_since",
        "resources_n2_eur_year",
        "pregnant",
        "due",
        "permit_years",
        "with_parents",
        "registered",
    )
    told = TOLD | {"adults": [{"birth": "1990-03-10", **dict.fromkeys(names)}]}
    [read] = parse_household(told).adults
    assert all(getattr(read, name) is None for name in names)
