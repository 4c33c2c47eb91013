"""The childminder or the carer at home, and the CMG that pays part of them (L. 531-5 CSS)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from jalon.core.months import Month, month_of
from jalon.rights.request.household import CareKind
from jalon.rights.scales.load import at
from jalon.rights.scales.values import Value

Carer = Literal["childminder", "home"]


@dataclass(frozen=True, slots=True)
class Bill:
    """One month of one child, in euros: the price without contributions, the CMG, and the
    social contributions that the CMG leaves to the parent.
    """

    price_eur: float
    cmg_eur: float
    contributions_left_eur: float

    @property
    def left_eur(self) -> float:
        """What of the price stays with the parent."""
        return self.price_eur - self.cmg_eur


@dataclass(frozen=True, slots=True)
class CarerMonth:
    """Hours of a month at a price (net pay and allowances) for a child of `age_years`."""

    carer: Carer
    hours_month: float
    fee_eur_hour: float
    age_years: int
    is_due: bool = True


def values(carer: Carer, month: Month) -> tuple[Value, ...]:
    """Every scale that a bill of that month rests on."""
    names = ["rate_{}", "reference_{}_eur_hour", "cap_{}_eur_hour", "contributions_{}"]
    shared = ["floor_eur_month", "cap_eur_month", "age_limit_years", "age_limit_lone_parent_years"]
    of_home = ["deduction_home_eur_hour", "contributions_share_home"]
    of_home += ["contributions_cap_home_eur_month"]
    wanted = [name.format(carer) for name in names] + shared + (of_home if carer == "home" else [])
    return tuple(at("cmg", name, month) for name in wanted)


def carer_of(kind: CareKind) -> Carer:
    """A home carer for « home », else a childminder."""
    return "home" if kind == "home" else "childminder"


def prices(carer: Carer, month: Month) -> tuple[Value, Value, Value]:
    """Where nobody said the price: from the least that is allowed, with the reference price in the
    middle, to the cap. Above the cap all is for the parent, and few pay it.
    """
    names = (f"{part}_{carer}_eur_hour" for part in ("lowest", "reference", "cap"))
    low, central, high = (at("cmg", name, month) for name in names)
    return low, central, high


def fees_eur_hour(carer: Carer, asked: float | None, month: Month) -> tuple[float, float, float]:
    """What an hour costs: as asked, or the prices between which it is."""
    if asked is not None:
        return asked, asked, asked
    low, central, high = (price.number for price in prices(carer, month))
    return low, central, high


def bounds(month: Month) -> tuple[float, float]:
    """Between which monthly resources count, in euros."""
    least, most = (at("cmg", f"{end}_eur_month", month).number for end in ("floor", "cap"))
    return least, most


def counted_eur_month(resources_month_eur: float, month: Month) -> float:
    """What counts of the resources of N-2, a month: between floor and cap."""
    floor, cap = bounds(month)
    return min(max(resources_month_eur, floor), cap)


def age_years(birth: dt.date, month: Month) -> int:
    """Whole years that the child has on the last day of a month."""
    return (month - month_of(birth)) // 12


def is_due(birth: dt.date, lone_parent: bool, month: Month) -> bool:
    """Whether the child is young enough for a CMG on a month: under 6, under 12 with a lone parent.

    The month of the birthday is still due (R. 552-3 II 1° CSS).
    """
    name = "age_limit_lone_parent_years" if lone_parent else "age_limit_years"
    return month - month_of(birth) <= 12 * at("cmg", name, month).number


def bill(
    care: CarerMonth, resources_month_eur: float, children: int, disabled: int, month: Month
) -> Bill:
    """The month's bill.

    CMG = price x (1 - resources x rate / reference price), never under 0, on the price up to the
    hourly cap; what is above the cap stays with the parent (D. 531-18 CSS). Resources are those of
    N-2 a month, between floor and cap; the rate is one step lower for each disabled child.
    Contributions: see `_contributions_left_eur`. ValueError without a dependent child.
    """
    if children < 1:
        raise ValueError("a carer looks after a child")
    price = care.hours_month * care.fee_eur_hour
    if not care.is_due:
        return Bill(price, 0.0, _contributions_left_eur(care, 0.0, month))
    cap = at("cmg", f"cap_{care.carer}_eur_hour", month).number
    counted = min(care.fee_eur_hour, cap)
    kept = min(1.0, _effort_eur_hour(care.carer, resources_month_eur, children, disabled, month))
    covered = counted / care.fee_eur_hour if care.fee_eur_hour else 1.0
    cmg = care.hours_month * counted * (1.0 - kept)
    return Bill(price, cmg, _contributions_left_eur(care, covered, month))


def cost_left_eur(
    care: CarerMonth, resources_month_eur: float, children: int, disabled: int, month: Month
) -> float:
    """Euros that a month of care costs after the CMG, contributions included. Not rounded.

    Not in it: the tax credit of half of the expense (art. 200 quater B and 199 sexdecies CGI).
    """
    of_month = bill(care, resources_month_eur, children, disabled, month)
    return of_month.left_eur + of_month.contributions_left_eur


def _effort_eur_hour(
    carer: Carer, resources_month_eur: float, children: int, disabled: int, month: Month
) -> float:
    """The family's effort as a share of the reference price."""
    counted = counted_eur_month(resources_month_eur, month)
    rate = at("cmg", f"rate_{carer}", month).step(children, later=disabled)
    return counted * rate / at("cmg", f"reference_{carer}_eur_hour", month).number


def _contributions_left_eur(care: CarerMonth, covered: float, month: Month) -> float:
    """Social contributions that stay with the parent (D. 531-17 CSS).

    A childminder's are taken whole up to the hourly cap (`covered` is the cap over the price); a
    home carer's by half, up to a monthly cap. The whole price is taken for pay: allowances bear no
    contributions, so this is the most that they can be.
    """
    owed = care.hours_month * care.fee_eur_hour
    owed *= at("cmg", f"contributions_{care.carer}", month).number
    if care.carer == "childminder":
        return owed * (1.0 - covered)
    owed -= care.hours_month * at("cmg", "deduction_home_eur_hour", month).number
    owed = max(0.0, owed)
    taken = owed * at("cmg", "contributions_share_home", month).number * covered
    cap = at("cmg", "contributions_cap_home_eur_month", month).step(care.age_years)
    return owed - min(taken, cap)
