"""The legs of a day, as one says them to somebody who is going to live them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jalon.reach import Day, Leg
from jalon.web.words.plain import join_and

TRAIN = 2
"""GTFS route_type of the railway: RER and train."""
MODES = {0: "tram", 1: "métro", TRAIN: "train", 3: "bus", 5: "tram", 6: "câble", 7: "funiculaire"}
"""GTFS route_type → the word of the person."""
ARTICLES = {
    "lieu": "le ",
    "crèche": "la ",
    "micro-crèche": "la ",
    "halte-garderie": "la ",
    "maison": "la ",
    "garderie": "la ",
    "école": "l’",
    "accueil": "l’",
    "assistante": "l’",
    "multi-accueil": "le ",
    "jardin": "le ",
    "centre": "le ",
    "relais": "le ",
    "groupe": "le ",
}
"""First word of a place's name → its article."""
KINDS = {
    "walk": "marche",
    "wait": "attente",
    "work": "travail",
    "handover": "accueil de l’enfant",
    "bicycle": "vélo",
    "car": "voiture",
    "pause": "pause",
    "home": "chez vous",
}
BY_VEHICLE = {"bicycle": "à vélo", "car": "en voiture"}
_ON_ONE_S_OWN = {"walk": "à pied", **BY_VEHICLE}
"""How one goes without a timetable."""
FEMININE = {"crèche", "micro-crèche", "halte-garderie", "maison", "garderie", "école", "assistante"}
"""First words of places that take a feminine."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that legs do not carry: places by id, and first names of children by id.

    `choices` has, for each child with several possible places, the id of the one that it attends,
    or nothing where it attends none.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    children: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)

    def place(self, point: str) -> str:
        """The name of `place:<id>`, or of `<id>`; kind words where it is unknown."""
        return self.places.get(point.removeprefix("place:"), "Lieu d’accueil")

    def wards(self, point: str, day_places: Mapping[str, str]) -> str:
        """The first names of the children looked after at `place:<id>` on that day."""
        here = point.removeprefix("place:")
        names = [self.children.get(child, "") for child, at in day_places.items() if at == here]
        return join_and([name for name in names if name] or ["votre enfant"])


def say_choices(day_places: Mapping[str, str], names: Names) -> tuple[str, ...]:
    """Which place a day uses for each child that has several: `Inès irait à la crèche X`."""
    return tuple(
        f"{names.children[child]} va {say_to(f'place:{day_places[child]}', '', names)}, "
        "comme aujourd’hui."
        if attended == day_places[child]
        else f"{names.children[child]} irait {say_to(f'place:{day_places[child]}', '', names)}."
        for child, attended in names.choices.items()
        if child in day_places
    )


def say_mode(leg: Leg) -> str:
    """The kind of vehicle, in lower case: bus, métro, RER…"""
    if leg.route_type == TRAIN and leg.line[:1] in set("ABCDE"):
        return "RER"
    return MODES.get(3 if leg.route_type is None else leg.route_type, "transport")


def say_the_mode(leg: Leg) -> str:
    """`le bus`, `le métro`: every vehicle is masculine."""
    return f"le {say_mode(leg)}"


def say_line(leg: Leg) -> str:
    """`bus 107`, `métro 8`, `câble C1`."""
    return f"{say_mode(leg)} {leg.line}".strip()


def say_the(name: str) -> str:
    """A place with its article: `la crèche Les Lilas`, `l'école Jules Ferry`."""
    first, _, rest = name.partition(" ")
    article = ARTICLES.get(first.lower())
    return f"{article}{first.lower()} {rest}".strip() if article else name


def is_feminine(name: str) -> bool:
    """Whether a place's name is that of a crèche, a school…"""
    return name.partition(" ")[0].lower() in FEMININE


def say_to(point: str, name: str, names: Names) -> str:
    """Where one goes: `à l'arrêt X`, `à la crèche Les Lilas`, `au travail`, `chez vous`."""
    if point == "home":
        return "chez vous"
    if point == "work":
        return "au travail"
    if point.startswith("place:"):
        the = say_the(names.place(point))
        return f"au {the[3:]}" if the.startswith("le ") else f"à {the}"
    return f"à l’arrêt {name}".strip()


def say_until(to: str) -> str:
    """How far one goes: `jusqu'à l'arrêt X`, `jusque chez vous`."""
    return f"jusqu’{to}" if to[0] in "aà" else f"jusque {to}"


def say_own_ways(days: Iterable[Day]) -> str:
    """`à pied et à vélo`: how one goes where no timetable says how long it takes."""
    kinds = {leg.kind for day in days for leg in day.legs}
    return join_and([how for kind, how in _ON_ONE_S_OWN.items() if kind in kinds] or ["à pied"])
