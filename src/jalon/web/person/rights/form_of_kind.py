"""Which form a question has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jalon.people.household.conversation import Conversation
from jalon.web.person.rights import forms
from jalon.web.person.rights.amount_lines import LinesForm
from jalon.web.person.rights.each_child import EachChildForm
from jalon.web.person.rights.questions import Question

FORMS: dict[str, type[forms.AnswerForm]] = {
    "choice": forms.ChoiceForm,
    "amount": forms.AmountForm,
    "year": forms.YearForm,
    "birth": forms.BirthForm,
    "coming_month": forms.ComingMonthForm,
    "since": forms.SinceForm,
    "months": forms.MonthsForm,
    "lines": LinesForm,
    "care": forms.CareForm,
    "each_child": EachChildForm,
}
_TEMPLATES = {
    **dict.fromkeys(("choice", "coming_month"), "choice"),
    **dict.fromkeys(("amount", "year", "birth", "since"), "single"),
}


def make_form(
    talk: Conversation, question: Question, data: Mapping[str, Any] | None = None
) -> forms.AnswerForm:
    """The form of a question, with what was sent."""
    return FORMS[question.kind](talk, question, data)


def template_of(question: Question) -> str:
    """The template that shows its fields."""
    return f"web/person/rights/kinds/{_TEMPLATES.get(question.kind, question.kind)}.html"
