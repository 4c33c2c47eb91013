"""How rides are booked: booking_rules.txt, and the telephones of agencies where it says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bits, Ints
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import rows_by_id
from jalon.sources.gtfs.cells.table import Table, find_table
from jalon.sources.gtfs.cells.values import BLANK, parse_integer, parse_time
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.types import (
    BOOKED_DROP_OFF,
    BOOKED_PICKUP,
    DRIVER_DROP_OFF,
    DRIVER_PICKUP,
    BookingRules,
)

FILE = "booking_rules.txt"
COLUMNS = ("pickup_booking_rule_id", "drop_off_booking_rule_id")
_TEXTS = ["phone_number", "info_url", "booking_url", "message"]
_TIMES = ["prior_notice_duration_min", "prior_notice_last_day", "prior_notice_last_time"]


@dataclass(frozen=True, slots=True)
class BookingTable:
    """The rules, the row of each id, and by route the rule of its agency's telephone (-1: none)."""

    rules: BookingRules
    index: dict[str, int]
    of_route: Ints


def read_booking(
    archive: Archive, phones: Sequence[str], agency_of_route: Ints, notices: Notices
) -> BookingTable:
    """The rules of the feed. `phones` are the agencies' (blank for none), `agency_of_route` the
    agency of each route, -1 where it is not known."""
    table = find_table(archive, FILE, ["booking_rule_id"], [*_TEXTS, *_TIMES], notices)
    rules, index = _listed(table, notices)
    with_phone = [i for i, phone in enumerate(phones) if phone]
    of_agency = np.full(len(phones) + 1, -1, np.int32)  # the last answers for agency -1
    of_agency[with_phone] = len(index) + np.arange(len(with_phone))
    return BookingTable(
        _with_phones(rules, [phones[i] for i in with_phone]), index, of_agency[agency_of_route]
    )


def _listed(table: Table | None, notices: Notices) -> tuple[BookingRules, dict[str, int]]:
    if table is None:
        none = np.zeros(0, np.int32)
        return BookingRules([], [], [], none, none, none), {}
    keys = rows_by_id(table, "booking_rule_id", notices)
    phones, infos, urls, messages = ([table.column(n).text(r) for r in keys.rows] for n in _TEXTS)
    notice, days = (table.column(name).parse(parse_integer)[keys.rows] for name in _TIMES[:2])
    until = table.column(_TIMES[2]).parse(parse_time)[keys.rows]
    rules = BookingRules(
        phones=phones,
        urls=[url or info for url, info in zip(urls, infos, strict=True)],
        messages=messages,
        notice_min=np.maximum(notice, BLANK).astype(np.int32),
        days_before=np.maximum(days, BLANK).astype(np.int32),
        until_s=np.maximum(until, BLANK).astype(np.int32),
    )
    return rules, keys.index


def _with_phones(rules: BookingRules, phones: list[str]) -> BookingRules:
    """The rules, then one a telephone."""
    unsaid = np.full(len(phones), BLANK, np.int32)
    blank = [""] * len(phones)
    return BookingRules(
        phones=[*rules.phones, *phones],
        urls=[*rules.urls, *blank],
        messages=[*rules.messages, *blank],
        notice_min=np.append(rules.notice_min, unsaid),
        days_before=np.append(rules.days_before, unsaid),
        until_s=np.append(rules.until_s, unsaid),
    )


def rules_of_calls(
    table: Table, rows: Ints, flags: Bits, route: Ints, booking: BookingTable
) -> tuple[Ints, Ints]:
    """The rules of pickups and of drop-offs, for calls that are `rows` of stop_times.txt.

    A call to be booked by telephone that names no rule has its agency's. Empty where none has any.
    """
    sides = zip(
        COLUMNS, (BOOKED_PICKUP, BOOKED_DROP_OFF), (DRIVER_PICKUP, DRIVER_DROP_OFF), strict=True
    )
    found = []
    for column, booked, driver in sides:
        named = table.column(column).find_in(booking.index)[rows]
        named = np.where(flags & booked != 0, named, -1)
        asks_agency = (named < 0) & (flags & (booked | driver) == booked)
        phone = np.append(booking.of_route, -1)[route].astype(np.int32)
        found.append(np.where(asks_agency, phone, named).astype(np.int32))
    if all((rule < 0).all() for rule in found):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    return found[0], found[1]
