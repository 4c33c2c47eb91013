"""What was answered, said back in French."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.web.person.rights.forms import write_number
from jalon.web.person.rights.questions import Question, list_questions, say_month
from jalon.web.words.plain import NBSP, capital

DO_NOT_KNOW = "Je ne sais pas"
NOT_YET = "Pas encore de réponse"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, one line or several; `is_open` where there is none yet."""

    question: Question
    lines: tuple[str, ...]
    is_open: bool


def list_answers(talk: Conversation) -> list[Answered]:
    """Every question that is asked, in order, with what was answered."""
    return [_answered(talk, question) for question in list_questions(talk)]


def _answered(talk: Conversation, question: Question) -> Answered:
    if not talk.is_answered(question.key):
        return Answered(question, (NOT_YET,), is_open=True)
    value = talk.answers[question.key]
    lines = (DO_NOT_KNOW,) if value == keys.UNKNOWN else _SAY[question.kind](talk, question, value)
    return Answered(question, lines, is_open=False)


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


Said = tuple[str, ...]


def _choice(_: Conversation, question: Question, value: Any) -> Said:  # noqa: ANN401
    return (question.options[value],)


def _amount(_: Conversation, __: Question, value: Any) -> Said:  # noqa: ANN401
    return (f"{say_money(value)} par mois",)


def _year(_: Conversation, __: Question, value: Any) -> Said:  # noqa: ANN401
    return (say_money(value["eur"]),)


def _birth(_: Conversation, __: Question, value: Any) -> Said:  # noqa: ANN401
    return ("/".join(reversed(value.split("-"))),)


def _month(_: Conversation, __: Question, value: Any) -> Said:  # noqa: ANN401
    return (capital(say_month(value)),)


def _since(_: Conversation, __: Question, value: Any) -> Said:  # noqa: ANN401
    words = f"{say_month(value['month'])}"
    return (f"{capital(words)}, ou plus tôt" if value["or_before"] else capital(words),)


def _months(talk: Conversation, question: Question, _: Any) -> Said:  # noqa: ANN401
    months, known = talk.months_of(question.key), talk.known_months(question.key)
    if all(known.get(month) == 0 for month in months):
        return ("Aucun salaire pendant ces mois",)
    if all(known.get(month) is None for month in months):
        return (DO_NOT_KNOW,)
    return tuple(
        f"{capital(say_month(month))}{NBSP}: {say_amount(known.get(month))}" for month in months
    )


def _lines(talk: Conversation, question: Question, value: Any) -> Said:  # noqa: ANN401
    month = (f"En {say_month(talk.paid_month)}",) if question.key == keys.BENEFITS else ()
    said = value[talk.paid_month] if month else value
    lines = (
        f"{label}{NBSP}: {say_amount(said.get(name))}" for name, label in question.options.items()
    )
    return (*month, *lines)


def _care(_: Conversation, question: Question, value: Any) -> Said:  # noqa: ANN401
    hours = ((value["hours_month"], "avec un emploi"), (value["hours_month_now"], "aujourd’hui"))
    known = (
        f"{write_number(count)}{NBSP}h par mois {when}"
        for count, when in hours
        if count is not None
    )
    return (question.options[value["kind"]], *known)


_SAY: dict[str, Callable[[Conversation, Question, Any], Said]] = {
    "choice": _choice,
    "amount": _amount,
    "year": _year,
    "birth": _birth,
    "coming_month": _month,
    "since": _since,
    "months": _months,
    "lines": _lines,
    "care": _care,
}
