import datetime as dt
from dataclasses import replace

import pytest

from jalon.core.time import parse_clock
from jalon.jobs.person.week import OfferDays
from jalon.people.models import Person
from jalon.reach import Reason
from jalon.web.person.offers.cards import (
    make_offer_card,
    make_refusal_card,
    say_contract,
)
from jalon.web.person.offers.sorting import (
    SORTS,
    choose_sort,
    group_equals,
    list_sorts,
    make_heaps,
    nearest_first,
    rank_offers,
    sort_offers,
)
from jalon.web.person.offers.week_figures import say_departure, say_travel, say_week_margin
from jalon.web.words.legs import Names
from tests.web import days
from tests.web.conftest import gains_of
from tests.web.gains import make_gain
from tests.web.words.test_plain import flat


def found(slug: str, out_min: int, start: str, slack_min: int, month: int) -> OfferDays:
    offer = days.make_offer(slug, start_date=dt.date(2026, month, 1))
    out, back = (("walk", out_min, "work"),), (("walk", 10, "home"),)
    day = days.make_day(out, back, (start, "17:00"), slack_min=slack_min)
    return days.gather(offer, (day,))


NEAR = found("near", 5, "07:00", 6, 11)
LATE = found("late", 30, "10:00", 7, 10)
CALM = found("calm", 20, "09:00", 30, 12)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("trajet", ["near", "calm", "late"]),
        ("depart", ["late", "calm", "near"]),
        ("marge", ["calm", "late", "near"]),
        ("debut", ["late", "near", "calm"]),
        ("gain", ["late", "calm", "near"]),
    ],
)
def test_one_sorts_by_a_figure_that_one_sees(sort: str, order: list[str]) -> None:
    ranks = {"near": 3, "late": 1, "calm": 1} | ({"calm": 2} if sort == "gain" else {})
    assert [one.offer.slug for one in sort_offers([CALM, NEAR, LATE], sort, ranks)] == order


def test_every_order_has_been_tried() -> None:
    assert set(SORTS) == {"trajet", "depart", "marge", "debut", "gain"}


def test_equal_offers_keep_one_order() -> None:
    twins = [found(slug, 10, "09:00", 7, 11) for slug in ("b", "a", "c")]
    assert [one.offer.slug for one in sort_offers(twins, "trajet", {})] == ["a", "b", "c"]


@pytest.mark.parametrize("asked", ["", "rien", "<script>"])
def test_an_unknown_order_is_the_first(asked: str) -> None:
    assert choose_sort(asked, {"o1": 1}) == "trajet"


def test_the_order_by_gain_is_there_with_the_gains() -> None:
    assert choose_sort("gain", {"o1": 1}) == "gain"
    assert choose_sort("gain", {}) == "trajet"
    assert [dict(list_sorts(ranks)).get("gain") for ranks in ({}, {"o1": 1})] == [
        None,
        "ce qu’il rapporte",
    ]


def test_equal_gains_go_by_the_least_travel_and_no_gain_comes_last() -> None:
    order = sort_offers([CALM, NEAR, LATE], "gain", {"late": 1, "calm": 1})
    assert [one.offer.slug for one in order] == ["calm", "late", "near"]
    groups = list(group_equals(order, "gain", {"late": 1, "calm": 1, "elsewhere": 1}))
    assert [(count, [one.offer.slug for one in group]) for count, group in groups] == [
        (3, ["calm", "late"]),
        (0, ["near"]),
    ]


def test_other_orders_make_nothing_equal() -> None:
    groups = list(group_equals([CALM, LATE], "trajet", {"late": 1, "calm": 1}))
    assert groups == [(0, [CALM]), (0, [LATE])]


def test_ranks_are_by_what_is_sure(bob: Person) -> None:
    gains = gains_of(
        bob,
        {
            "near": make_gain("near", (100, 200, 300)),
            "late": make_gain("late", (250, 400, 500)),
            "calm": make_gain("calm", (310, 400, 500)),
        },
    )
    assert rank_offers([NEAR, LATE, CALM], gains) == {"near": 2, "late": 1, "calm": 1}
    assert rank_offers([NEAR, found("new", 5, "07:00", 6, 11)], gains) == {"near": 1}


