"""Draws the territory at one of its sizes from one generator."""

from __future__ import annotations

import numpy as np

from jalon.demo.care import draw_places
from jalon.demo.draws import Territory
from jalon.demo.larger.companies import draw_more_companies, give_premises
from jalon.demo.larger.nurseries import Seats, draw_more_nurseries
from jalon.demo.larger.sizes import Size
from jalon.demo.offers import draw_companies, draw_offers
from jalon.demo.population.accounts import read_accounts
from jalon.demo.population.people import Draw
from jalon.demo.trades import read_trades, rome_shares


def draw_at_size(rng: np.random.Generator, size: Size) -> Territory:
    """As `draw_territory`, with more of everything; the accounts with a story come first."""
    trades = read_trades()
    places = draw_more_nurseries(rng, draw_places(rng), size.people)
    accounts = read_accounts()
    others = Draw(rng, places, rome_shares(trades)).people(size.people - len(accounts))
    seats = Seats(places)
    people = seats.settle([*accounts, *others])
    companies = draw_more_companies(rng, draw_companies(rng), size.companies)
    offers = draw_offers(rng, size.offers, trades, companies, places)
    return Territory(
        [seats.left(place) for place in places], people, companies, give_premises(rng, offers)
    )
