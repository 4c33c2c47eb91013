"""Fields that take what people write: « 410,50 », « 410 € », « 2 mai 1990 »."""

from __future__ import annotations

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError

from jalon.people.household import keys
from jalon.people.household.checks import is_adult_birth
from jalon.web.person.rights.typeset import typeset
from jalon.web.words.plain import MONTHS_FR, NBSP

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?")
_UNIT = re.compile(r" ?(?:€|euros?|eur|h|heures?)(?: ?(?:par|/) ?mois)?$", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})(?:er)?[ ./-]?(\d{1,2}|[a-zéû]+)[ ./-]?(\d{4})", re.IGNORECASE)


class NumberField(forms.CharField):
    """A number from 0 to `most`, as people write it, with one sentence for all that it is not."""

    def __init__(
        self,
        most: float,
        sentence: str,
        *,
        label: str = "",
        help_text: str = "",
        required: bool = True,
    ) -> None:
        self.most = most
        self.sentence = typeset(sentence)
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            widget=box,
            label=label,
            help_text=help_text,
            required=required,
            error_messages={"required": self.sentence},
        )

    def clean(self, value: object) -> float | None:
        """The number; None where nothing is written and nothing has to be."""
        written = _UNIT.sub("", " ".join(str(super().clean(value)).split()))
        if not written:
            return None
        number = read_number(written)
        if number is None or number > self.most:
            raise ValidationError(self.sentence)
        return number


def read_number(written: str) -> float | None:
    """`1 234,50`, `410.5` or `410` as a number; None where it is none."""
    if _GROUPED.fullmatch(written):
        written = written.replace(" ", "")
    return float(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None


def amount_field(most: float, *, label: str = "", required: bool = True) -> NumberField:
    """Euros, to the cent."""
    shown = f"{most:,.0f}".replace(",", NBSP)
    sentence = f"Écrivez un montant en euros, entre 0 et {shown}, par exemple 410,50."
    return NumberField(most, sentence, label=label, required=required)


def hours_field(*, label: str, help_text: str) -> NumberField:
    """Hours a month, which may be left out."""
    most = keys.MOST_HOURS_MONTH
    sentence = f"Écrivez un nombre d’heures par mois, entre 0 et {most}, par exemple 140."
    return NumberField(most, sentence, label=label, help_text=help_text, required=False)


class BirthField(forms.CharField):
    """The birth date of an adult."""

    sentence = "Écrivez une date de naissance, par exemple 02/05/1990."

    def __init__(self, today: dt.date) -> None:
        self.today = today
        box = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(widget=box, error_messages={"required": self.sentence})

    def clean(self, value: object) -> dt.date:
        """The date that is written."""
        birth = read_date(" ".join(str(super().clean(value)).split()))
        if birth is None:
            raise ValidationError(self.sentence)
        if not is_adult_birth(birth, self.today):
            raise ValidationError(
                "Vérifiez l’année : cette date n’est pas celle d’un adulte du foyer."
            )
        return birth


def read_date(written: str) -> dt.date | None:
    """`02/05/1990`, `2 mai 1990` or `02051990` as a date; None where it is none."""
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    month = match[2].lower()
    try:
        rank = int(month) if month.isdecimal() else MONTHS_FR.index(month) + 1
        return dt.date(int(match[3]), rank, int(match[1]))
    except ValueError:
        return None
