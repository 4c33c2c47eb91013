"""What an hour and a month cost: published cases, and cases worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from jalon.core.errors import ScaleError
from jalon.core.months import parse_month
from jalon.rights.costs import after_school, cmg, creche, travel
from jalon.rights.costs.cost import Cost
from jalon.rights.ranges import Range, exact
from jalon.rights.request.offer import Travel

OCTOBER_25 = parse_month("2025-10")
NOVEMBER = parse_month("2026-11")


def bounds(cost: Cost) -> tuple[float, float, float]:
    """Low, central and high of a cost that has a figure."""
    assert cost.eur is not None
    return cost.eur.low, cost.eur.central, cost.eur.high


def one(amount: float) -> object:
    """Bounds that meet, within a hair."""
    return pytest.approx((amount,) * 3)


@pytest.mark.parametrize(
    ("resources", "children", "disabled", "month", "fee"),
    [
        # 2,000 x 0.0619 % = 1.238; with two children 2,000 x 0.0516 % = 1.032.
        (2000, 1, 0, "2026-11", 1.238),
        (2000, 2, 0, "2026-11", 1.032),
        # One child with the AEEH: the rate of two children.
        (2000, 1, 1, "2026-11", 1.032),
        (2000, 2, 2, "2026-11", 0.620),
        (2000, 4, 1, "2026-11", 0.412),
        # Under the floor of 2026: 814.62 x 0.0619 % = 0.50424978.
        (0, 1, 0, "2026-11", 0.50424978),
        # Over the cap: 8,500 since September 2025, 7,000 the month before.
        (10000, 1, 0, "2025-09", 8500 * 0.000619),
        (10000, 1, 0, "2025-08", 7000 * 0.000619),
        (10000, 1, 0, "2024-08", 6000 * 0.000619),
    ],
)
def test_an_hour_in_a_nursery(
    resources: float, children: int, disabled: int, month: str, fee: float
) -> None:
    hourly = creche.hourly_fee_eur(resources, children, disabled, parse_month(month))
    assert hourly == pytest.approx(fee, abs=1e-9)


def test_no_child_no_care() -> None:
    with pytest.raises(ValueError, match="child"):
        creche.hourly_fee_eur(1000, 0, 0, NOVEMBER)
    with pytest.raises(ValueError, match="child"):
        cmg.bill(cmg.CarerMonth("home", 10, 12, 2), 1000, 0, 0, NOVEMBER)


def test_the_caf_example_of_september_2025() -> None:
    # caf.fr, "Une aide à l'accueil de l'enfant mieux adaptée": 3,000 a month, one child, 125 h at
    # 4.85: CMG 374, left 232. By hand: 606.25 x (1 - 3000 x 0.000619 / 4.85) = 374.125.
    bill = cmg.bill(cmg.CarerMonth("childminder", 125, 4.85, 1), 3000, 1, 0, OCTOBER_25)
    assert bill.price_eur == 606.25
    assert bill.cmg_eur == pytest.approx(374.125)
    assert (round(bill.cmg_eur), round(bill.left_eur)) == (374, 232)
    assert bill.contributions_left_eur == 0.0


def test_the_caf_example_of_2026() -> None:
    # Caf, quoted by a public simulator in September 2026: 2,000 a month, 160 h at 4.91: CMG 587.52.
    # By hand: 785.60 - 160 x 2000 x 0.000619 = 785.60 - 198.08.
    care = cmg.CarerMonth("childminder", 160, 4.91, 1)
    assert cmg.bill(care, 2000, 1, 0, parse_month("2026-04")).cmg_eur == pytest.approx(587.52)


def test_above_the_cap_all_is_for_the_parent() -> None:
    # 100 h at 10 in 2026-11: 8.09 counts. Left of it: 809 x 2000 x 0.000619 / 4.91 = 203.980...
    # Above: 191. Contributions: 838.1 on the whole, of which 80.9 % is taken: 160.0771 left.
    bill = cmg.bill(cmg.CarerMonth("childminder", 100, 10, 1), 2000, 1, 0, NOVEMBER)
    assert bill.left_eur == pytest.approx(191 + 809 * 2000 * 0.000619 / 4.91)
    assert bill.contributions_left_eur == pytest.approx(160.0771)


def test_at_home_half_of_the_contributions_stays() -> None:
    # 100 h at 10.50: contributions 1050 x 0.8523 - 100 x 2 = 694.915; half is 347.4575, under 524.
    # Price left: 100 x 2000 x 0.001238 = 247.60.
    care = cmg.CarerMonth("home", 100, 10.5, 1)
    bill = cmg.bill(care, 2000, 1, 0, NOVEMBER)
    assert bill.left_eur == pytest.approx(247.60)
    assert bill.contributions_left_eur == pytest.approx(347.4575)
    assert cmg.cost_left_eur(care, 2000, 1, 0, NOVEMBER) == pytest.approx(595.0575)


def test_at_home_the_contributions_taken_have_a_cap_by_age() -> None:
    # At 3 the cap falls from 524 to 263: 694.915 - 263.
    bill = cmg.bill(cmg.CarerMonth("home", 100, 10.5, 3), 2000, 1, 0, NOVEMBER)
    assert bill.contributions_left_eur == pytest.approx(431.915)


def test_too_old_for_a_cmg_all_is_for_the_parent() -> None:
    bill = cmg.bill(cmg.CarerMonth("childminder", 50, 5, 8, is_due=False), 2000, 1, 0, NOVEMBER)
    assert (bill.price_eur, bill.cmg_eur, bill.left_eur) == (250, 0, 250)
    assert bill.contributions_left_eur == pytest.approx(250 * 0.8381)


def test_resources_so_high_that_nothing_is_left_of_the_cmg() -> None:
    # 8,500 x 0.0619 % = 5.26 is more than the reference of 4.91: the CMG is 0, never less.
    bill = cmg.bill(cmg.CarerMonth("childminder", 10, 4.91, 1), 20000, 1, 0, NOVEMBER)
    assert bill.cmg_eur == 0.0
    assert bill.left_eur == pytest.approx(49.1)


@pytest.mark.parametrize(
    ("birth", "lone", "due"),
    [
        (dt.date(2020, 12, 31), False, True),
        (dt.date(2020, 12, 1), False, True),
        (dt.date(2020, 11, 30), False, True),  # six this month: still due (R. 552-3 CSS)
        (dt.date(2020, 10, 31), False, False),
        (dt.date(2020, 11, 30), True, True),
        (dt.date(2014, 12, 1), True, True),
        (dt.date(2014, 11, 30), True, True),
        (dt.date(2014, 10, 31), True, False),
    ],
)
def test_until_what_age(birth: dt.date, lone: bool, due: bool) -> None:
    assert cmg.is_due(birth, lone, NOVEMBER) is due


def test_the_cmg_before_its_reform_is_not_told() -> None:
    with pytest.raises(ScaleError, match="the first month known is 2025-09"):
        cmg.bill(cmg.CarerMonth("childminder", 1, 4, 1), 1000, 1, 0, parse_month("2025-08"))


def test_after_school_is_known_in_the_demo_alone() -> None:
    tariff = after_school.tariff("94028", NOVEMBER)
    assert tariff is not None
    assert tariff.fictional
    assert after_school.tariff("67482", NOVEMBER) is None
    assert after_school.tariff(None, NOVEMBER) is None


@pytest.mark.parametrize(
    ("resources", "children", "disabled", "fee"),
    [
        (1000, 1, 0, 0.5),  # 1000 / 2.5 = 400, at the bound
        (1001, 1, 0, 1.0),
        (1001, 1, 1, 0.5),  # 1001 / 3
        (4000, 3, 0, 1.6),  # 4000 / 4 = 1000
        (5000, 1, 0, 2.4),
    ],
)
def test_after_school_by_quotient(
    resources: float, children: int, disabled: int, fee: float
) -> None:
    tariff = after_school.tariff("94028", NOVEMBER)
    assert tariff is not None
    assert after_school.hourly_fee_eur(tariff, resources, children, disabled) == fee


def test_half_of_the_pass_where_no_solidarity_fare_is_known() -> None:
    cost = travel.month_cost_eur(Travel("transit_pass", eur_month=90.80), 21, NOVEMBER)
    assert cost.eur == Range(0.0, 45.40, 45.40)
    assert cost.causes == {"solidarity_fare_unknown"}
    assert cost.unsure == ()


@pytest.mark.parametrize(("share", "eur"), [(1.0, 45.40), (0.25, 11.35), (0.0, 0.0)])
def test_a_solidarity_fare_that_is_known(share: float, eur: float) -> None:
    cost = travel.month_cost_eur(
        Travel("transit_pass", eur_month=90.80), 21, NOVEMBER, solidarity_share=share
    )
    assert bounds(cost) == one(eur)
    assert cost.causes == frozenset()


def test_a_small_part_time_has_a_smaller_half() -> None:
    # R. 3261-9: 10 h are 10 / 17.5 of half the legal time: 50 % x 0.5714 = 28.57 % is paid back.
    pass_ = Travel("transit_pass", eur_month=70)
    cost = travel.month_cost_eur(pass_, 10, NOVEMBER, hours_week=10, solidarity_share=1)
    assert bounds(cost) == one(50.0)
    assert cost.unsure == ("travel.employer_full_from_hours_week",)


def test_a_car_costs_from_its_fuel_to_everything() -> None:
    # 24 km x 21 days = 504 km: x 0.089, x 0.340, x 0.606.
    cost = travel.month_cost_eur(Travel("car", km_day=24), 21, NOVEMBER)
    assert bounds(cost) == pytest.approx((44.856, 171.36, 305.424))
    assert cost.causes == {"car_cost_per_km"}
    # In 2025 fuel was dearer: 504 km x 0.094.
    before = travel.month_cost_eur(Travel("car", km_day=24), 21, parse_month("2025-09"))
    assert bounds(before) == pytest.approx((47.376, 171.36, 305.424))


def test_on_foot_costs_nothing_and_unknown_is_not_nothing() -> None:
    assert travel.month_cost_eur(Travel("none"), 21, NOVEMBER).eur == exact(0)
    unknown = travel.month_cost_eur(None, 21, NOVEMBER)
    assert unknown.eur is None
    assert unknown.causes == {"travel_unknown"}
    assert travel.month_cost_eur(Travel("car"), 21, NOVEMBER).causes == frozenset()
