"""Several amounts on one screen: each is an amount, nothing, or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from jalon.people.household import keys
from jalon.web.person.rights.fields import amount_field
from jalon.web.person.rights.forms import AnswerForm, write_number
from jalon.web.person.rights.typeset import typeset

AMOUNT, NOTHING, UNKNOWN = "amount", "nothing", "unknown"
_WORDS = ((AMOUNT, "Un montant"), (NOTHING, "Rien"), (UNKNOWN, "Je ne sais pas"))
_EMPTY = typeset("Répondez pour une ligne au moins, ou choisissez « Je ne sais pas » plus bas.")
_NO_AMOUNT = typeset("Écrivez le montant, ou choisissez « Rien » ou « Je ne sais pas ».")
_BOTH = typeset("Il y a un montant et « {word} » : choisissez « Un montant », ou effacez-le.")


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One amount to say, with its two fields."""

    label: str
    choice: forms.BoundField
    amount: forms.BoundField


class LinesForm(AnswerForm):
    """A line for each option of the question. A line left empty is unknown."""

    def build(self) -> None:
        """Three radio buttons and an amount a line, named by its rank."""
        for rank, label in enumerate(self.question.options.values()):
            self.fields[f"line{rank}_is"] = forms.ChoiceField(
                label=label, choices=_WORDS, widget=forms.RadioSelect, required=False
            )
            self.fields[f"line{rank}"] = amount_field(
                self.most_eur, label=f"{label}, en euros", required=False
            )

    @property
    def most_eur(self) -> int:
        """The most that a line may be: of a month, or of a year."""
        of_a_year = self.question.key == keys.OWN_RESOURCES
        return keys.MOST_EUR_YEAR if of_a_year else keys.MOST_EUR_MONTH

    def lines(self) -> Iterator[AmountLine]:
        """The lines in their order."""
        for rank, label in enumerate(self.question.options.values()):
            yield AmountLine(label, self[f"line{rank}_is"], self[f"line{rank}"])

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON value
        """Each line as it was said."""
        if answer is not None and self.question.key == keys.BENEFITS:
            answer = answer.get(self.talk.paid_month)
        fields: dict[str, Any] = {}
        for rank, name in enumerate(self.question.options):
            if answer is not None and name in answer:
                eur = answer[name]
                fields[f"line{rank}_is"] = UNKNOWN if eur is None else AMOUNT if eur else NOTHING
                fields[f"line{rank}"] = write_number(eur) if eur else None
        return fields

    def clean(self) -> dict[str, Any]:
        """A word and an amount that agree, and one line at least."""
        values = self.cleaned_data
        for rank in range(len(self.question.options)):
            self._check_line(f"line{rank}", values.get(f"line{rank}_is"), values.get(f"line{rank}"))
        if not self.errors and all(value in ("", None) for value in values.values()):
            self.add_error(None, _EMPTY)
        return values

    def _check_line(self, name: str, word: str | None, eur: float | None) -> None:
        if name in self.errors:
            return
        if word == AMOUNT and eur is None:
            self.add_error(name, _NO_AMOUNT)
        elif word in (NOTHING, UNKNOWN) and eur:
            self.add_error(name, _BOTH.format(word=dict(_WORDS)[word]))

    def value(self) -> Any:  # noqa: ANN401
        """By line: euros, 0 for nothing, null for unknown."""
        said = {name: self._line(rank) for rank, name in enumerate(self.question.options)}
        return {self.talk.paid_month: said} if self.question.key == keys.BENEFITS else said

    def _line(self, rank: int) -> float | None:
        word = self.cleaned_data[f"line{rank}_is"]
        eur: float | None = self.cleaned_data[f"line{rank}"]
        return 0 if word == NOTHING else None if word == UNKNOWN else eur
