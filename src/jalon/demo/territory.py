"""Draws the whole demo territory from one generator."""

from __future__ import annotations

import numpy as np

from jalon.demo.care import draw_places
from jalon.demo.draws import Territory
from jalon.demo.offers import draw_companies, draw_offers
from jalon.demo.population.accounts import read_accounts
from jalon.demo.population.people import Draw
from jalon.demo.trades import read_trades, rome_shares

PEOPLE = 1200
OFFERS = 400


def draw_territory(
    rng: np.random.Generator, *, people: int = PEOPLE, offers: int = OFFERS
) -> Territory:
    """Places, people, companies and offers; the same generator state gives the same territory.

    The named accounts come first among the people and are not drawn.
    """
    trades = read_trades()
    places = draw_places(rng)
    accounts = read_accounts()
    others = Draw(rng, places, rome_shares(trades)).people(people - len(accounts))
    companies = draw_companies(rng)
    drawn = draw_offers(rng, offers, trades, companies, places)
    return Territory(places, [*accounts, *others], companies, drawn)
