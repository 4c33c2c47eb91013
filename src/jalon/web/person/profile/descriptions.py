"""What the computation knows of a person, said so that they can check it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jalon.core.time import parse_clock
from jalon.partners.models import CarePlace
from jalon.people.models import Child, Person
from jalon.web.person.offers.cards import say_shift
from jalon.web.words.plain import (
    NBSP,
    capital,
    join_and,
    say_count,
    say_number,
    say_time,
    say_weekdays,
)

MEANS = {"transit": "en transports en commun", "bicycle": "à vélo", "car": "en voiture"}


@dataclass(frozen=True, slots=True)
class PlaceLines:
    """A place where a child may be, in three lines."""

    name: str
    hours: str
    handover: str
    slug: str


@dataclass(frozen=True, slots=True)
class NearbyPlace:
    """A place with room near the home."""

    place: PlaceLines
    distance: str
    room: str


@dataclass(frozen=True, slots=True)
class ChildLines:
    """A child, the place that it attends, and those that are possible."""

    first_name: str
    attended: tuple[PlaceLines, ...]
    possible: tuple[PlaceLines, ...]


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
        slug=place.slug,
    )


def describe_child(child: Child) -> ChildLines:
    """A child with its places (prefetched), the one that it attends (rank 0) apart."""
    options = child.care_options.all()
    return ChildLines(
        child.first_name,
        attended=tuple(describe_place(option.place) for option in options if not option.rank),
        possible=tuple(describe_place(option.place) for option in options if option.rank),
    )


def describe_nearby(place: CarePlace, metres: float) -> NearbyPlace:
    """A place with room, and how far it is as the crow flies, to a hundred metres."""
    hundreds = max(1, round(metres / 100))
    far = f"{hundreds * 100}{NBSP}m" if hundreds < 10 else f"{say_number(hundreds / 10)}{NBSP}km"
    room = say_count(place.free_places, "place libre", "places libres")
    return NearbyPlace(
        describe_place(place), _("à %(far)s de chez vous en ligne droite") % {"far": far}, room
    )


def list_bounds(person: Person) -> list[tuple[str, str]]:
    """The bounds of the person's day, each with its name."""
    return [
        (
            "Marche la plus longue",
            _("%(walk)s en une fois") % {"walk": f"{person.max_walk_min}{NBSP}min"},
        ),
        ("Trajet le plus long", f"{person.max_trip_min}{NBSP}min à l’aller, autant au retour"),
        ("Départ au plus tôt", say_time(person.earliest_leave_s)),
        ("Retour au plus tard", say_time(person.latest_return_s)),
        ("Vitesse de marche", f"{say_number(person.walk_kmh)}{NBSP}km/h"),
        (_("Trajets à réserver"), _("comptés") if person.booked_rides else _("non comptés")),
    ]


def say_means(person: Person) -> str:
    """`à pied, en transports en commun et à vélo`."""
    named = [MEANS[mean] for mean in person.means if mean in MEANS]
    return capital(join_and(["à pied", *named]))
