"""How large the demo territory may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How many people, offers and firms are drawn."""

    name: str
    people: int
    offers: int
    companies: int


DEMO = Size("demo", people=1_200, offers=400, companies=60)
"""The small one, which `make demo` shows."""
PILOT = Size("pilot", people=5_000, offers=5_000, companies=500)
DEPARTEMENT = Size("departement", people=45_000, offers=40_000, companies=4_000)
SIZES = {size.name: size for size in (DEMO, PILOT, DEPARTEMENT)}


def nearest_size(people: int) -> Size:
    """The size whose number of people is the nearest."""
    return min(SIZES.values(), key=lambda size: abs(size.people - people))
