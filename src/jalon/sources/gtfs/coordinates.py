"""Where the stops are. What cannot be right is unknown (NaN): no place is ever guessed."""

from __future__ import annotations

import re
from importlib import resources

import numpy as np

from jalon.core.arrays import Bools, Floats, Ints, Longs
from jalon.core.errors import FeedError
from jalon.core.geo import haversine_m
from jalon.sources.gtfs.cells.table import Column, Table
from jalon.sources.gtfs.cells.values import parse_decimal
from jalon.sources.gtfs.notices import EXAMPLE, Notices, Owners, Remark

FAR_FROM_ZONE_M = 1_000_000.0
"""Most stops of a feed are nearer than this to the main city of its time zone, or the swapped
point is no nearer: then nothing is said."""
LEAST_REACH_M = 100_000.0
"""A feed reaches at least this far around its middle, or four times the median distance to it.
A stop that is out of reach, and within it once swapped, is swapped."""
LAST_PLACE_TYPE = 2
"""Stops, stations and entrances must have coordinates; nodes and boarding areas need not."""
_ZONE_PLACE = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


def clean_coordinates(
    table: Table, rows: Longs, kind: Ints, timezone: str, notices: Notices
) -> tuple[Floats, Floats]:
    """Latitude and longitude of `rows` of stops.txt; FeedError when most are swapped."""
    lat_cells, lon_cells = table.column("stop_lat"), table.column("stop_lon")
    lat, lon = _decimals(lat_cells)[rows], _decimals(lon_cells)[rows]
    blank = lat_cells.blank()[rows] | lon_cells.blank()[rows]
    _refuse_swapped(lat, lon, timezone)
    origin = (lat == 0) & (lon == 0)
    outside = (np.abs(lat) > 90) | (np.abs(lon) > 180)
    needed = blank & (kind[rows] <= LAST_PLACE_TYPE)
    unread = ~blank & (np.isnan(lat) | np.isnan(lon))
    swapped = _swapped_alone(lat, lon, origin | outside)
    for code, mask, what in (
        ("stop_without_location", needed, "stop_lat or stop_lon is blank"),
        ("invalid_float", unread, f"stop_lat or stop_lon is not a number ({EXAMPLE})"),
        ("point_near_origin", origin, "stop_lat and stop_lon are 0"),
        (
            "number_out_of_range",
            outside & ~swapped,
            f"stop_lat or stop_lon is out of range ({EXAMPLE})",
        ),
        ("swapped_coordinates", swapped, "stop_lat and stop_lon look swapped"),
    ):
        remark = Remark(code, f"{what}; the stops have no place.", ["stop_lat", "stop_lon"])
        notices.loses(remark, table, rows[mask], Owners("stops", np.flatnonzero(mask)))
    gone = blank | unread | origin | outside | swapped
    return np.where(gone, np.nan, lat), np.where(gone, np.nan, lon)


def _decimals(column: Column) -> Floats:
    values = np.array([parse_decimal(value) for value in column.values] or [np.nan])
    cells: Floats = values[column.codes]
    return cells


def _refuse_swapped(lat: Floats, lon: Floats, timezone: str) -> None:
    """FeedError when most places fit only once latitude and longitude are exchanged."""
    swapped = (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    anchor = zone_place(timezone)
    if anchor is not None:
        as_given, exchanged = _both_ways_m(lat, lon, anchor)
        swapped |= (as_given > FAR_FROM_ZONE_M) & (exchanged * 2 < as_given)
    if swapped.sum() * 2 > (~np.isnan(lat) & ~np.isnan(lon)).sum():
        raise FeedError(
            f"stops.txt: the stops fit the time zone {timezone} only when stop_lat and stop_lon "
            "are exchanged; exchange the two columns"
        )


def _swapped_alone(lat: Floats, lon: Floats, wrong: Bools) -> Bools:
    """Places far from the rest that would be near with latitude and longitude exchanged."""
    right = ~wrong & ~np.isnan(lat) & ~np.isnan(lon)
    if not right.any():
        return np.zeros(lat.size, np.bool_)
    middle = float(np.median(lat[right])), float(np.median(lon[right]))
    as_given, exchanged = _both_ways_m(lat, lon, middle)
    reach = max(LEAST_REACH_M, 4 * float(np.median(as_given[right])))
    swapped: Bools = (as_given > reach) & (exchanged < reach)
    return swapped


def _both_ways_m(lat: Floats, lon: Floats, anchor: tuple[float, float]) -> tuple[Floats, Floats]:
    """Metres to `anchor` as given, and with latitude and longitude exchanged (where they can)."""
    latitude, longitude = np.array([anchor[0]]), np.array([anchor[1]])
    as_given = haversine_m(lat, lon, latitude, longitude)
    exchanged = haversine_m(lon, lat, latitude, longitude)
    return as_given, np.where(np.abs(lon) <= 90, exchanged, np.inf)


def zone_place(timezone: str) -> tuple[float, float] | None:
    """Latitude and longitude of the main city of a time zone; None where it has none (UTC)."""
    table = resources.files("tzdata") / "zoneinfo" / "zone.tab"
    for line in table.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and cells[2] == timezone and not line.startswith("#"):
            return _degrees(cells[1])
    return None


def _degrees(text: str) -> tuple[float, float]:
    """Degrees of an ISO 6709 place: `+4852+00220`, with or without seconds."""
    match = _ZONE_PLACE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a place of zone.tab")
    parts = match.groups(default="0")
    lat, lon = (
        int(sign + "1") * (int(degrees) + int(minutes) / 60 + int(seconds) / 3600)
        for sign, degrees, minutes, seconds in (parts[:4], parts[4:])
    )
    return lat, lon
