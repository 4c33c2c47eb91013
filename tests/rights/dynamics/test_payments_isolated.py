"""A parent who comes to be alone has the increase from the first of that month: R. 262-4-1 3° CASF
for the RSA and R. 843-2 CSS for the prime. By hand, in the country of round numbers.
"""

from __future__ import annotations

from typing import Any

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import make_ledger
from tests.rights.dynamics.desert import by_month, due, entitlements, incomes, of
from tests.rights.households import MONTH, alone


def alone_from(*months: str, **changes: Any) -> Any:  # noqa: ANN401
    """The raised scale, 1,020, from a month on, and up to another one: else 600."""
    starts = dict(zip(months, (1.7, 1.0), strict=False))
    ratio = by_month(starts, start=1.0)
    return entitlements(ratio=ratio, isolated=ratio > 1.0, **changes)


def test_the_rsa_is_looked_at_again_in_the_month_itself() -> None:
    # The reviews are in January and April; April looks at December, January and February.
    found = due(alone_from("2026-02"), incomes({}))
    assert of(found.rsa, "2026-01", 6) == [600] + [1020] * 5


def test_so_is_the_prime() -> None:
    # 900 a month. M = 600: 600 + 60 + 540 - 900 = 300. M = 1,020: 1,020 + 60 + 540 - 1,020 = 600.
    found = due(alone_from("2026-02"), incomes({"2025-01": 900}))
    assert of(found.ppa, "2026-01", 6) == [300] + [600] * 5


def test_its_end_waits_for_the_review() -> None:
    # It ends in July; October looks at June, July and August: 1,020, 600 and 600.
    found = due(alone_from("2026-02", "2026-07"), incomes({}))
    assert of(found.rsa, "2026-07", 7) == [1020] * 3 + [740] * 3 + [600]


def test_an_end_within_the_quarter_of_the_event_waits_as_well() -> None:
    # From February, up to March: until the review of April it is held; then December and January
    # have the family of February, and so has February.
    found = due(alone_from("2026-02", "2026-03"), incomes({}))
    assert of(found.rsa, "2026-01", 7) == [600] + [1020] * 5 + [600]


@pytest.mark.parametrize("benefit", ["rsa", "ppa"])
def test_a_payment_from_before_holds_no_more(benefit: str) -> None:
    # 290 came in February for January. The wage is 450: the RSA 150, then 570; the prime 270 on
    # any scale over it.
    lived = incomes({"2025-01": 450})
    found = due(alone_from("2026-02"), lived, known={benefit: {"2026-02": 290}}, said_in="2026-02")
    after = {"rsa": 570, "ppa": 270}[benefit]
    assert of(getattr(found, benefit), "2026-01", 3) == [290, after, after]


def test_a_payment_from_after_holds() -> None:
    # 1,000 came in March for February: it holds until April.
    known = {"rsa": {"2026-03": 1000}}
    found = due(alone_from("2026-02"), incomes({}), known=known, said_in="2026-03")
    assert of(found.rsa, "2026-02", 3) == [1000, 1000, 1020]


def test_a_home_without_a_rent_counts_for_the_family_of_the_event() -> None:
    # A first child: 1.7, and the forfait logement of two.
    cap = by_month({"2026-02": 144}, start=72)
    given = alone_from("2026-02", rsa_housing_cap=cap)
    assert of(due(given, incomes({})).rsa, "2026-01", 3) == [600, 1020, 1020]
    housed = alone_from("2026-02", aid=200, rsa_housing_cap=cap)
    assert of(due(housed, incomes({})).rsa, "2026-01", 3) == [528, 876, 876]


def test_a_parent_left_alone_this_month_by_the_scales_of_2026() -> None:
    # One child of eight; reviews in October and January. 651.69 x 1.5 and x 1.71216 (R. 262-1).
    ledger = make_ledger(alone(98, isolated_since=MONTH))
    rsa = {month: ledger.explain("rsa", month) for month in (MONTH, Month(MONTH + 1))}
    scales = [
        next(step.eur for step in steps if step.code in ("scale", "raised_scale"))
        for steps in rsa.values()
    ]
    assert scales == [pytest.approx(977.535), pytest.approx(1115.797, abs=0.01)]
    codes = [[step.code for step in steps] for steps in rsa.values()]
    assert ["isolated_since" in one for one in codes] == [False, True]
    (event,) = [step for step in rsa[Month(MONTH + 1)] if step.code == "isolated_since"]
    assert event.months == (parse_month("2026-11"),)


def test_a_later_quarter_says_so_as_long_as_it_looks_before_the_event() -> None:
    # Alone since October. January looks at September to November, April at December to February.
    ledger = make_ledger(alone(98, isolated_since=Month(MONTH - 1)))
    said = {
        month: "isolated_since" in [step.code for step in ledger.explain("rsa", Month(month + 1))]
        for month in (parse_month("2027-01"), parse_month("2027-04"))
    }
    assert list(said.values()) == [True, False]
