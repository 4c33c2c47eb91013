"""Reading parts of a request, each named as people know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from jalon.core.fields import Field
from jalon.core.months import Month, format_month, parse_month

MOST_EUR = 1_000_000.0
T = TypeVar("T")


_WHOLES = ("the household", "the offers")


def get(field: Field, name: str) -> Field:
    """A field named as people know it, without the name of the whole."""
    inner = field.get(name)
    return Field(inner.value, name) if field.where in _WHOLES else inner


def list_of(field: Field, name: str) -> list[Field]:
    """The items of a list that may be absent."""
    listed = field.get(name, None)
    return [] if listed.is_null else get(field, name).items()


def maybe(field: Field, name: str, read: Callable[[Field], T]) -> T | None:
    """A field that may be absent or null: unknown."""
    return None if field.get(name, None).is_null else read(get(field, name))


def month_in(field: Field) -> Month:
    """A month like 2026-11."""
    try:
        return parse_month(field.text())
    except ValueError:
        raise field.wrong(f"{field.value!r} is not a month like 2026-11") from None


def by_month(field: Field, latest: Month) -> Mapping[Month, float]:
    """Euros by month up to `latest`; a month that is null is as one that is absent: unknown."""
    if field.is_null:
        return {}
    if not isinstance(field.value, dict):
        raise field.wrong("an object by month {…} is expected")
    amounts: dict[Month, float] = {}
    for name in field.value:
        month = month_in(Field(name, f"{field.where}, a name"))
        if month > latest:
            raise field.wrong(f"{name} is after {format_month(latest)}")
        amount = field.get(name)
        if not amount.is_null:
            amounts[month] = amount.number(0, MOST_EUR)
    return amounts
