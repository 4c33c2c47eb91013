"""People who look for work, in the proportions of the RSA's recipients."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence

import numpy as np

from jalon.core.time import parse_clock
from jalon.demo.chance import by_quota, pick, pick_several, pick_weighted
from jalon.demo.draws import MONDAY, Child, Person, Place
from jalon.demo.geography import Homes, Point
from jalon.demo.population.children import Stage, draw_children, draw_stages
from jalon.demo.timetable import FACTS
from jalon.demo.towns import TOWNS

FAMILY_TYPES = {
    "single_man": 709_700,
    "single_woman": 363_100,
    "lone_parent": 620_600,
    "couple": 237_500,
}
"""Families that receive the RSA by type, end of 2021 (INSEE, table 2407796)."""
LONE_MOTHERS = 569_400 / 620_600
"""Share of women among lone parents, same table."""

_CHILDREN = {"lone_parent": {1: 55, 2: 32, 3: 13}, "couple": {0: 35, 1: 25, 2: 27, 3: 13}}
_COUPLES_WITHOUT_CARE = 0.5
"""Share of couples in which the other parent looks after the children."""
_AGES = {"lone_parent": (20, 50), "couple": (23, 58)}
_WALK_KMH = {4.5: 80, 3.5: 12, 5.0: 8}
_MAX_WALK_MIN = {10: 20, 15: 55, 20: 25}
_MAX_TRIP_MIN = {45: 25, 60: 55, 75: 20}
_EARLIEST = {"05:00": 40, "05:30": 15, "06:00": 20, "06:30": 10, "07:00": 15}
_EARLIEST_PARENT = {"05:00": 20, "05:30": 10, "06:00": 20, "06:30": 25, "07:00": 25}
_LATEST = {"21:00": 35, "22:00": 30, "23:30": 22, "29:59": 13}
"""29:59 is the morning after: these people accept to work at night."""
_LATEST_PARENT = {"20:00": 30, "21:00": 50, "22:00": 20}
_NO_TRANSIT = 0.03
"""Share of people who only walk: no pass, or a fear of transport."""
_BICYCLE, _CAR = 0.15, 0.25
"""Shares of people with a bicycle, and with a car and a licence: round figures of ours."""
_TRADES_WANTED = {1: 35, 2: 40, 3: 25}


class Draw:
    """Draws people one after the other from what the territory offers."""

    def __init__(
        self, rng: np.random.Generator, places: Sequence[Place], trades: Mapping[str, float]
    ) -> None:
        self._rng = rng
        self._homes = Homes()
        self._places = {code: _by_stage(places, code) for code in TOWNS}
        self._trades = trades
        with (FACTS / "first_names.toml").open("rb") as file:
            self._names = tomllib.load(file)

    def people(self, count: int) -> list[Person]:
        """`count` people, their family types and towns in exact proportion."""
        families = by_quota(self._rng, count, FAMILY_TYPES)
        towns = by_quota(self._rng, count, {code: town.thousands for code, town in TOWNS.items()})
        return [self._person(*pair) for pair in zip(families, towns, strict=True)]

    def _person(self, family: str, commune_code: str) -> Person:
        rng = self._rng
        home = self._homes.draw(rng, commune_code)
        children = self._children(family, commune_code, home)
        is_parent = any(child.places for child in children)
        return Person(
            first_name=pick(rng, self._names["adults"][self._gender(family)]),
            family_type=family,
            birth_date=self._birth(family, children),
            commune_code=commune_code,
            home_lat=home.lat,
            home_lon=home.lon,
            means=self._means(),
            walk_kmh=pick_weighted(rng, _WALK_KMH),
            max_walk_min=pick_weighted(rng, _MAX_WALK_MIN),
            max_trip_min=pick_weighted(rng, _MAX_TRIP_MIN),
            earliest_leave_s=self._clock(_EARLIEST_PARENT if is_parent else _EARLIEST),
            latest_return_s=self._clock(_LATEST_PARENT if is_parent else _LATEST),
            rome_codes=tuple(pick_several(rng, self._trades, pick_weighted(rng, _TRADES_WANTED))),
            children=children,
        )

    def _means(self) -> tuple[str, ...]:
        shares = {"transit": 1 - _NO_TRANSIT, "bicycle": _BICYCLE, "car": _CAR}
        return tuple(mean for mean, share in shares.items() if self._rng.random() < share)

    def _children(self, family: str, commune_code: str, home: Point) -> tuple[Child, ...]:
        if family not in _CHILDREN:
            return ()
        stages = draw_stages(self._rng, pick_weighted(self._rng, _CHILDREN[family]))
        at_home = family == "couple" and self._rng.random() < _COUPLES_WITHOUT_CARE
        places = {} if at_home else self._places[commune_code]
        return draw_children(self._rng, stages, home, places, self._names["children"]["names"])

    def _gender(self, family: str) -> str:
        women = {"single_man": 0.0, "single_woman": 1.0, "lone_parent": LONE_MOTHERS}
        return "women" if self._rng.random() < women.get(family, 0.6) else "men"

    def _birth(self, family: str, children: Sequence[Child]) -> dt.date:
        """Of age, and at least eighteen years older than the eldest child."""
        youngest, oldest = _AGES.get(family, (18, 62))
        eldest = min((child.birth_date for child in children), default=MONDAY)
        least_days = max(youngest * 366, (MONDAY - eldest).days + 18 * 366)
        most_days = max(oldest * 365, least_days + 5 * 365)
        return MONDAY - dt.timedelta(days=int(self._rng.integers(least_days, most_days)))

    def _clock(self, weights: Mapping[str, float]) -> int:
        return parse_clock(pick_weighted(self._rng, weights))


def _by_stage(places: Sequence[Place], commune_code: str) -> dict[Stage, list[Place]]:
    """The places of one town for each stage of childhood."""
    of_town = [place for place in places if place.commune_code == commune_code]
    return {
        Stage.CRECHE: [place for place in of_town if place.kind == "creche"],
        Stage.NURSERY_SCHOOL: [place for place in of_town if place.nursery],
        Stage.PRIMARY_SCHOOL: [place for place in of_town if place.primary],
    }
