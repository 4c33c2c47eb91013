"""What a household answered, told: to the person in full, to an agent in few words.

An answer is a JSON value whose shape goes with its question (people/household/keys.py). It is read
here, once for both readers; a `Voice` has the words of one of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jalon.core.months import parse_month
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.web.words.money import say_month
from jalon.web.words.plain import NBSP, capital

UNSAID = "Je ne sais pas"
Lines = tuple[str, ...]
Amounts = Sequence[tuple[str, float | None]]
"""What each amount is of, or its month (`2026-10`), and euros; None where it is unknown."""


@dataclass(frozen=True, slots=True)
class CareAnswer:
    """The care of a child: its kind in words, hours a month today and with a job."""

    kind: str
    is_paid: bool
    hours_month_now: float | None
    hours_month: float | None


@dataclass(frozen=True, slots=True)
class Voice:
    """How one reader is told amounts, dates and lists.

    `month_amounts` and `line_amounts` have lists; the latter also the month they are of, or none.
    """

    money: Callable[[float], str]
    each_year: str
    or_before: str
    birth: Callable[[dt.date, dt.date], str]
    month_amounts: Callable[[Amounts], Lines]
    line_amounts: Callable[[str, Amounts], Lines]
    care: Callable[[CareAnswer], Lines]


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that is there and known, with the words of its choices or lines."""

    talk: Conversation
    key: str
    value: Any
    words: Mapping[str, str]


def tell_answer(
    talk: Conversation, key: str, words: Mapping[str, str], voice: Voice
) -> Lines | None:
    """One question's answer; None where there is none yet, or nobody knows.

    `words` has those of a choice by value, or those of the lines of an answer, in their order.
    """
    value = talk.said(key) if talk.is_answered(key) else None
    if value is None:
        return None
    return _TELLERS.get(key, _care)(_Answer(talk, key, value, words), voice)


def is_unsure(talk: Conversation, key: str) -> bool:
    """Whether the answer is « je ne sais pas »."""
    return bool(talk.answers.get(key) == keys.UNKNOWN)


def _choice(answer: _Answer, _: Voice) -> Lines:
    return (answer.words[answer.value],)


def _each_month(answer: _Answer, voice: Voice) -> Lines:
    return (f"{voice.money(answer.value)} par mois",)


def _year(answer: _Answer, voice: Voice) -> Lines:
    return (f"{voice.money(answer.value['eur'])}{voice.each_year}",)


def _birth(answer: _Answer, voice: Voice) -> Lines:
    return (voice.birth(dt.date.fromisoformat(answer.value), answer.talk.today),)


def _month(answer: _Answer, _: Voice) -> Lines:
    return (capital(say_month(parse_month(answer.value))),)


def _since(answer: _Answer, voice: Voice) -> Lines:
    month = capital(say_month(parse_month(answer.value["month"])))
    return (f"{month}, {voice.or_before}" if answer.value["or_before"] else month,)


def _months(answer: _Answer, voice: Voice) -> Lines:
    eur_by_month = answer.talk.known_months(answer.key)
    months = answer.talk.months_of(answer.key)
    return voice.month_amounts([(month, eur_by_month.get(month)) for month in months])


def _support(answer: _Answer, voice: Voice) -> Lines:
    return voice.line_amounts("", _by_line(answer.words, answer.value))


def _benefits(answer: _Answer, voice: Voice) -> Lines:
    month = answer.talk.paid_month
    return voice.line_amounts(month, _by_line(answer.words, answer.value[month]))


def _custody(answer: _Answer, _: Voice) -> Lines:
    """One line where it is the same of all children, else one a child; none where nobody knows."""
    said = [(child.first_name, answer.talk.custody_of(child)) for child in answer.talk.children]
    words = {of for _, of in said}
    if len(words) == 1 and None not in words:
        return (answer.words[words.pop() or ""],)
    lines = ((name, UNSAID if of is None else answer.words[of]) for name, of in said)
    return tuple(f"{name}{NBSP}: {word[:1].lower()}{word[1:]}" for name, word in lines)


def _by_line(words: Mapping[str, str], eur_by_line: Mapping[str, float | None]) -> Amounts:
    return [(label, eur_by_line.get(line)) for line, label in words.items()]


def _care(answer: _Answer, voice: Voice) -> Lines:
    value = answer.value
    return voice.care(
        CareAnswer(
            kind=answer.words[value["kind"]],
            is_paid=value["kind"] != "none",
            hours_month_now=value["hours_month_now"],
            hours_month=value["hours_month"],
        )
    )


_TELLERS: Mapping[str, Callable[[_Answer, Voice], Lines]] = {
    **dict.fromkeys(
        (
            *(keys.COUPLE, keys.SITUATION, keys.PARTNER_SITUATION, keys.HOUSING),
            *(keys.PARENTS_HOME, keys.LOAN, *keys.RARE),
        ),
        _choice,
    ),
    keys.CUSTODY: _custody,
    **dict.fromkeys((keys.INCOME, keys.PARTNER_INCOME, keys.RENT), _each_month),
    **dict.fromkeys((*keys.SALARIES_OF, *keys.SALARIES_OF_PARTNER), _months),
    keys.PARTNER_BIRTH: _birth,
    **dict.fromkeys((keys.ISOLATED_SINCE, keys.INCOME_SINCE, keys.PARTNER_INCOME_SINCE), _since),
    **dict.fromkeys((keys.CHILD_SUPPORT, keys.OWN_RESOURCES), _support),
    keys.BENEFITS: _benefits,
    **dict.fromkeys(keys.MONTHS_AHEAD, _month),
    keys.RESOURCES: _year,
}
"""By question; those that are not here are about the care of a child."""
