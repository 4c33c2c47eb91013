"""What holds for a quarter, what does not, and what the scales do meanwhile, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import parse_month
from jalon.rights.dynamics.rhythm import Rhythm
from tests.rights.dynamics.desert import by_month, due, entitlements, incomes, of

BORN = {"2026-03": 1.5}
"""A second person from March on."""


def test_the_scale_of_the_month_due_within_a_held_quarter() -> None:
    # Reviews in February and May; the base goes from 600 to 660 in April, inside the quarter.
    raised = by_month({"2026-04": 660}, start=600)
    found = due(
        entitlements(rsa_base=raised), incomes({"2025-01": 150}), Rhythm(parse_month("2026-02"))
    )
    assert of(found.rsa, "2026-02", 4) == [450, 450, 510, 510]


def test_the_prime_takes_the_scale_of_the_month_due_too() -> None:
    # 300 a month: M + 180 - max(300, M) = 180 on any base; 900: M + bonus + 540 - 900, bonus 0.2 M
    # x 300 / 600. M = 600: 300. M = 700: 700 + 70 + 540 - 900 = 410.
    raised = by_month({"2026-04": 700}, start=600)
    rhythm = Rhythm(parse_month("2026-02"))
    found = due(entitlements(ppa_base=raised), incomes({"2025-01": 900}), rhythm)
    assert of(found.ppa, "2026-02", 4) == [300, 300, 410, 410]


def test_the_family_is_that_of_each_reference_month() -> None:
    # April still looks at December to February: one person. July looks at March to May: two.
    found = due(entitlements(ratio=by_month(BORN, start=1.0)), incomes({}))
    assert of(found.rsa, "2026-01", 9) == [600] * 6 + [900] * 3


def test_a_family_that_grows_between_two_reference_months() -> None:
    # Born in February: April looks at 600, 600, 900.
    found = due(entitlements(ratio=by_month({"2026-02": 1.5}, start=1.0)), incomes({}))
    assert of(found.rsa, "2026-04", 4) == [700, 700, 700, 900]


def test_one_reference_month_without_resources_is_not_made_up_for_by_another() -> None:
    # Scales 600, 600, 900 and 700 a month: 0, 0 and 200 make 66.67, not (2100 - 2100) / 3.
    found = due(
        entitlements(ratio=by_month({"2026-02": 1.5}, start=1.0)), incomes({"2025-01": 700})
    )
    assert of(found.rsa, "2026-04", 3) == [66.67] * 3


@pytest.mark.parametrize(("wage", "rsa"), [(594.0, 6), (594.03, 0), (593.99, 6.01)])
def test_less_than_six_euros_is_not_paid(wage: float, rsa: float) -> None:
    assert of(due(entitlements(), incomes({"2025-01": wage})).rsa, "2026-01", 1) == [rsa]


@pytest.mark.parametrize(("wage", "ppa"), [(25.0, 15), (24.9, 0)])
def test_less_than_fifteen_euros_of_prime_is_not_paid(wage: float, ppa: float) -> None:
    # 60 % of 25 is 15.
    assert of(due(entitlements(), incomes({"2025-01": wage})).ppa, "2026-01", 1) == [ppa]


def test_the_caf_keeps_the_crds_back_from_the_prime_after_the_threshold() -> None:
    # 180 less 0.5 %. 15 less 0.5 % is under 15 and still paid: the threshold is before the CRDS.
    crds = by_month({}, start=0.005)
    assert of(due(entitlements(crds=crds), incomes({"2025-01": 300})).ppa, "2026-01", 1) == [179.1]
    small = due(entitlements(crds=crds), incomes({"2025-01": 25}))
    assert of(small.ppa, "2026-01", 1) == [pytest.approx(14.925, abs=0.0051)]


def test_no_crds_on_the_rsa() -> None:
    crds = by_month({}, start=0.005)
    assert of(due(entitlements(crds=crds), incomes({})).rsa, "2026-01", 1) == [600]


def test_the_housing_aid_counts_up_to_the_forfait_logement() -> None:
    cap = by_month({}, start=72.0)
    for aid, left in ((0.0, 600.0), (50.0, 550.0), (72.0, 528.0), (300.0, 528.0)):
        found = due(entitlements(aid, rsa_housing_cap=cap), incomes({}))
        assert of(found.rsa, "2026-01", 3) == [left] * 3


def test_a_home_without_a_rent_counts_as_the_whole_forfait() -> None:
    given = entitlements(rsa_housing_cap=by_month({}, start=72.0))
    given = replace(given, housing=replace(given.housing, in_kind=True))
    assert of(due(given, incomes({})).rsa, "2026-01", 3) == [528] * 3


def test_the_housing_aid_follows_the_rsa_of_the_month_before() -> None:
    # The RSA is due until June and not in July: the aid counts the wage from August on.
    found = due(entitlements(100.0, neutral=250.0), incomes({"2026-03": 1500}))
    assert of(found.rsa, "2026-06", 2) == [600, 0]
    assert of(found.housing, "2026-06", 4) == [250, 250, 100, 100]


def test_family_benefits_and_child_support_are_taken_off_each_month() -> None:
    counted = {"asf": by_month({"2026-02": 90}, start=0.0)}
    found = due(entitlements(counted=counted), incomes({}, support=60))
    # April: 540, 540 and 450.
    assert of(found.rsa, "2026-01", 6) == [540, 540, 540, 510, 510, 510]


def test_who_may_not_have_the_rsa_has_none_and_the_prime_all_the_same() -> None:
    no = by_month({}, start=0.0) > 0
    found = due(entitlements(rsa_eligible=no), incomes({"2025-01": 900}))
    assert of(found.rsa, "2026-01", 6) == [0] * 6
    assert of(found.ppa, "2026-01", 3) == [300] * 3


def test_a_payment_that_is_known_holds_until_the_next_review() -> None:
    # 500 came in March for February: January to March; April is reckoned anew.
    found = due(entitlements(), incomes({}), known={"rsa": {"2026-03": 500}}, said_in="2026-03")
    assert of(found.rsa, "2026-01", 4) == [500, 500, 500, 600]
    assert of(found.rsa_reckoned, "2026-01", 4) == [600] * 4


def test_a_known_prime_holds_although_the_wage_stops() -> None:
    lived = incomes({"2025-01": 900, "2026-02": 0})
    known = {"ppa": {"2026-02": 280}}
    found = due(entitlements(), lived, known=known, said_in="2026-02")
    assert of(found.ppa, "2026-01", 3) == [280] * 3


def test_a_known_rsa_does_not_hold_when_a_wage_stops_in_its_quarter() -> None:
    # 900 until January, nothing from February on: 0 is known for January, 600 is due after.
    lived = incomes({"2025-01": 900, "2026-02": 0})
    found = due(entitlements(), lived, known={"rsa": {"2026-02": 0}}, said_in="2026-02")
    assert of(found.rsa, "2026-01", 3) == [0, 600, 600]


def test_a_payment_of_the_quarter_before_holds_where_nothing_but_scales_changed() -> None:
    # 590 was paid for December; in January nothing has changed; in April all is reckoned.
    found = due(entitlements(), incomes({}), known={"rsa": {"2026-01": 590}}, said_in="2026-01")
    assert of(found.rsa, "2026-01", 4) == [590, 590, 590, 600]


def test_a_payment_of_the_quarter_before_does_not_hold_through_a_new_wage() -> None:
    # A wage of 300 since September is seen in January.
    lived = incomes({"2025-09": 300})
    found = due(entitlements(), lived, known={"rsa": {"2026-01": 590}}, said_in="2026-01")
    assert of(found.rsa, "2025-12", 2) == [590, 300]


def test_an_aid_of_zero_that_was_paid_does_not_keep_the_law_away() -> None:
    # Who just lost a job had 0 because of the wages: gain/unsaid reads both, where that is unsure.
    found = due(entitlements(100.0), incomes({}), known={"aide_logement": {"2026-01": 0}})
    assert of(found.housing, "2026-01", 6) == [100.0] * 6
