import datetime as dt
from collections.abc import Sequence
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
    Figures,
    Ranks,
    choose_sort,
    group_equals,
    list_sorts,
    rank_offers,
    sort_offers,
    sort_shown,
)
from jalon.web.person.offers.week_figures import say_departure, say_travel, say_week_margin
from jalon.web.words.legs import Names
from tests.web import days
from tests.web.gains import make_gain
from tests.web.space import JobSpace, numbered
from tests.web.words.test_plain import flat


def found(slug: str, out_min: int, start: str, slack_min: int, month: int) -> OfferDays:
    offer = days.make_offer(slug, start_date=dt.date(2026, month, 1))
    out, back = (("walk", out_min, "work"),), (("walk", 10, "home"),)
    day = days.make_day(out, back, (start, "17:00"), slack_min=slack_min)
    return days.gather(offer, (day,))


NEAR = found("near", 5, "07:00", 6, 11)
LATE = found("late", 30, "10:00", 7, 10)
CALM = found("calm", 20, "09:00", 30, 12)


def figures_of(person: Person, offers: Sequence[OfferDays], **ranks: int) -> Figures:
    """Of a job space with these offers and nothing else, whose gains have these ranks."""
    space = JobSpace(offers)
    numbers = {one.offer.slug: one.offer.pk for one in space.week}
    told = {numbers[slug]: rank for slug, rank in ranks.items()}
    return Figures(space.board_of(person), space.nearest_of(person), told)


def in_order(person: Person, offers: Sequence[OfferDays], sort: str, **ranks: int) -> list[str]:
    figures = figures_of(person, offers, **ranks)
    slugs = {one.offer.pk: one.offer.slug for one in offers}
    return [slugs[number] for number in sort_offers(figures, sort)]


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
def test_one_sorts_by_a_figure_that_one_sees(bob: Person, sort: str, order: list[str]) -> None:
    assert in_order(bob, [CALM, NEAR, LATE], sort, near=3, late=1, calm=2) == order


def test_every_order_has_been_tried() -> None:
    assert set(SORTS) == {"trajet", "depart", "marge", "debut", "gain"}


def test_equal_offers_keep_one_order(bob: Person) -> None:
    twins = [found(slug, 10, "09:00", 7, 11) for slug in ("b", "a", "c")]
    assert in_order(bob, twins, "trajet") == ["a", "b", "c"]


def test_a_page_is_in_the_order_of_what_its_cards_tell() -> None:
    """What is kept of all offers may be a minute beside what a plan tells."""
    assert sort_shown([LATE, CALM, NEAR], "trajet") == [NEAR, CALM, LATE]
    assert sort_shown([NEAR, CALM, LATE], "depart") == [LATE, CALM, NEAR]
    assert sort_shown([NEAR, CALM, LATE], "marge") == [CALM, LATE, NEAR]
    assert sort_shown([LATE, CALM, NEAR], "gain") == [LATE, CALM, NEAR]


@pytest.mark.parametrize("asked", ["", "rien", "<script>"])
def test_an_unknown_order_is_the_first(bob: Person, asked: str) -> None:
    assert choose_sort(asked, figures_of(bob, [NEAR], near=1)) == "trajet"


def test_the_orders_of_what_is_not_known_are_not_proposed(bob: Person) -> None:
    known, unknown = figures_of(bob, [NEAR], near=1), figures_of(bob, [])
    assert choose_sort("gain", known) == "gain"
    assert choose_sort("gain", unknown) == "trajet"
    assert set(dict(list_sorts(known))) - set(dict(list_sorts(unknown))) == {"gain", "marge"}


def test_equal_gains_go_by_the_least_travel_and_what_has_none_is_left_out(bob: Person) -> None:
    order = in_order(bob, [CALM, NEAR, LATE], "gain", late=1, calm=1)
    assert order == ["calm", "late"]
    ranks: Ranks = {LATE.offer.pk: 1, CALM.offer.pk: 1, 99: 1}
    groups = list(group_equals([CALM, LATE, NEAR], "gain", ranks))
    assert [(count, [one.offer.slug for one in group]) for count, group in groups] == [
        (3, ["calm", "late"]),
        (0, ["near"]),
    ]


def test_other_orders_make_nothing_equal() -> None:
    numbered([CALM, LATE])
    groups = list(group_equals([CALM, LATE], "trajet", {1: 1, 2: 1}))
    assert groups == [(0, [CALM]), (0, [LATE])]


def test_ranks_are_by_what_is_sure(bob: Person) -> None:
    gains = {
        "near": make_gain("near", (100, 200, 300)),
        "late": make_gain("late", (250, 400, 500)),
        "calm": make_gain("calm", (310, 400, 500)),
    }
    offers = [NEAR, LATE, CALM, found("new", 5, "07:00", 6, 11)]
    assert rank_offers(JobSpace(offers, gains=gains).nearest_of(bob)) == {1: 2, 2: 1, 3: 1}


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
