"""What would make an offer hold, said as a possibility: nobody is told what they ought to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jalon.core.time import parse_clock
from jalon.partners.models import CarePlace
from jalon.reach import LAST_CLOSING_S, Unlock
from jalon.web.words.legs import Names, is_feminine, say_the, say_to
from jalon.web.words.plain import NBSP, say_duration, say_time


@dataclass(frozen=True, slots=True)
class UnlockSentence:
    """A change in words, the icon beside it, and the week's travel with it."""

    text: str
    icon: str
    travel: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says changes with the names and hours of the places that they are about, by id."""

    names: Names = field(default_factory=Names)
    places: Mapping[str, CarePlace] = field(default_factory=dict)

    def say(self, unlock: Unlock) -> UnlockSentence:
        """One change of one offer."""
        week = f"{say_duration(unlock.week_s)} de trajet par semaine"
        return UnlockSentence(self.change(unlock), ICONS[unlock.change], week)

    def change(self, unlock: Unlock) -> str:
        """The change alone: `Avec un vélo`, `Avec la crèche Les Lilas ouverte à 6 h 30`."""
        by_min = unlock.by_min or 0
        match unlock.change:
            case "bicycle":
                return "Avec un vélo"
            case "car":
                return "Avec une voiture et le permis"
            case "shift_moved":
                when = "plus tard" if by_min > 0 else "plus tôt"
                return f"Si le travail commençait et finissait {_minutes(abs(by_min))} {when}"
            case "other_place":
                child = self.names.children.get(unlock.child or "", "votre enfant")
                to = say_to(f"place:{unlock.place}", "", self.names)
                return f"Si {child} allait {to}, qui a une place libre"
            case _:
                return self._hours(unlock, by_min)

    def _hours(self, unlock: Unlock, by_min: int) -> str:
        name = self.names.place(unlock.place or "")
        opened = f"Avec {say_the(name)} {'ouverte' if is_feminine(name) else 'ouvert'}"
        earlier = unlock.change == "place_opens_earlier"
        new_s = self._new_hour(unlock.place or "", by_min, earlier=earlier)
        if new_s is None:
            return f"{opened} {_minutes(by_min)} {'plus tôt' if earlier else 'de plus le soir'}"
        return f"{opened} {'à' if earlier else 'jusqu’à'} {say_time(new_s)}"

    def _new_hour(self, place: str, by_min: int, *, earlier: bool) -> int | None:
        """The new opening or closing, where it is the same on every weekday; None elsewhere."""
        known = self.places.get(place)
        hours = {of_day[0 if earlier else 1] for of_day in known.hours.values()} if known else set()
        if len(hours) != 1:
            return None
        now_s = parse_clock(hours.pop())
        return max(0, now_s - by_min * 60) if earlier else min(LAST_CLOSING_S, now_s + by_min * 60)


ICONS = {
    "place_opens_earlier": "place",
    "place_closes_later": "place",
    "other_place": "place",
    "bicycle": "bicycle",
    "shift_moved": "clock",
    "car": "car",
}


def _minutes(minutes: int) -> str:
    return "une heure" if minutes == 60 else f"{minutes}{NBSP}minutes"
