"""More invented companies, and an address of its own for each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from jalon.demo.chance import pick_weighted, quotas
from jalon.demo.draws import Company, Offer
from jalon.demo.geography import Point, moved
from jalon.demo.larger.names import paired, read_more_names
from jalon.demo.towns import TERRITORY, TOWNS
from jalon.demo.trades import read_workplaces

PREMISES_M = 150.0
"""How far at most a firm stands from the middle of its zone, each at an address of its own."""


def draw_more_companies(
    rng: np.random.Generator, companies: Sequence[Company], count: int
) -> list[Company]:
    """`companies` and others, `count` together, sectors in the same proportion."""
    parts = read_more_names()["companies"]
    people = {code: float(town.thousands) for code, town in TOWNS.items()}
    sectors = {company.sector: 0 for company in companies}
    for company in companies:
        sectors[company.sector] += 1
    others: list[Company] = []
    wanted = quotas(count - len(companies), list(sectors.values()))
    for sector, number in zip(sectors, wanted, strict=True):
        names = islice(paired(rng, parts["heads"][sector], parts["tails"]), number)
        others += [Company(name, sector, pick_weighted(rng, people)) for name in names]
    return [*companies, *others]


def give_premises(rng: np.random.Generator, offers: Sequence[Offer]) -> list[Offer]:
    """The same offers, those of one firm in one zone at one address. Homes and schools stay."""
    zones = {workplace.name for workplace in read_workplaces()}
    addresses: dict[tuple[str, str], Point] = {}
    for offer in offers:
        if offer.workplace in zones and (offer.company, offer.workplace) not in addresses:
            addresses[offer.company, offer.workplace] = _address(rng, Point(offer.lat, offer.lon))
    return [_at(offer, addresses.get((offer.company, offer.workplace))) for offer in offers]


def _address(rng: np.random.Generator, middle: Point) -> Point:
    while True:
        metres = PREMISES_M * math.sqrt(float(rng.random()))
        spot = moved(middle, metres, float(rng.random()) * math.tau)
        if TERRITORY.holds(*spot):
            return spot


def _at(offer: Offer, address: Point | None) -> Offer:
    return replace(offer, lat=address.lat, lon=address.lon) if address else offer
