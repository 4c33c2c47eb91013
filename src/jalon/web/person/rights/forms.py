"""Forms of one question each: what is read of a form is the answer that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from jalon.core.months import Month, format_month, parse_month
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.people.models import FamilyType
from jalon.rights import MOST_WAIT_MONTHS
from jalon.web.guards.kept_form import seal
from jalon.web.person.rights.fields import BirthField, amount_field, hours_field
from jalon.web.person.rights.questions import Question, say_month
from jalon.web.person.rights.typeset import typeset
from jalon.web.words.plain import capital, say_of

CHOOSE = typeset("Choisissez une réponse, ou « Je ne sais pas ».")
LONG_ALONE = "long"


class AnswerForm(forms.Form):
    """The form of a question; what was answered before is there, and what was typed stays."""

    use_required_attribute = False

    def __init__(
        self, talk: Conversation, question: Question, data: Mapping[str, Any] | None = None
    ) -> None:
        self.talk = talk
        self.question = question
        self.seal = seal(talk.person)
        super().__init__(data, initial=self.shown(talk.said(question.key)))
        self.build()
        if "answer" in self.fields:
            self.fields["answer"].help_text = question.hint

    def build(self) -> None:
        """Adds the fields of the kind."""

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON value
        """What the fields show of an answer."""
        return {"answer": answer}

    def value(self) -> Any:  # noqa: ANN401 - a JSON value
        """The answer, in a valid form."""
        return self.cleaned_data["answer"]


def _radios(options: Mapping[str, str], label: str, sentence: str = CHOOSE) -> forms.ChoiceField:
    messages = dict.fromkeys(("required", "invalid_choice"), sentence)
    return forms.ChoiceField(
        label=label,
        choices=list(options.items()),
        widget=forms.RadioSelect,
        error_messages=messages,
    )


class ChoiceForm(AnswerForm):
    """One of a few words."""

    def build(self) -> None:
        """Radio buttons."""
        self.fields["answer"] = _radios(self.question.options, self.question.title)

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401
        """The file already says whether one is a couple: it is proposed."""
        if answer is None and self.question.key == keys.COUPLE:
            couple = self.talk.person.family_type == FamilyType.COUPLE
            return {"answer": "couple" if couple else "alone"}
        return {"answer": answer}


class AmountForm(AnswerForm):
    """Euros a month."""

    def build(self) -> None:
        """One field."""
        most = keys.MOST_RENT_EUR if self.question.key == keys.RENT else keys.MOST_EUR_MONTH
        self.fields["answer"] = amount_field(most)

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401
        """As people write it."""
        return {"answer": write_number(answer)}


class YearForm(AmountForm):
    """Euros in a year."""

    def build(self) -> None:
        """One field."""
        self.fields["answer"] = amount_field(keys.MOST_EUR_YEAR)

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401
        """The amount of that year."""
        return super().shown(answer["eur"] if answer else None)

    def value(self) -> Any:  # noqa: ANN401
        """The amount with its year."""
        return {"year": self.talk.resources_year, "eur": self.cleaned_data["answer"]}


class BirthForm(AnswerForm):
    """A birth date."""

    def build(self) -> None:
        """One field."""
        self.fields["answer"] = BirthField(self.talk.today)

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401
        """`02/05/1990`."""
        return {"answer": "/".join(reversed(answer.split("-"))) if answer else None}

    def value(self) -> Any:  # noqa: ANN401
        """`1990-05-02`."""
        return self.cleaned_data["answer"].isoformat()


class ComingMonthForm(ChoiceForm):
    """One of the months that begin: of a quarter, or up to a birth."""

    def build(self) -> None:
        """Radio buttons."""
        last = self.talk.month + keys.MONTHS_AHEAD[self.question.key]
        months = range(self.talk.month, last + 1)
        names = [format_month(Month(month)) for month in months]
        options = {name: capital(say_month(name)) for name in names}
        self.fields["answer"] = _radios(options, self.question.title)


class SinceForm(AnswerForm):
    """A month of the last year and a half, or longer ago; of an allowance also one to come."""

    def build(self) -> None:
        """One list to choose from: nineteen buttons would be a long way down."""
        last = self.talk.month
        names = [format_month(Month(last - back)) for back in range(keys.LONG_ALONE_MONTHS)]
        longer = f"Depuis plus de {keys.LONG_ALONE_MONTHS}\N{NO-BREAK SPACE}mois"
        months = [(name, f"Depuis {say_month(name)}") for name in names]
        self.fields["answer"] = forms.ChoiceField(
            label=self.question.title,
            choices=[
                ("", "Choisissez dans la liste"),
                *self._coming(),
                (LONG_ALONE, longer),
                *months,
            ],
            error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
        )

    def _coming(self) -> list[tuple[str, str]]:
        """Who waits for the first payment knows its month."""
        if self.question.key == keys.ISOLATED_SINCE:
            return []
        ahead = range(MOST_WAIT_MONTHS, 0, -1)
        names = [format_month(Month(self.talk.month + lag)) for lag in ahead]
        return [(name, f"À partir {say_of(say_month(name))}") for name in names]

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401
        """The month, or « longer », also for a month that is no longer in the list."""
        if answer is None:
            return {}
        far = parse_month(answer["month"]) <= self.talk.month - keys.LONG_ALONE_MONTHS
        return {"answer": LONG_ALONE if far or answer["or_before"] else answer["month"]}

    def value(self) -> Any:  # noqa: ANN401
        """The month; « longer » is the last month that it can be, or before."""
        chosen = self.cleaned_data["answer"]
        if chosen == LONG_ALONE:
            before = Month(self.talk.month - keys.LONG_ALONE_MONTHS)
            return {"month": format_month(before), "or_before": True}
        return {"month": chosen, "or_before": False}


class MonthsForm(AnswerForm):
    """An amount for each of the last months, or none at all."""

    @property
    def months(self) -> tuple[str, ...]:
        """The months that are asked for."""
        return self.talk.months_of(self.question.key)

    def build(self) -> None:
        """A box to tick, and a small field a month."""
        self.fields["none"] = forms.BooleanField(label=self.question.more["none"], required=False)
        for month in self.months:
            label = capital(say_month(month))
            if month == format_month(self.talk.month):
                label = f"{label.split()[0]}, en cours"
            self.fields[month] = amount_field(keys.MOST_EUR_MONTH, label=label, required=False)

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401
        """Each month that is known, by this answer or by the one about other months."""
        return {
            month: write_number(eur)
            for month, eur in self.talk.known_months(self.question.key).items()
        }

    def clean(self) -> dict[str, Any]:
        """No salary at all, or at least one amount: not both, and not neither."""
        values = self.cleaned_data
        amounts = [values.get(month) for month in self.months]
        if values.get("none") and any(amounts):
            self.add_error("none", "Vous avez aussi écrit un salaire. Gardez l’un ou l’autre.")
        elif not self.errors and not values.get("none") and set(amounts) == {None}:
            self.add_error(
                "none",
                typeset(
                    "Écrivez un mois au moins, cochez la case, ou choisissez « Je ne sais pas »."
                ),
            )
        return values

    def value(self) -> Any:  # noqa: ANN401
        """By month; null where nothing is written."""
        if self.cleaned_data["none"]:
            return dict.fromkeys(self.months, 0)
        return {month: self.cleaned_data[month] for month in self.months}


class CareForm(AnswerForm):
    """Who looks after a child, and for how many hours."""

    hours: ClassVar[tuple[str, ...]] = ("hours_month", "hours_month_now")

    def build(self) -> None:
        """Radio buttons, and two small fields."""
        more = self.question.more
        self.fields["kind"] = _radios(self.question.options, self.question.title)
        for name in self.hours:
            self.fields[name] = hours_field(label=more[name], help_text=more[f"{name}_help"])

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401
        """As people write it."""
        if answer is None:
            return {}
        return {"kind": answer["kind"]} | {name: write_number(answer[name]) for name in self.hours}

    def value(self) -> Any:  # noqa: ANN401
        """Hours of care that nobody is paid for are not kept."""
        values = self.cleaned_data
        paid = values["kind"] != "none"
        return {"kind": values["kind"]} | {
            name: values[name] if paid else None for name in self.hours
        }


def write_number(number: float | None) -> str | None:
    """`410,5` as a field shows it."""
    if number is None:
        return None
    return f"{number:.2f}".removesuffix(".00").replace(".", ",")
