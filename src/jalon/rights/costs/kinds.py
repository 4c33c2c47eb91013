"""What one child's care costs in a month, by who looks after it."""

from __future__ import annotations

from functools import partial

from jalon.rights.costs import after_school, cmg, creche
from jalon.rights.costs.bounds import Corner, Corners, Family, corners_of, spread
from jalon.rights.costs.cost import NOTHING, Cost, LeftOut, not_computed
from jalon.rights.request.household import Care, Child

_LEFT_OUT: frozenset[LeftOut] = frozenset(("childcare_tax_credit",))


def child_cost(family: Family, child: Child, care: Care, hours_month: float) -> Cost:
    """Euros of a month for a dependent child looked after for `hours_month`."""
    if care.kind == "none":
        return NOTHING
    if care.kind == "after_school":
        return _after_school(family, hours_month)
    if care.kind == "creche":
        return _creche(family, hours_month)
    return _carer(family, child, care, hours_month)


def _creche(family: Family, hours_month: float) -> Cost:
    def eur_of(corner: Corner) -> float:
        fee = creche.hourly_fee_eur(
            corner.resources_month_eur, family.children, corner.disabled, family.month
        )
        return hours_month * fee

    rate, floor, cap = creche.values(family.month)
    eur, causes = spread(corners_of(family, floor.number, cap.number), eur_of)
    return Cost(eur, causes, frozenset((rate, floor, cap)), _LEFT_OUT)


def _after_school(family: Family, hours_month: float) -> Cost:
    tariff = after_school.tariff(family.commune, family.month)
    if tariff is None:
        return not_computed("after_school_tariff_unknown")

    def eur_of(corner: Corner) -> float:
        resources, disabled = corner.resources_month_eur, corner.disabled
        fee = after_school.hourly_fee_eur(tariff, resources, family.children, disabled)
        return hours_month * fee

    eur, causes = spread(corners_of(family, 0.0, float("inf")), eur_of)
    return Cost(eur, causes, frozenset((tariff,)), _LEFT_OUT)


def carer_case(
    family: Family, child: Child, care: Care, hours_month: float
) -> tuple[Corner, cmg.Bill]:
    """The central case of a childminder or of a carer at home, with its bill."""
    _, central, __ = _carer_corners(family, care)
    return central, _carer_bill(family, child, care, hours_month, central)


def _carer(family: Family, child: Child, care: Care, hours_month: float) -> Cost:
    carer, month = cmg.carer_of(care.kind), family.month
    eur_of = partial(_carer_eur, family, child, care, hours_month)
    eur, causes = spread(_carer_corners(family, care), eur_of)
    prices = cmg.prices(carer, month) if care.fee_eur_hour is None else ()
    return Cost(eur, causes, frozenset((*cmg.values(carer, month), *prices)), _LEFT_OUT)


def _carer_corners(family: Family, care: Care) -> Corners:
    fees = cmg.fees_eur_hour(cmg.carer_of(care.kind), care.fee_eur_hour, family.month)
    return corners_of(family, *cmg.bounds(family.month), fees)


def _carer_eur(
    family: Family, child: Child, care: Care, hours_month: float, corner: Corner
) -> float:
    bill = _carer_bill(family, child, care, hours_month, corner)
    return bill.left_eur + (bill.contributions_left_eur if corner.with_contributions else 0.0)


def _carer_bill(
    family: Family, child: Child, care: Care, hours_month: float, corner: Corner
) -> cmg.Bill:
    month = family.month
    age, is_due = (
        cmg.age_years(child.birth, month),
        cmg.is_due(child.birth, family.lone_parent, month),
    )
    carer = cmg.carer_of(care.kind)
    carer_month = cmg.CarerMonth(carer, hours_month, corner.fee_eur_hour, age, is_due)
    return cmg.bill(
        carer_month, corner.resources_month_eur, family.children, corner.disabled, month
    )
