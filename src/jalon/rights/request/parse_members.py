"""From the JSON of the command contract to the adults, the children and the home."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from jalon.core.fields import Field
from jalon.core.months import Month, format_month, month_of
from jalon.rights.allowances import MOST_WAIT_MONTHS
from jalon.rights.request.household import (
    Adult,
    AdultStatus,
    Care,
    CareKind,
    Child,
    Custody,
    Housing,
    HousingStatus,
    PermitYears,
)
from jalon.rights.request.parts import MOST_EUR, by_month, get, maybe, month_in

LEAST_ADULT_YEARS, LEAST_PARENT_YEARS, MOST_YEARS = 16, 12, 110
WITH_PARENTS_YEARS = 25
MOST_PREGNANCY_MONTHS = 10
FIRST_BIRTH_YEAR = 1900
REGISTERED = ("jobseeker", "jobseeker_are", "jobseeker_ass")


def parse_adult(field: Field, month: Month) -> Adult:
    """One adult of a household of `month`."""
    field.only(
        "birth", "status", "past_net_salaries", "net_salary_eur_month", "income_eur_month",
        "income_since", "resources_n2_eur_year", "pregnant", "due", "permit_years", "with_parents",
        "registered",
    )  # fmt: skip
    birth = _birth(field.get("birth"), month)
    if month - month_of(birth) < LEAST_ADULT_YEARS * 12:
        raise field.get("birth").wrong(f"{birth} makes an adult of less than 16 years")
    statuses: tuple[AdultStatus, ...] = get_args(AdultStatus)
    status = maybe(field, "status", lambda value: value.one_of(statuses))
    if status == "none":
        _refuse_money(field, "net_salary_eur_month", "income_eur_month", why="status is none")
    pregnant = maybe(field, "pregnant", Field.flag)
    due = maybe(field, "due", lambda value: _due(value, month))
    if due is not None and pregnant is False:
        raise get(field, "due").wrong("no birth is awaited where pregnant is false")
    adult = Adult(
        birth,
        status,
        by_month(field.get("past_net_salaries", None), month),
        maybe(field, "net_salary_eur_month", _eur),
        maybe(field, "income_eur_month", _eur),
        maybe(field, "income_since", lambda value: _since(value, month)),
        maybe(field, "resources_n2_eur_year", _eur),
        # Who awaits a birth in a month that is given is pregnant.
        True if due is not None else pregnant,
        due,
        maybe(field, "permit_years", _permit_years),
        maybe(field, "with_parents", Field.flag),
        maybe(field, "registered", Field.flag),
    )
    if adult.registered is False and status in REGISTERED:
        raise get(field, "registered").wrong(f"it cannot be false where status is {status}")
    _refuse_other_ages(field, adult, month)
    return adult


def _refuse_other_ages(field: Field, adult: Adult, month: Month) -> None:
    """A sentence where what is said is not of an adult of that age."""
    birth, since, years = month_of(adult.birth), adult.income_since, adult.permit_years
    if since is not None and since - birth < LEAST_ADULT_YEARS * 12:
        raise get(field, "income_since").wrong(
            f"{format_month(since)} is before the age of {LEAST_ADULT_YEARS} years"
        )
    if years is not None and years != "not_needed" and years * 12 > month - birth:
        raise get(field, "permit_years").wrong(f"{years:g} years are more than the adult's age")
    if adult.with_parents and month - birth > WITH_PARENTS_YEARS * 12:
        raise get(field, "with_parents").wrong(
            f"it is said of adults under {WITH_PARENTS_YEARS} years"
        )


def parse_child(field: Field, month: Month, adults: tuple[Adult, ...]) -> Child:
    """One child of these adults."""
    field.only("birth", "care", "support_eur_month", "disabled", "custody")
    birth = _birth(field.get("birth"), month)
    eldest = min(adult.birth for adult in adults)
    if month_of(birth) - month_of(eldest) < LEAST_PARENT_YEARS * 12:
        raise field.get("birth").wrong(
            f"{birth} is not {LEAST_PARENT_YEARS} years after the birth of a parent, {eldest}"
        )
    custodies: tuple[Custody, ...] = get_args(Custody)
    return Child(
        birth,
        maybe(field, "care", _care),
        maybe(field, "support_eur_month", _eur),
        maybe(field, "disabled", Field.flag),
        maybe(field, "custody", lambda value: value.one_of(custodies)),
    )


def parse_housing(field: Field) -> Housing:
    """The home."""
    field.only("status", "rent_eur", "zone", "flat_share", "loan")
    statuses: tuple[HousingStatus, ...] = get_args(HousingStatus)
    status = maybe(field, "status", lambda value: value.one_of(statuses))
    if status in ("free", "owner", "none"):
        _refuse_money(field, "rent_eur", why=f"status is {status}")
    if status not in (None, "owner") and maybe(field, "loan", Field.flag):
        raise get(field, "loan").wrong(f"a loan is an owner's, and status is {status}")
    return Housing(
        status,
        maybe(field, "rent_eur", lambda value: value.number(0, 20_000)),
        maybe(field, "zone", lambda value: value.whole(1, 3)),
        maybe(field, "flat_share", Field.flag),
        maybe(field, "loan", Field.flag),
    )


def _eur(field: Field) -> float:
    return field.number(0, MOST_EUR)


def _birth(field: Field, month: Month) -> dt.date:
    birth = field.date(first_year=FIRST_BIRTH_YEAR)
    if month_of(birth) > month:
        raise field.wrong(f"{birth} is after {format_month(month)}")
    if month - month_of(birth) > MOST_YEARS * 12:
        raise field.wrong(f"{birth} is more than {MOST_YEARS} years ago")
    return birth


def _since(field: Field, month: Month) -> Month:
    since = month_in(field)
    if since > month + MOST_WAIT_MONTHS:
        raise field.wrong(
            f"{format_month(since)} is more than {MOST_WAIT_MONTHS} months after "
            f"{format_month(month)}"
        )
    return since


def _due(field: Field, month: Month) -> Month:
    due = month_in(field)
    if not month - 1 <= due <= month + MOST_PREGNANCY_MONTHS:
        raise field.wrong(
            f"{format_month(due)} is not within {MOST_PREGNANCY_MONTHS} months from "
            f"{format_month(month)}"
        )
    return due


def _permit_years(field: Field) -> PermitYears:
    return "not_needed" if field.value == "not_needed" else field.number(0, MOST_YEARS)


def _care(field: Field) -> Care:
    field.only("kind", "hours_month", "hours_month_now", "fee_eur_hour")
    kinds: tuple[CareKind, ...] = get_args(CareKind)
    return Care(
        field.get("kind").one_of(kinds),
        maybe(field, "hours_month", lambda value: value.number(0, 350)),
        maybe(field, "hours_month_now", lambda value: value.number(0, 350)),
        maybe(field, "fee_eur_hour", lambda value: value.number(0, 100)),
    )


def _refuse_money(field: Field, *names: str, why: str) -> None:
    """A sentence where an amount says the contrary of what stands beside it."""
    for name in names:
        if maybe(field, name, _eur):
            raise field.get(name).wrong(f"{field.get(name).value} cannot be where {why}")