def test_three_heaps() -> None:
    no = days.gather(days.make_offer("no"), (days.refused_day("monday"),))
    unknown = days.gather(days.make_offer("unknown"), ())
    heaps = make_heaps([NEAR, no, unknown])
    assert (heaps.holding, heaps.failing, heaps.unknown) == ((NEAR,), (no,), (unknown,))


def refused(slug: str, **detail: int) -> OfferDays:
    reason = Reason("trip_too_long", "monday", {"way": "out", **detail})
    return days.gather(days.make_offer(slug), (days.refused_day("monday", reason),))


def test_the_nearest_to_holding_comes_first() -> None:
    far = refused("far", trip_min=95, max_trip_min=60)
    near = refused("near", trip_min=62, max_trip_min=60)
    closed = days.gather(
        days.make_offer("closed"),
        (days.refused_day("monday", Reason("place_not_open_yet", "monday", {"place": "p"})),),
    )
    slugs = [one.offer.slug for one in nearest_first([closed, far, near])]
    assert slugs == ["near", "far", "closed"]


def test_the_card_says_the_day() -> None:
    week = tuple(days.creche_day(day, slack_min=3) for day in days.WORK_WEEK)
    card = make_offer_card(days.gather(days.make_offer(), week), Names())
    assert card.employer == "Lumen Propreté · Alfortville"
    assert flat(card.travel) == "10 h de trajet par semaine, 2 h par jour"
    assert card.weekdays == "du lundi au vendredi"
    assert flat(card.fragile) == "à 3 minutes près"
    assert [flat(term) for term in card.terms] == [
        "CDI",
        "30 h par semaine",
        "12,31 € brut de l’heure",
        "dès le 1er décembre 2026",
    ]


def test_a_calm_day_bears_no_mark() -> None:
    assert make_offer_card(CALM, Names()).fragile == ""


def test_days_that_differ_say_the_least_and_the_most() -> None:
    quick = days.creche_day("monday")
    slow = days.creche_day("tuesday", early_min=14)
    said = flat(say_travel([quick, slow]))
    assert said == "4 h 07 de trajet par semaine, de 2 h à 2 h 07 par jour"
    assert flat(say_travel([quick])) == "2 h de trajet par semaine"
    assert flat(say_departure([quick, slow])) == "Départ à 7 h 50 au plus tôt"
    assert flat(say_departure([quick, quick])) == "Départ à 7 h 57"


def test_the_margin_of_a_week_is_its_least() -> None:
    calm, tight = days.creche_day(slack_min=20), days.creche_day("tuesday", slack_min=12)
    assert flat(say_week_margin([calm, tight])) == "Au moins 12 min de marge"
    assert flat(say_week_margin([tight, tight])) == "12 min de marge"
    assert say_week_margin([replace(calm, slack_s=59)]) == "Sans une minute de marge"


@pytest.mark.parametrize(
    ("kind", "months", "said"),
    [("CDI", None, "CDI"), ("CDD", 6, "CDD de 6 mois"), ("MIS", 3, "Intérim de 3 mois")],
)
def test_contracts(kind: str, months: int | None, said: str) -> None:
    assert flat(say_contract(days.make_offer(contract=kind, contract_months=months))) == said


def test_a_refusal_says_its_hours_and_what_is_missing() -> None:
    reason = Reason("trip_too_long", "monday", {"way": "out", "trip_min": 72, "max_trip_min": 60})
    week = tuple(days.refused_day(day, reason) for day in ("monday", "tuesday"))
    card = make_refusal_card(days.gather(days.make_offer(), week), Names())
    assert flat(card.hours) == "lundi et mardi de 6 h 30 à 13 h 30"
    assert flat(card.missing) == "il manque 12 min"
    assert [said.text for said in card.reasons]


def test_beyond_an_hour_nothing_is_a_matter_of_minutes() -> None:
    reason = Reason(
        "place_not_open_yet",
        "monday",
        {"place": "p", "needed_s": parse_clock("05:00"), "opens_s": parse_clock("07:30")},
    )
    day = days.refused_day("monday", reason)
    assert make_refusal_card(days.gather(days.make_offer(), (day,)), Names()).missing == ""
