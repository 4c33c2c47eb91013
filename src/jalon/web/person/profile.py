"""What the computation knows of a person, said so that they can check it."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.core.time import parse_clock
from jalon.partners.models import CarePlace
from jalon.people.models import Person
from jalon.web.person.cards import say_shift
from jalon.web.words.plain import NBSP, capital, join_and, say_number, say_time, say_weekdays

MEANS = {"transit": "en transports en commun", "bicycle": "à vélo", "car": "en voiture"}


@dataclass(frozen=True, slots=True)
class PlaceLines:
    """A place where a child may be, in three lines."""

    name: str
    hours: str
    handover: str


def describe_place(place: CarePlace) -> PlaceLines:
    """The name of a place, its opening hours and the time that a handover takes."""
    groups: dict[tuple[str, str], list[str]] = {}
    for weekday, (opens, closes) in place.hours.items():
        groups.setdefault((opens, closes), []).append(weekday)
    hours = [
        f"{say_weekdays(days)}, {say_shift(parse_clock(opens), parse_clock(closes))}"
        for (opens, closes), days in groups.items()
    ]
    return PlaceLines(
        name=place.name,
        hours=capital(f"{NBSP}; ".join(hours)),
        handover=f"{place.handover_min}{NBSP}min",
    )


def list_bounds(person: Person) -> list[tuple[str, str]]:
    """The bounds of the person's day, each with its name."""
    return [
        ("Marche la plus longue", f"{person.max_walk_min}{NBSP}min d’une traite"),
        ("Trajet le plus long", f"{person.max_trip_min}{NBSP}min à l’aller, autant au retour"),
        ("Départ au plus tôt", say_time(person.earliest_leave_s)),
        ("Retour au plus tard", say_time(person.latest_return_s)),
        ("Vitesse de marche", f"{say_number(person.walk_kmh)}{NBSP}km/h"),
    ]


def say_means(person: Person) -> str:
    """`à pied, en transports en commun et à vélo`."""
    named = [MEANS[mean] for mean in person.means if mean in MEANS]
    return capital(join_and(["à pied", *named]))
