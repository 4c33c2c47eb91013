"""What was answered, said back to the person: every line of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jalon.people.household.conversation import Conversation
from jalon.web.person.rights.forms import write_number
from jalon.web.person.rights.questions import Question, list_questions, say_month
from jalon.web.words.household_answers import Amounts, CareAnswer, Lines, Voice, tell_answer
from jalon.web.words.plain import NBSP, capital

DO_NOT_KNOW = "Je ne sais pas"
NOT_YET = "Pas encore de réponse"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with its answer, one line or several; `is_open` where there is none yet."""

    question: Question
    lines: tuple[str, ...]
    is_open: bool


def list_answers(talk: Conversation) -> list[AnswerRow]:
    """Every question that is asked, in order, with what was answered."""
    return [_row(talk, question) for question in list_questions(talk)]


def _row(talk: Conversation, question: Question) -> AnswerRow:
    if not talk.is_answered(question.key):
        return AnswerRow(question, (NOT_YET,), is_open=True)
    lines = tell_answer(talk, question.key, question.options, _VOICE)
    return AnswerRow(question, (DO_NOT_KNOW,) if lines is None else lines, is_open=False)


def say_money(eur: float) -> str:
    """`410,50 €`, `1 234 €`."""
    whole, _, cents = f"{eur:,.2f}".removesuffix(".00").partition(".")
    grouped = whole.replace(",", NBSP)
    return f"{grouped},{cents}{NBSP}€" if cents else f"{grouped}{NBSP}€"


def say_amount(eur: float | None) -> str:
    """An amount, nothing, or unknown."""
    if eur is None:
        return DO_NOT_KNOW.lower()
    return say_money(eur) if eur else "rien"


def _birth(birth: dt.date, _: dt.date) -> str:
    return birth.strftime("%d/%m/%Y")


def _months(amounts: Amounts) -> Lines:
    if all(eur == 0 for _, eur in amounts):
        return ("Aucun salaire pendant ces mois",)
    if all(eur is None for _, eur in amounts):
        return (DO_NOT_KNOW,)
    return _amounts([(capital(say_month(month)), eur) for month, eur in amounts])


def _lines(month: str, amounts: Amounts) -> Lines:
    return (*((f"En {say_month(month)}",) if month else ()), *_amounts(amounts))


def _amounts(amounts: Amounts) -> Lines:
    return tuple(f"{label}{NBSP}: {say_amount(eur)}" for label, eur in amounts)


def _care(care: CareAnswer) -> Lines:
    hours = ((care.hours_month, "avec un emploi"), (care.hours_month_now, "aujourd’hui"))
    said = (
        f"{write_number(count)}{NBSP}h par mois {when}"
        for count, when in hours
        if count is not None
    )
    return (care.kind, *said)


_VOICE = Voice(
    money=say_money,
    each_year="",
    or_before="ou plus tôt",
    birth=_birth,
    month_amounts=_months,
    line_amounts=_lines,
    care=_care,
)
