"""The way from one question to the next."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.web.person.offers.list_place import find_back
from jalon.web.person.rights.questions import Question, make_question

BACK = "retour"
"""Name of the field, and of the query, that says where an answer that is changed leads back to."""
_BACK_TO = {"reponses": "rights_answers", "resultat": "rights_result"}

_PARTNER = (
    *(keys.PARTNER_BIRTH, keys.PARTNER_SITUATION, keys.PARTNER_INCOME),
    *(keys.PARTNER_INCOME_SINCE, keys.PARTNER_SALARIES, keys.PARTNER_EARLIER_SALARIES),
)


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """Where a question stands, and the addresses around it. What is rare `has_rank` not: it is
    asked from the page that supposes it.
    """

    rank: int
    count: int
    before: str
    skip: str
    has_rank: bool = True


def way_of(talk: Conversation, question: Question, back: str) -> QuestionPlace:
    """The place of a question and what is before and after; `back` says where it leads back to."""
    # What is rare has no place in the order: it is as the last one.
    rank = talk.keys.index(question.key) if question.key in talk.keys else len(talk.keys) - 1
    if led_back := back_address(back):
        before = skip = led_back
    else:
        before = _address(talk, talk.keys[rank - 1]) if rank else reverse("rights")
        skip = next_address(talk, question.key, back)
    return QuestionPlace(rank + 1, len(talk.keys), before, skip, question.key in talk.keys)


def next_address(talk: Conversation, key: str, back: str) -> str:
    """After `key`: the next question without an answer, then the list of answers.

    Where an answer was changed from a page, only what follows from it is asked before that page.
    """
    rank = talk.keys.index(key) if key in talk.keys else 0
    coming = [after for after in talk.keys[rank + 1 :] if not talk.is_answered(after)]
    led_back = back_address(back)
    if led_back:
        coming = [after for after in coming if after in _opened_by(key)]
    if coming:
        return _address(talk, coming[0], back)
    return led_back or reverse("rights_answers")


def back_address(back: str) -> str:
    """The page that a question was asked from; empty where `back` names none of ours."""
    return reverse(_BACK_TO[back]) if back in _BACK_TO else find_back(back)


def ask_address(code: str, back: str) -> str:
    """The address of a question whose answer leads back."""
    return f"{reverse('rights_question', kwargs={'code': code})}?{urlencode({BACK: back})}"


def resume_address(talk: Conversation) -> str:
    """The first question without an answer; the list of answers when all have one."""
    return _address(talk, talk.open_keys()[0]) if talk.open_keys() else reverse("rights_answers")


def _opened_by(key: str) -> tuple[str, ...]:
    """Questions that the answer to another makes necessary."""
    if key == keys.COUPLE or key in _PARTNER:
        return (*_PARTNER, keys.ISOLATED_SINCE)
    if key == keys.BENEFITS:
        return (keys.NEXT_DECLARATION,)
    return keys.FOLLOWS.get(key, ())


def _address(talk: Conversation, key: str, back: str = "") -> str:
    code = make_question(talk, key).address
    if back_address(back):
        return ask_address(code, back)
    return reverse("rights_question", kwargs={"code": code})
