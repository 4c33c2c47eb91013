"""How the central price of one child's care is made, by the same functions as the cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jalon.rights.costs import after_school, cmg, creche
from jalon.rights.costs.bounds import Family
from jalon.rights.costs.kinds import carer_case
from jalon.rights.request.household import Care, Child


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of an account: what is paid is under 0. `number` are its hours, or its rate.

    `is_paid`: the line adds up to the price; the others say what it is made from.
    """

    code: str
    eur: float
    number: float | None = None
    article: str = ""
    is_paid: bool = False


def child_pieces(family: Family, child: Child, care: Care, hours_month: float) -> Iterator[Piece]:
    """The lines of a month of `hours_month`; nothing where nobody is paid."""
    if care.kind == "creche":
        yield from _creche(family, hours_month)
    elif care.kind == "after_school":
        yield from _after_school(family, hours_month)
    elif care.kind != "none":
        yield from _carer(family, child, care, hours_month)


def _creche(family: Family, hours_month: float) -> Iterator[Piece]:
    rate, *_ = creche.values(family.month)
    # Where resources are unknown the central price is that of the floor.
    resources = creche.counted_eur_month(family.resources_month_eur or 0.0, family.month)
    fee = creche.hourly_fee_eur(resources, family.children, family.disabled, family.month)
    yield Piece("care_resources", resources)
    yield Piece("creche_hour", fee, rate.step(family.children, later=family.disabled))
    yield Piece("creche_month", -hours_month * fee, hours_month, is_paid=True)


def _after_school(family: Family, hours_month: float) -> Iterator[Piece]:
    tariff = after_school.tariff(family.commune, family.month)
    if tariff is None:
        return
    resources = family.resources_month_eur or 0.0
    fee = after_school.hourly_fee_eur(tariff, resources, family.children, family.disabled)
    yield Piece("quotient", resources / after_school.parts(family.children, family.disabled))
    yield Piece("after_school_hour", fee)
    yield Piece("after_school_month", -hours_month * fee, hours_month, is_paid=True)


def _carer(family: Family, child: Child, care: Care, hours_month: float) -> Iterator[Piece]:
    case, bill = carer_case(family, child, care, hours_month)
    yield Piece("carer_hour", case.fee_eur_hour)
    resources, left = case.resources_month_eur, bill.contributions_left_eur
    yield Piece("carer_month", -bill.price_eur, hours_month, is_paid=True)
    yield Piece("cmg_resources", cmg.counted_eur_month(resources, family.month))
    yield Piece("cmg", bill.cmg_eur, article="L. 531-5 CSS", is_paid=True)
    yield Piece("carer_contributions", -left, article="D. 531-17 CSS", is_paid=True)
