"""« Simuler un emploi »: a job typed by the agent. It is kept with what the law
answers, for an hour or two, and nothing of it comes from the job space.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from jalon.core.months import Month, first_day, format_month, month_of, parse_month
from jalon.rights import WEEKS_PER_MONTH, Job, Travel, navigo_eur_month
from jalon.web.words.money import say_month
from jalon.web.words.plain import NBSP, capital

MONTHS_AHEAD = 12
LEAST_WAGE_EUR_HOUR, MOST_WAGE_EUR_HOUR = 5, 100
LEAST_HOURS_WEEK, MOST_HOURS_WEEK = 1, 48
MOST_MONTHS = 36
MOST_PASS_EUR, MOST_KM_DAY = 500, 300
KM_SENTENCE = f"Écrivez les kilomètres d’un jour, aller et retour, entre 0 et {MOST_KM_DAY}."
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?")


class FrenchNumber(forms.CharField):
    """A number between two others, with a comma or a point; one sentence for all that it is not."""

    def __init__(
        self,
        least: float,
        most: float,
        sentence: str,
        unit: str,
        *,
        whole: bool = False,
        **options: Any,  # noqa: ANN401
    ) -> None:
        self.least, self.most, self.unit, self.whole = least, most, unit, whole
        self.sentence = sentence.replace(" €", f"{NBSP}€")
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        messages = dict.fromkeys(("required", "max_length"), self.sentence)
        super().__init__(widget=box, max_length=20, error_messages=messages, **options)

    def clean(self, value: object) -> float | None:
        """The number; None where nothing is written and nothing has to be."""
        written = "".join(str(super().clean(value)).split()).removesuffix(self.unit)
        if not written:
            return None
        if not _NUMBER.fullmatch(written):
            raise ValidationError(self.sentence)
        number = float(written.replace(",", "."))
        if not self.least <= number <= self.most or (self.whole and number % 1):
            raise ValidationError(self.sentence)
        return number


class JobForm(forms.Form):
    """The terms of a job that somebody might be offered."""

    use_required_attribute = False

    taux_horaire = FrenchNumber(
        LEAST_WAGE_EUR_HOUR,
        MOST_WAGE_EUR_HOUR,
        f"Écrivez un salaire horaire brut entre {LEAST_WAGE_EUR_HOUR} et {MOST_WAGE_EUR_HOUR} €, "
        "par exemple 12,50.",
        "€",
        label="Salaire horaire brut, en euros",
    )
    heures_semaine = FrenchNumber(
        LEAST_HOURS_WEEK,
        MOST_HOURS_WEEK,
        f"Écrivez un nombre d’heures par semaine entre {LEAST_HOURS_WEEK} et {MOST_HOURS_WEEK}, "
        "par exemple 24.",
        "h",
        label="Heures par semaine",
    )
    debut = forms.ChoiceField(
        label="Début",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choisissez le mois du début dans la liste."
        ),
    )
    duree_mois = FrenchNumber(
        1,
        MOST_MONTHS,
        f"Écrivez un nombre de mois entier entre 1 et {MOST_MONTHS}, ou rien pour un CDI.",
        "mois",
        whole=True,
        label="Durée en mois",
        required=False,
        help_text=f"Vide{NBSP}: sans date de fin.",
    )
    trajet = forms.ChoiceField(
        label="Trajet",
        choices=[
            ("inconnu", "Pas encore connu"),
            ("forfait", "Forfait de transport"),
            ("voiture", "En voiture"),
            ("aucun", "Sans frais"),
        ],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choisissez le trajet dans la liste."
        ),
    )
    forfait_eur = FrenchNumber(
        0,
        MOST_PASS_EUR,
        f"Écrivez le prix du forfait d’un mois, entre 0 et {MOST_PASS_EUR} €.",
        "€",
        label="Prix du forfait, par mois",
        required=False,
        help_text=f"Vide{NBSP}: le Navigo toutes zones.",
    )
    km_jour = FrenchNumber(
        0,
        MOST_KM_DAY,
        KM_SENTENCE,
        "km",
        label="Kilomètres par jour, aller et retour",
        required=False,
        help_text="En voiture seulement.",
    )
    en_plus = forms.BooleanField(label="S’ajoute à l’emploi actuel", required=False)

    def __init__(self, today: dt.date, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict
        self.month = month_of(today)
        super().__init__(data, initial={"debut": format_month(Month(self.month + 1))})
        months = [Month(self.month + ahead) for ahead in range(MONTHS_AHEAD)]
        cast("forms.ChoiceField", self.fields["debut"]).choices = [
            (format_month(month), capital(say_month(month))) for month in months
        ]

    def clean(self) -> dict[str, Any]:
        """A car needs its kilometres."""
        values = super().clean() or {}
        by_car = values.get("trajet") == "voiture"
        if by_car and "km_jour" not in self.errors and values.get("km_jour") is None:
            self.add_error("km_jour", KM_SENTENCE)
        return values

    def job(self) -> Job:
        """The job, of a valid form."""
        values = self.cleaned_data
        hours: float = values["heures_semaine"]
        return Job(
            id="simulation",
            gross_eur_month=values["taux_horaire"] * hours * WEEKS_PER_MONTH,
            hours_week=hours,
            start=first_day(parse_month(values["debut"])),
            months=None if values["duree_mois"] is None else int(values["duree_mois"]),
            travel=self._travel(),
            keeps_current_job=values["en_plus"],
        )

    def _travel(self) -> Travel | None:
        values = self.cleaned_data
        if values["trajet"] == "voiture":
            return Travel("car", km_day=values["km_jour"])
        if values["trajet"] == "forfait":
            price = values["forfait_eur"]
            full = navigo_eur_month(self.month) if price is None else price
            return Travel("transit_pass", eur_month=full)
        return Travel("none") if values["trajet"] == "aucun" else None

    def typed(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again with a figure that is opened."""
        return [(name, str(self.data.get(name, ""))) for name in self.fields if self.data.get(name)]
