"""The seven pilot towns and the box that holds them."""

from __future__ import annotations

from typing import NamedTuple


class Town(NamedTuple):
    """A town: its name and its inhabitants, in thousands (INSEE, municipal population of 2021)."""

    name: str
    thousands: int

    @property
    def of_name(self) -> str:
        """`de Créteil`, `d’Alfortville`."""
        return f"d’{self.name}" if self.name[0] in "AEIOU" else f"de {self.name}"


TOWNS = {
    "94002": Town("Alfortville", 45),
    "94004": Town("Boissy-Saint-Léger", 17),
    "94011": Town("Bonneuil-sur-Marne", 18),
    "94028": Town("Créteil", 93),
    "94044": Town("Limeil-Brévannes", 28),
    "94074": Town("Valenton", 16),
    "94078": Town("Villeneuve-Saint-Georges", 34),
}
"""By INSEE code."""


class Box(NamedTuple):
    """Degrees between which a point lies."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point is inside."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


TERRITORY = Box(south=48.715, north=48.822, west=2.400, east=2.548)
"""Every home, workplace and place of care of the demo is inside."""
