"""Companies and their offers: real trades and hours, invented employers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from jalon.demo.chance import by_quota, pick, pick_weighted
from jalon.demo.draws import MONDAY, Company, Offer, Place
from jalon.demo.geography import Homes
from jalon.demo.towns import TOWNS
from jalon.demo.trades import Trade, WeekHours, Workplace, read_sectors, read_workplaces

SMIC_EUR_HOUR = Decimal("12.31")
"""Gross minimum wage an hour since 1 June 2026."""
UNKNOWN_HOURS = 0.05
"""Share of offers whose employer gave no hours."""
_SAY_LENGTH = 2 / 3
_MONTHS = {"CDD": (3, 12), "MIS": (1, 6), "SAI": (3, 6)}
_LAST_START_WEEK = 8
_AT_HOMES = "quarter"
_AT_SCHOOLS = "school"


def draw_companies(rng: np.random.Generator) -> list[Company]:
    """Every invented company, each settled in one of the seven towns."""
    people = {code: float(town.thousands) for code, town in TOWNS.items()}
    return [
        Company(name, sector, pick_weighted(rng, people))
        for sector, names in read_sectors().items()
        for name in names
    ]


def draw_offers(
    rng: np.random.Generator,
    count: int,
    trades: Sequence[Trade],
    companies: Sequence[Company],
    places: Sequence[Place],
) -> list[Offer]:
    """`count` offers, trades in exact proportion and one in twenty without hours."""
    draw = _Draw(rng, companies, places)
    ranks = by_quota(rng, count, {rank: trade.share for rank, trade in enumerate(trades)})
    known = by_quota(rng, count, {True: 1 - UNKNOWN_HOURS, False: UNKNOWN_HOURS})
    return [
        draw.offer(f"demo-{number:04d}", trades[rank], hours_known)
        for number, (rank, hours_known) in enumerate(zip(ranks, known, strict=True), start=1)
    ]


def _by_sector(companies: Sequence[Company]) -> dict[str, list[Company]]:
    """The companies of each sector, in their order."""
    of_sector: dict[str, list[Company]] = {}
    for company in companies:
        of_sector.setdefault(company.sector, []).append(company)
    return of_sector


class _Draw:
    def __init__(
        self, rng: np.random.Generator, companies: Sequence[Company], places: Sequence[Place]
    ) -> None:
        self._rng = rng
        self._of_sector = _by_sector(companies)
        self._schools = [place for place in places if place.kind == "school"]
        self._workplaces = read_workplaces()
        self._homes = Homes()
        self._people = {code: float(town.thousands) for code, town in TOWNS.items()}

    def offer(self, slug: str, trade: Trade, hours_known: bool) -> Offer:
        rng = self._rng
        company = pick(rng, self._of_sector[trade.sector])
        workplace = self._workplace(trade)
        hours = pick_weighted(rng, {hours: hours.share for hours in trade.hours})
        contract = pick_weighted(rng, trade.contracts)
        return Offer(
            slug=slug,
            company=company.name,
            title=pick(rng, trade.titles),
            rome_code=trade.rome,
            description=self._description(trade, company, workplace, hours_known),
            contract=contract,
            contract_months=self._months(contract),
            hours_week=Decimal(f"{hours.hours_week:.1f}"),
            gross_eur_hour=SMIC_EUR_HOUR + Decimal(pick(rng, trade.raises_cents)) / 100,
            start_date=MONDAY + dt.timedelta(weeks=int(rng.integers(1, _LAST_START_WEEK + 1))),
            workplace=workplace.name,
            commune_code=workplace.commune_code,
            lat=workplace.lat,
            lon=workplace.lon,
            shifts=hours.shifts if hours_known else (),
            unknown_weekdays=() if hours_known else hours.weekdays,
            duration_min=None if hours_known else self._duration(hours),
        )

    def _workplace(self, trade: Trade) -> Workplace:
        """One of the trade's workplaces; homes and schools are everywhere people live."""
        kind = pick(self._rng, sorted(trade.kinds))
        if kind == _AT_HOMES:
            return self._private_home()
        if kind == _AT_SCHOOLS:
            school = pick(self._rng, self._schools)
            return Workplace(
                school.name, school.commune_code, school.lat, school.lon, frozenset({kind})
            )
        return pick(self._rng, [place for place in self._workplaces if kind in place.kinds])

    def _private_home(self) -> Workplace:
        code = pick_weighted(self._rng, self._people)
        spot = self._homes.draw(self._rng, code)
        return Workplace("Au domicile de particuliers", code, *spot, frozenset({_AT_HOMES}))

    def _months(self, contract: str) -> int | None:
        if contract not in _MONTHS:
            return None
        shortest, longest = _MONTHS[contract]
        return int(self._rng.integers(shortest, longest + 1))

    def _duration(self, hours: WeekHours) -> int | None:
        """The length of the day, which two employers out of three say."""
        return hours.day_min if self._rng.random() < _SAY_LENGTH else None

    def _description(
        self, trade: Trade, company: Company, workplace: Workplace, hours_known: bool
    ) -> str:
        """Three sentences; an offer without hours says so itself."""
        town = TOWNS[workplace.commune_code]
        sentences = [pick(self._rng, of_part) for of_part in trade.sentences]
        if not hours_known:
            sentences[-1] = "Les horaires sont à convenir avec l’employeur."
        return " ".join(sentences).format(
            company=company.name, town=town.name, of_town=town.of_name
        )
