"""Offers and companies of the demo: real trades, hours that make sense, invented employers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from jalon.core.time import DAY_S
from jalon.demo.draws import MONDAY, Offer, Shift, Territory
from jalon.demo.towns import TERRITORY, TOWNS
from jalon.demo.trades import read_trades, read_workplaces

ROME = Path(__file__).parents[2].parent / "shared" / "data" / "rome-codes.csv"


@pytest.mark.data
@pytest.mark.skipif(not ROME.exists(), reason="the nomenclature is not beside the checkout")
def test_every_trade_is_in_the_nomenclature(territory: Territory) -> None:
    with ROME.open(encoding="utf-8-sig", newline="") as file:
        codes = {row["code_rome"] for row in csv.DictReader(file, delimiter=";")}
    assert {offer.rome_code for offer in territory.offers} <= codes
    assert {code for person in territory.people for code in person.rome_codes} <= codes


def test_offers_are_of_the_trades_of_the_field(territory: Territory) -> None:
    of_trade = Counter(offer.rome_code for offer in territory.offers)
    for code in ("K2204", "K1304", "K1302", "K1303", "N1103", "N1105", "G1603", "D1507", "F1704"):
        assert of_trade[code] >= 10, code
    asked = {code for person in territory.people for code in person.rome_codes}
    assert asked <= set(of_trade)


def test_one_offer_in_twenty_has_no_hours_and_says_so(territory: Territory) -> None:
    unknown = [offer for offer in territory.offers if not offer.shifts]
    assert len(unknown) == 20
    for offer in territory.offers:
        assert ("à convenir" in offer.description) == (not offer.shifts)
        assert bool(offer.unknown_weekdays) == (not offer.shifts)
    lengths = [offer.duration_min for offer in unknown]
    assert None in lengths
    assert all(120 <= length <= 540 for length in lengths if length is not None)
    assert {offer.duration_min for offer in territory.offers if offer.shifts} == {None}


def test_shifts_make_sense(territory: Territory) -> None:
    for offer in territory.offers:
        weekdays = {shift.weekday for shift in offer.shifts}
        assert weekdays <= set(range(7))
        assert len(weekdays) <= 6, "one day of rest (article L. 3132-1)"
        for shift in offer.shifts:
            assert 0 <= shift.start_s < DAY_S
            assert 2 <= _length_h(shift) <= 9
            # Only work that begins in the evening goes on after midnight.
            assert shift.end_s > shift.start_s or shift.start_s >= 20 * 3600


def test_eleven_hours_of_rest_and_a_day_and_a_half_a_week(territory: Territory) -> None:
    """Articles L. 3131-1 and L. 3132-2: no agreement is invented for an invented employer."""
    for offer in territory.offers:
        spans: dict[int, tuple[int, int]] = {}
        for shift in offer.shifts:
            end_s = shift.end_s + (DAY_S if shift.end_s <= shift.start_s else 0)
            spans[shift.weekday] = spans.get(shift.weekday, (shift.start_s, end_s))[0], end_s
        week = [(7 * turn + day, *spans[day]) for turn in (0, 1) for day in sorted(spans)]
        rests = [(b[0] - a[0]) * DAY_S + b[1] - a[2] for a, b in pairwise(week)]
        assert not rests or (min(rests) >= 11 * 3600 and max(rests) >= 35 * 3600), offer


def test_some_days_are_cut_in_two(territory: Territory) -> None:
    cut = 0
    for offer in territory.offers:
        for shift, after in pairwise(offer.shifts):
            if shift.weekday == after.weekday:
                cut += 1
                # At home or near the work, but never one shift in two rows.
                assert after.start_s - shift.end_s >= 2 * 3600
    assert cut >= 30


def test_hours_a_week_are_those_of_the_shifts(territory: Territory) -> None:
    for offer in territory.offers:
        assert 10 <= offer.hours_week <= 40
        if offer.shifts:
            present_h = sum(map(_length_h, offer.shifts))
            breaks_h = present_h - float(offer.hours_week)
            # At most an hour and a half of break a day; over six hours at least twenty minutes.
            assert -0.06 <= breaks_h <= 1.5 * len(offer.shifts) + 0.06, offer
            if max(map(_length_h, offer.shifts)) > 6:
                assert breaks_h / len(offer.shifts) >= 1 / 3, offer


def test_early_late_night_and_week_end_work_is_there(territory: Territory) -> None:
    shifts = [shift for offer in territory.offers for shift in offer.shifts]
    assert any(shift.start_s < 6 * 3600 for shift in shifts)
    assert any(shift.end_s > 20 * 3600 for shift in shifts)
    assert any(shift.end_s < shift.start_s for shift in shifts)
    assert {5, 6} <= {shift.weekday for shift in shifts}
    weeks = [offer.hours_week for offer in territory.offers]
    assert sum(week < 24 for week in weeks) > 80
    assert sum(week == 35 for week in weeks) > 80


def test_pay_and_dates(territory: Territory) -> None:
    for offer in territory.offers:
        assert Decimal("12.31") <= offer.gross_eur_hour <= Decimal("14.00")
        weeks, rest = divmod((offer.start_date - MONDAY).days, 7)
        assert rest == 0
        assert 1 <= weeks <= 8
        assert (offer.contract_months is None) == (offer.contract == "CDI")


def test_workplaces_are_in_their_town(territory: Territory) -> None:
    named = {workplace.name: workplace for workplace in read_workplaces()}
    for offer in territory.offers:
        assert TERRITORY.holds(offer.lat, offer.lon)
        assert offer.commune_code in TOWNS
        if offer.workplace in named:
            workplace = named[offer.workplace]
            assert (offer.lat, offer.lon) == (workplace.lat, workplace.lon)
    assert {offer.commune_code for offer in territory.offers} == set(TOWNS)


def test_every_kind_of_work_has_a_workplace() -> None:
    found = {kind for workplace in read_workplaces() for kind in workplace.kinds}
    for trade in read_trades():
        assert trade.kinds <= found | {"quarter", "school"}, trade.rome


def test_descriptions_are_written_out(territory: Territory) -> None:
    for offer in territory.offers:
        _check_french(offer)


def _check_french(offer: Offer) -> None:
    text = f"{offer.title}. {offer.description}"
    assert not re.search(r"[{}']|\s\s|\bde [AÉEIOU]lf", text), text
    assert offer.description.endswith(".")
    assert len(re.findall(r"[.!?](?:\s|$)", offer.description)) in {2, 3}
    # High punctuation is preceded by a space in French.
    assert not re.search(r"\w[:;!?]", offer.description), text


def test_companies_are_distinct_and_hire(territory: Territory) -> None:
    names = [company.name for company in territory.companies]
    assert len(set(names)) == len(names)
    hiring = Counter(offer.company for offer in territory.offers)
    assert set(hiring) <= set(names)
    assert len(hiring) >= 55


def _length_h(shift: Shift) -> float:
    return (shift.end_s - shift.start_s) % DAY_S / 3600
