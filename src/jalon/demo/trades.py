"""Trades and their usual hours, workplaces and companies, as the demo's tables have them."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from jalon.core.time import DAY_S, parse_clock
from jalon.demo.draws import Shift
from jalon.demo.timetable import FACTS


@dataclass(frozen=True, slots=True)
class WeekHours:
    """The same hours on some weekdays, in one or several shifts, with an unpaid break."""

    weekdays: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    break_min: int
    share: float

    @property
    def hours_week(self) -> float:
        """Paid hours a week."""
        return len(self.weekdays) * (self.day_min - self.break_min) / 60

    @property
    def day_min(self) -> int:
        """Minutes at work on one day, break included."""
        return sum((end_s - start_s) % DAY_S for start_s, end_s in self.spans) // 60

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The shifts of each weekday."""
        return tuple(Shift(day, *span) for day in self.weekdays for span in self.spans)


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade in one sector, with the sentences of its offers."""

    rome: str
    sector: str
    share: float
    kinds: frozenset[str]
    raises_cents: tuple[int, ...]
    contracts: dict[str, float]
    titles: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]
    hours: tuple[WeekHours, ...]


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where an offer is, and what kinds of work are found there."""

    name: str
    commune_code: str
    lat: float
    lon: float
    kinds: frozenset[str]


def read_trades() -> list[Trade]:
    """Every trade of the demo."""
    facts = _load("trades.toml")
    return [_trade(entry, facts["weeks"]) for entry in facts["trades"]]


def _trade(entry: dict[str, Any], weeks: dict[str, list[int]]) -> Trade:
    return Trade(
        rome=entry["rome"],
        sector=entry["sector"],
        share=entry["share"],
        kinds=frozenset(entry["kinds"]),
        raises_cents=tuple(entry["raises"]),
        contracts=entry["contracts"],
        titles=tuple(entry["titles"]),
        sentences=tuple(tuple(entry[part]) for part in ("openings", "tasks", "closings")),
        hours=tuple(_hours(shift, weeks) for shift in entry["shifts"]),
    )


def _hours(entry: dict[str, Any], weeks: dict[str, list[int]]) -> WeekHours:
    return WeekHours(
        weekdays=tuple(weeks[entry["week"]]),
        spans=tuple(
            (parse_clock(start), parse_clock(end))
            for start, end in [(entry["from"], entry["to"]), *entry.get("again", [])]
        ),
        break_min=entry["break_min"],
        share=entry["share"],
    )


def rome_shares(trades: list[Trade]) -> dict[str, float]:
    """How much of the offers each ROME code has."""
    shares: Counter[str] = Counter()
    for trade in trades:
        shares[trade.rome] += int(trade.share)
    return dict(shares)


def read_workplaces() -> list[Workplace]:
    """The named workplaces of the seven towns."""
    return [
        Workplace(**{**entry, "kinds": frozenset(entry["kinds"])})
        for entry in _load("workplaces.toml")["workplaces"]
    ]


def read_sectors() -> dict[str, list[str]]:
    """The names of the invented companies by sector."""
    return {entry["name"]: entry["companies"] for entry in _load("companies.toml")["sectors"]}


def _load(name: str) -> dict[str, Any]:
    with (FACTS / name).open("rb") as file:
        return tomllib.load(file)
