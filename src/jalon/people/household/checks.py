"""What each answer may be. A page says what is wrong in French; here nothing wrong is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from jalon.core.errors import RequestError
from jalon.core.fields import Field
from jalon.core.months import month_of, parse_month
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.rights import MOST_WAIT_MONTHS

AnswerCheck = Callable[[Field, Conversation], None]


class NotAskedError(RequestError):
    """The question is not asked of this person: it never was, or what made it one has changed."""


def check_answer(conversation: Conversation, key: str, value: object) -> None:
    """RequestError, one sentence, where `value` cannot be the answer to the question `key`.

    NotAskedError where there is no such question.
    """
    field = Field(value, "the answer")
    if key not in conversation.every_key:
        raise NotAskedError("This question is not asked of this person.")
    if value != keys.UNKNOWN:
        (_care if keys.is_care(key) else _CHECKS[key])(field, conversation)


def _one_of(*words: str) -> AnswerCheck:
    return lambda field, _: _ignore(field.one_of(words))


def _number(most: float) -> AnswerCheck:
    return lambda field, _: _ignore(field.number(0, most))


def _ignore(_: object) -> None:
    """The value was wanted for its check only."""


def _month(field: Field) -> None:
    try:
        parse_month(field.text())
    except ValueError:
        raise field.wrong("a month like 2026-11 is expected") from None


def _amounts(field: Field, names: tuple[str, ...], most: float) -> None:
    """An amount or null by each of some names, and by no other."""
    field.only(*names)
    for name in names:
        amount = field.get(name)
        if not amount.is_null:
            amount.number(0, most)


def is_adult_birth(birth: dt.date, today: dt.date) -> bool:
    """Whether somebody born on that day may be one of the adults of a household."""
    months = month_of(today) - month_of(birth)
    return keys.LEAST_ADULT_YEARS * 12 <= months <= keys.MOST_ADULT_YEARS * 12


def _birth(field: Field, conversation: Conversation) -> None:
    first_year = conversation.today.year - keys.MOST_ADULT_YEARS
    if not is_adult_birth(field.date(first_year), conversation.today):
        raise field.wrong("this is not the birth of an adult of the household")


def _since(months_ahead: int = 0) -> AnswerCheck:
    def check(field: Field, conversation: Conversation) -> None:
        field.only("month", "or_before")
        field.get("or_before").flag()
        month = field.get("month")
        _month(month)
        if parse_month(month.text()) > conversation.month + months_ahead:
            raise month.wrong("it is yet to come")

    return check


def _support(field: Field, conversation: Conversation) -> None:
    children = tuple(str(child.pk) for child in conversation.children)
    _amounts(field, children, keys.MOST_EUR_MONTH)


def _custody(field: Field, conversation: Conversation) -> None:
    children = tuple(str(child.pk) for child in conversation.children)
    field.only(*children)
    for child in children:
        said = field.get(child)
        if not said.is_null:
            said.one_of(keys.CUSTODIES)


def _own_resources(field: Field, _: Conversation) -> None:
    _amounts(field, keys.OF_A_COUPLE, keys.MOST_EUR_YEAR)


def _salaries(key: str) -> AnswerCheck:
    return lambda field, conversation: _amounts(
        field, conversation.months_of(key), keys.MOST_EUR_MONTH
    )


def _benefits(field: Field, conversation: Conversation) -> None:
    field.only(conversation.paid_month)
    _amounts(field.get(conversation.paid_month), conversation.benefit_lines, keys.MOST_EUR_MONTH)


def _coming(key: str) -> AnswerCheck:
    most = keys.MONTHS_AHEAD[key]

    def check(field: Field, conversation: Conversation) -> None:
        _month(field)
        if not 0 <= parse_month(field.text()) - conversation.month <= most:
            raise field.wrong(f"it is at most {most} months ahead")

    return check


def _resources(field: Field, conversation: Conversation) -> None:
    field.only("year", "eur")
    field.get("year").whole(conversation.resources_year, conversation.resources_year)
    field.get("eur").number(0, keys.MOST_EUR_YEAR)


def _care(field: Field, _: Conversation) -> None:
    field.only("kind", "hours_month", "hours_month_now")
    field.get("kind").one_of(keys.CARE_KINDS)
    for name in ("hours_month", "hours_month_now"):
        hours = field.get(name)
        if not hours.is_null:
            hours.number(0, keys.MOST_HOURS_MONTH)


_CHECKS: dict[str, AnswerCheck] = {
    keys.COUPLE: _one_of(*keys.ALONE_OR_NOT),
    keys.PARTNER_BIRTH: _birth,
    keys.PARTNER_SITUATION: _one_of(*keys.SITUATIONS),
    keys.PARTNER_INCOME: _number(keys.MOST_EUR_MONTH),
    keys.ISOLATED_SINCE: _since(),
    **dict.fromkeys((keys.INCOME_SINCE, keys.PARTNER_INCOME_SINCE), _since(MOST_WAIT_MONTHS)),
    **dict.fromkeys(
        (keys.PARENTS_HOME, keys.PREGNANCY, keys.FLAT_SHARE, keys.LOAN),
        _one_of(*keys.YES_OR_NO),
    ),
    keys.CUSTODY: _custody,
    **dict.fromkeys((keys.PERMIT, keys.PARTNER_PERMIT), _one_of(*keys.PERMITS)),
    keys.OWN_RESOURCES: _own_resources,
    keys.CHILD_SUPPORT: _support,
    keys.SITUATION: _one_of(*keys.SITUATIONS),
    keys.INCOME: _number(keys.MOST_EUR_MONTH),
    **{key: _salaries(key) for key in (*keys.SALARIES_OF, *keys.SALARIES_OF_PARTNER)},
    keys.HOUSING: _one_of(*keys.HOUSINGS),
    keys.RENT: _number(keys.MOST_RENT_EUR),
    keys.BENEFITS: _benefits,
    **{key: _coming(key) for key in keys.MONTHS_AHEAD},
    keys.RESOURCES: _resources,
}
