"""From the JSON of the command contract to a household; a complaint is one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import get_args

from jalon.core.fields import Field
from jalon.core.months import Month, format_month, month_of, parse_month
from jalon.rights.request.household import (
    Adult,
    AdultStatus,
    Care,
    CareKind,
    Child,
    Household,
    Housing,
    HousingStatus,
)
from jalon.rights.request.parts import MOST_EUR, by_month, get, list_of, maybe, month_in

FIRST_MONTH, LAST_MONTH = parse_month("2025-09"), parse_month("2027-12")
"""Months that the scales are known for, or held over to: see `scales/` and what OpenFisca has."""
MOST_CHILDREN, LEAST_PARENT_YEARS, MOST_YEARS = 12, 12, 110
FIRST_BIRTH_YEAR = 1900
BENEFITS = ("rsa", "ppa", "aide_logement", "asf", "af", "cf", "paje")
"""Whose past payments are used."""


def parse_household(value: object) -> Household:
    """The household of a JSON value, or of an object's `household` beside its `offers`.

    RequestError where something is missing or impossible.
    """
    whole = Field(value, "the household")
    field = get(whole, "household") if _is_with_offers(value) else whole
    field.only(
        "month", "adults", "couple", "children", "housing", "past_benefits",
        "next_declaration_month", "resources_n2_eur_year", "isolated_since", "commune",
    )  # fmt: skip
    month = month_in(get(field, "month"))
    if not FIRST_MONTH <= month <= LAST_MONTH:
        raise get(field, "month").wrong(
            f"{format_month(month)} is outside the scales, which go from "
            f"{format_month(FIRST_MONTH)} to {format_month(LAST_MONTH)}"
        )
    couple = get(field, "couple").flag()
    adults = tuple(_adult(item, month) for item in get(field, "adults").items())
    if len(adults) != 1 + couple:
        raise get(field, "adults").wrong(
            f"{len(adults)} given, and couple is {str(couple).lower()}: "
            "one adult is expected, or two in a couple"
        )
    children = tuple(_child(item, month, adults) for item in list_of(field, "children"))
    if len(children) > MOST_CHILDREN:
        raise get(field, "children").wrong(f"more than {MOST_CHILDREN} children")
    return Household(
        month,
        adults,
        couple,
        children,
        maybe(field, "housing", _housing) or Housing(),
        maybe(field, "past_benefits", lambda one: _past_benefits(one, month)) or {},
        maybe(field, "next_declaration_month", lambda one: _next_declaration(one, month)),
        maybe(field, "resources_n2_eur_year", lambda one: one.number(0, MOST_EUR)),
        maybe(field, "isolated_since", lambda one: _alone_since(one, month, couple=couple)),
        maybe(field, "commune", _commune),
    )


def _is_with_offers(value: object) -> bool:
    return isinstance(value, dict) and {"household", "offers"} == value.keys()


def _past(field: Field, month: Month) -> Month:
    found = month_in(field)
    if found > month:
        raise field.wrong(f"{format_month(found)} is after {format_month(month)}")
    return found


def _alone_since(field: Field, month: Month, *, couple: bool) -> Month:
    if couple:
        raise field.wrong("nobody is alone in a couple")
    return _past(field, month)


def _next_declaration(field: Field, month: Month) -> Month:
    found = month_in(field)
    if not month <= found <= month + 3:
        raise field.wrong(
            f"{format_month(found)} is not within three months from "
            f"{format_month(month)}: declarations are quarterly"
        )
    return found


def _commune(field: Field) -> str:
    """An INSEE code, checked against the list of communes that OpenFisca has."""
    from jalon.rights.request.communes import is_commune

    code = field.text()
    if not is_commune(code):
        raise field.wrong(f"{code!r} is not the INSEE code of a commune, like 94028")
    return code


def _birth(field: Field, month: Month) -> dt.date:
    birth = field.date(first_year=FIRST_BIRTH_YEAR)
    if month_of(birth) > month:
        raise field.wrong(f"{birth} is after {format_month(month)}")
    if month - month_of(birth) > MOST_YEARS * 12:
        raise field.wrong(f"{birth} is more than {MOST_YEARS} years ago")
    return birth


def _adult(field: Field, month: Month) -> Adult:
    field.only("birth", "status", "past_net_salaries", "net_salary_eur_month", "income_eur_month")
    birth = _birth(field.get("birth"), month)
    if month - month_of(birth) < 16 * 12:
        raise field.get("birth").wrong(f"{birth} makes an adult of less than 16 years")
    statuses: tuple[AdultStatus, ...] = get_args(AdultStatus)
    status = maybe(field, "status", lambda one: one.one_of(statuses))
    if status == "none":
        _refuse_money(field, "net_salary_eur_month", "income_eur_month", why="status is none")
    return Adult(
        birth,
        status,
        by_month(field.get("past_net_salaries", None), month),
        maybe(field, "net_salary_eur_month", lambda one: one.number(0, MOST_EUR)),
        maybe(field, "income_eur_month", lambda one: one.number(0, MOST_EUR)),
    )


def _child(field: Field, month: Month, adults: tuple[Adult, ...]) -> Child:
    field.only("birth", "care", "support_eur_month", "disabled")
    birth = _birth(field.get("birth"), month)
    eldest = min(adult.birth for adult in adults)
    if month_of(birth) - month_of(eldest) < LEAST_PARENT_YEARS * 12:
        raise field.get("birth").wrong(
            f"{birth} is not {LEAST_PARENT_YEARS} years after the birth of a parent, {eldest}"
        )
    return Child(
        birth,
        maybe(field, "care", _care),
        maybe(field, "support_eur_month", lambda one: one.number(0, MOST_EUR)),
        maybe(field, "disabled", Field.flag),
    )


def _care(field: Field) -> Care:
    field.only("kind", "hours_month", "hours_month_now", "fee_eur_hour")
    kinds: tuple[CareKind, ...] = get_args(CareKind)
    return Care(
        field.get("kind").one_of(kinds),
        maybe(field, "hours_month", lambda one: one.number(0, 350)),
        maybe(field, "hours_month_now", lambda one: one.number(0, 350)),
        maybe(field, "fee_eur_hour", lambda one: one.number(0, 100)),
    )


def _housing(field: Field) -> Housing:
    field.only("status", "rent_eur", "zone")
    statuses: tuple[HousingStatus, ...] = get_args(HousingStatus)
    status = maybe(field, "status", lambda one: one.one_of(statuses))
    if status in ("free", "owner", "none"):
        _refuse_money(field, "rent_eur", why=f"status is {status}")
    return Housing(
        status,
        maybe(field, "rent_eur", lambda one: one.number(0, 20_000)),
        maybe(field, "zone", lambda one: one.whole(1, 3)),
    )


def _refuse_money(field: Field, *names: str, why: str) -> None:
    """A sentence where an amount says the contrary of what stands beside it."""
    for name in names:
        if maybe(field, name, lambda one: one.number(0, MOST_EUR)):
            raise field.get(name).wrong(f"{field.get(name).value} cannot be where {why}")


def _past_benefits(field: Field, month: Month) -> Mapping[str, Mapping[Month, float]]:
    field.only(*BENEFITS)
    given = [name for name in BENEFITS if not field.get(name, None).is_null]
    return {name: by_month(field.get(name), month) for name in given}
