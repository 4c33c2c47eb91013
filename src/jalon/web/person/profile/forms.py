"""Forms of the profile: the bounds of one's day, and one's vehicles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.core.time import DAY_S, format_clock
from jalon.people.actions.change_limits import Limits
from jalon.people.actions.change_means import VEHICLES
from jalon.people.models import Person
from jalon.web.guards.kept_form import seal
from jalon.web.words.plain import say_number

NIGHT_END_S = 6 * 3600
"""A latest return before 6 h is after midnight: nobody is back before having left."""
SPEEDS = {
    "3": "Doucement (avec une poussette, une canne)",
    "4.5": "Normalement",
    "5.5": "D’un bon pas",
}


def _minutes(label: str, help_text: str, least: int, most: int) -> forms.IntegerField:
    sentence = f"Écrivez un nombre de minutes entre {least} et {most}, par exemple {most // 4}."
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        error_messages=messages,
    )


def _hour(label: str, example: str, help_text: str = "") -> forms.TimeField:
    sentence = f"Écrivez une heure, par exemple {example}."
    return forms.TimeField(
        label=label,
        help_text=help_text,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h"],
        error_messages={"required": sentence, "invalid": sentence},
    )


class LimitsForm(forms.Form):
    """The bounds of a day, one clear sentence for each mistake; what was typed stays."""

    use_required_attribute = False

    max_walk_min = _minutes("La marche la plus longue, en une fois", "En minutes.", 1, 60)
    max_trip_min = _minutes(
        "Le trajet le plus long, à l’aller comme au retour",
        "En minutes. Le temps à la crèche ou à l’école et les attentes sont comptés dedans.",
        5,
        180,
    )
    earliest_leave = _hour("Partir de chez vous, au plus tôt", "05:30")
    latest_return = _hour(
        "Être de retour chez vous, au plus tard", "20:30", "Avant 6 h, c’est le lendemain matin."
    )
    booked_rides = forms.BooleanField(
        label=_("Comptez aussi les trajets à réserver"),
        help_text=_(
            "Certains bus ne passent, ou ne s’arrêtent, que si on le demande : par téléphone, en "
            "ligne ou au conducteur. Décochez si vous n’en voulez pas."
        ),
        required=False,
    )

    def __init__(self, person: Person, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=_initial(person))
        self.seal = seal(person)
        self.fields["walk_kmh"] = _speed(person.walk_kmh)
        self.order_fields([name for name in self.fields if name != "booked_rides"])

    def clean(self) -> dict[str, Any]:
        """The return comes after the leave."""
        values = self.cleaned_data
        leave, back = values.get("earliest_leave"), values.get("latest_return")
        if leave is not None and back is not None and _return_s(back) <= _seconds(leave):
            self.add_error("latest_return", "Le retour doit venir après le départ.")
        return values

    def limits(self) -> Limits:
        """The bounds written in a valid form."""
        values = self.cleaned_data
        return Limits(
            max_walk_min=values["max_walk_min"],
            max_trip_min=values["max_trip_min"],
            earliest_leave_s=_seconds(values["earliest_leave"]),
            latest_return_s=_return_s(values["latest_return"]),
            walk_kmh=float(values["walk_kmh"]),
            booked_rides=values["booked_rides"],
        )


class MeansForm(forms.Form):
    """The vehicles that one has; public transport is asked nowhere, as it is not owned."""

    bicycle = forms.BooleanField(
        label="J’ai un vélo",
        help_text=_("Jalon compte au plus 30 minutes de vélo en une fois, votre enfant avec vous."),
        required=False,
    )
    car = forms.BooleanField(
        label="J’ai une voiture et le permis",
        help_text="La voiture doit être là tous les jours où vous travaillez.",
        required=False,
    )

    def __init__(self, person: Person, data: Mapping[str, Any] | None = None) -> None:
        owned = {vehicle: vehicle in person.means for vehicle in VEHICLES}
        super().__init__(data, initial=owned)
        self.seal = seal(person)


def _seconds(clock: dt.time) -> int:
    return clock.hour * 3600 + clock.minute * 60


def _return_s(clock: dt.time) -> int:
    seconds = _seconds(clock)
    return seconds + DAY_S if seconds < NIGHT_END_S else seconds


def _clock(clock_s: int) -> str:
    return format_clock(clock_s % DAY_S)


def _speed(current: float) -> forms.ChoiceField:
    """The ways to walk, with the person's own speed where it is none of them."""
    own = f"{current:g}"
    choices = SPEEDS if own in SPEEDS else {own: f"À {say_number(current)} km/h"} | SPEEDS
    sentence = "Choisissez une façon de marcher dans la liste."
    return forms.ChoiceField(
        label="Vous marchez",
        choices=list(choices.items()),
        error_messages=dict.fromkeys(("required", "invalid_choice"), sentence),
    )


def _initial(person: Person) -> dict[str, Any]:
    return {
        "max_walk_min": person.max_walk_min,
        "max_trip_min": person.max_trip_min,
        "earliest_leave": _clock(person.earliest_leave_s),
        "latest_return": _clock(person.latest_return_s),
        "walk_kmh": f"{person.walk_kmh:g}",
        "booked_rides": person.booked_rides,
    }
