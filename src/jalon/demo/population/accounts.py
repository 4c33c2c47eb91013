"""The named accounts of the demo: a few people with a story each."""

from __future__ import annotations

import tomllib
from typing import Any

from jalon.core.time import parse_clock
from jalon.demo.draws import Child, Person
from jalon.demo.timetable import FACTS


def read_accounts() -> list[Person]:
    """The accounts in the order of the first page."""
    with (FACTS / "accounts.toml").open("rb") as file:
        return [_person(entry) for entry in tomllib.load(file)["accounts"]]


def _person(entry: dict[str, Any]) -> Person:
    lat, lon = entry["home"]
    return Person(
        first_name=entry["first_name"],
        family_type=entry["family_type"],
        birth_date=entry["birth_date"],
        commune_code=entry["commune_code"],
        home_lat=lat,
        home_lon=lon,
        means=tuple(entry["means"]),
        walk_kmh=entry["walk_kmh"],
        max_walk_min=entry["max_walk_min"],
        max_trip_min=entry["max_trip_min"],
        earliest_leave_s=parse_clock(entry["earliest_leave"]),
        latest_return_s=parse_clock(entry["latest_return"]),
        rome_codes=tuple(entry["rome_codes"]),
        children=tuple(_child(child) for child in entry.get("children", [])),
        demo_slug=entry["slug"],
        story=" ".join(entry["story"].split()),
    )


def _child(entry: dict[str, Any]) -> Child:
    return Child(entry["first_name"], entry["birth_date"], tuple(entry["places"]))
