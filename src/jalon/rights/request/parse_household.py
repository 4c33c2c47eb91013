"""From the JSON of the command contract to a household; a complaint is one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from jalon.core.fields import Field
from jalon.core.months import Month, format_month, parse_month
from jalon.rights.request.household import Adult, Household, Housing
from jalon.rights.request.parse_members import parse_adult, parse_child, parse_housing
from jalon.rights.request.parts import MOST_EUR, by_month, get, list_of, maybe, month_in

FIRST_MONTH, LAST_MONTH = parse_month("2025-09"), parse_month("2027-12")
"""Months that the scales are known for, or held over to: see `scales/` and what OpenFisca has."""
MOST_CHILDREN = 12
_ROUNDING_EUR = 2.0
"""Each amount of a tax notice is rounded to the euro."""
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
    adults = tuple(parse_adult(item, month) for item in get(field, "adults").items())
    if len(adults) != 1 + couple:
        raise get(field, "adults").wrong(
            f"{len(adults)} given, and couple is {str(couple).lower()}: "
            "one adult is expected, or two in a couple"
        )
    children = tuple(parse_child(item, month, adults) for item in list_of(field, "children"))
    if len(children) > MOST_CHILDREN:
        raise get(field, "children").wrong(f"more than {MOST_CHILDREN} children")
    resources = maybe(field, "resources_n2_eur_year", lambda value: _resources(value, adults))
    return Household(
        month,
        adults,
        couple,
        children,
        maybe(field, "housing", parse_housing) or Housing(),
        maybe(field, "past_benefits", lambda value: _past_benefits(value, month)) or {},
        maybe(field, "next_declaration_month", lambda value: _next_declaration(value, month)),
        sum_of_each(adults) if resources is None else resources,
        maybe(field, "isolated_since", lambda value: _alone_since(value, month, couple=couple)),
        maybe(field, "commune", _commune),
    )


def sum_of_each(adults: tuple[Adult, ...]) -> float | None:
    """What everybody had in the year N-2, where each adult said it; None is unknown."""
    own = [adult.resources_n2_eur_year for adult in adults]
    known = [eur for eur in own if eur is not None]
    return sum(known) if len(known) == len(own) else None


def _resources(field: Field, adults: tuple[Adult, ...]) -> float:
    """What everybody had, which is at least what each of them said."""
    total = field.number(0, MOST_EUR)
    said = sum(adult.resources_n2_eur_year or 0.0 for adult in adults)
    if said > total + _ROUNDING_EUR:
        raise field.wrong(
            f"{total:g} is less than the {said:g} that the adults had of it: what each had is "
            "after the deduction for the costs of work (10 % of wages), as the total is"
        )
    return total


def _is_with_offers(value: object) -> bool:
    return isinstance(value, dict) and {"household", "offers"} == value.keys()


def _past(field: Field, month: Month) -> Month:
    past = month_in(field)
    if past > month:
        raise field.wrong(f"{format_month(past)} is after {format_month(month)}")
    return past


def _alone_since(field: Field, month: Month, *, couple: bool) -> Month:
    if couple:
        raise field.wrong("nobody is alone in a couple")
    return _past(field, month)


def _next_declaration(field: Field, month: Month) -> Month:
    declaration = month_in(field)
    if not month <= declaration <= month + 3:
        raise field.wrong(
            f"{format_month(declaration)} is not within three months from "
            f"{format_month(month)}: declarations are quarterly"
        )
    return declaration


def _commune(field: Field) -> str:
    """An INSEE code, checked against the list of communes that OpenFisca has."""
    from jalon.rights.request.communes import is_commune

    code = field.text()
    if not is_commune(code):
        raise field.wrong(f"{code!r} is not the INSEE code of a commune, like 94028")
    return code


def _past_benefits(field: Field, month: Month) -> Mapping[str, Mapping[Month, float]]:
    field.only(*BENEFITS)
    given = [name for name in BENEFITS if not field.get(name, None).is_null]
    return {name: by_month(field.get(name), month) for name in given}
