"""From a person's offers to jobs of the engine of rights; what a page is told of their gains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from django.utils import timezone

from jalon.core.errors import ScaleError
from jalon.core.months import parse_month
from jalon.jobs.person.gains import DayPoints, Gains, make_job, may_begin
from jalon.jobs.person.queries import gains_for
from jalon.jobs.person.week import OfferDays
from jalon.partners.models import CarePlace
from jalon.people.household import law_work
from jalon.people.household.law_answers import TRIED_AGAIN
from jalon.people.models import HouseholdAnswers, LawQuestion, Person
from jalon.reach import Day
from jalon.rights import Gain, Household, Job, Range, Travel
from tests.factories import make_child, make_place
from tests.web import days

TODAY = dt.date(2026, 11, 19)
ENOUGH = {"couple": "alone", "situation": "none", "housing": "free"}
WEEK = days.WORK_WEEK
Lines = tuple[days.Line, ...]


@pytest.fixture
def creche(person: Person) -> CarePlace:
    """The place of Awa's child, due north of the home: a hundredth of a degree is 1,112 m."""
    place = make_place("petits-pas", lat=48.80, hours={})
    make_child(person, place=place)
    return place


def make_offer_days(slug: str = "o1", *week: Day, **changes: object) -> OfferDays:
    held = week or tuple(days.creche_day(day) for day in WEEK)
    return days.gather(days.make_offer(slug, **changes), held)


def job_of(offer_days: OfferDays, person: Person) -> Job:
    return make_job(offer_days, DayPoints(person), TODAY)


def test_the_terms_of_an_offer_are_the_jobs(person: Person) -> None:
    job = job_of(make_offer_days(contract="CDD", contract_months=6), person)
    assert job.id == "o1"
    assert job.gross_eur_month == pytest.approx(12.31 * 30 * 52 / 12)
    assert (job.hours_week, job.months, job.days_week) == (30.0, 6, 5.0)
    assert job.start == dt.date(2026, 12, 1)


def test_a_job_that_has_begun_begins_this_month(person: Person) -> None:
    assert job_of(make_offer_days(start_date=dt.date(2026, 9, 7)), person).start == dt.date(
        2026, 11, 1
    )


def test_public_transport_is_the_pass_at_its_price_of_the_month(person: Person) -> None:
    assert job_of(make_offer_days(), person).travel == Travel("transit_pass", eur_month=90.8)


@pytest.mark.parametrize("legs", [(days.WALK_OUT, days.WALK_BACK), (days.RIDE_OUT, days.RIDE_BACK)])
def test_on_foot_and_by_bicycle_the_way_costs_nothing(
    legs: tuple[Lines, Lines], person: Person
) -> None:
    offer_days = make_offer_days("o1", days.make_day(*legs, ("09:00", "16:30")))
    assert job_of(offer_days, person).travel == Travel("none")


def test_a_car_drives_the_kilometres_of_the_day(person: Person) -> None:
    straight = make_offer_days(
        "o1", days.make_day(days.DRIVE_OUT, days.DRIVE_BACK, ("09:00", "17:00"))
    )
    straight.offer.lat, straight.offer.lon = 48.89, 2.45
    way = job_of(straight, person).travel
    assert way is not None
    assert way.kind == "car"
    assert way.km_day == pytest.approx(2 * 11.1195 * 1.3, rel=1e-4)


def test_a_car_goes_round_by_the_childs_place(person: Person, creche: CarePlace) -> None:
    out = (("car", 9, "place:petits-pas"), ("handover", 10, "place:petits-pas"), ("car", 9, "work"))
    offer_days = make_offer_days("o1", days.make_day(out, days.DRIVE_BACK, ("09:00", "17:00")))
    offer_days.offer.lat, offer_days.offer.lon = 48.79, 2.45
    way = job_of(offer_days, person).travel
    assert way is not None
    assert way.km_day == pytest.approx(2 * 1.11195 * 1.3, rel=1e-4)


def test_without_a_day_that_holds_the_way_is_unknown(person: Person) -> None:
    refused = make_offer_days("o1", days.refused_day("monday"), days.refused_day("tuesday"))
    nobody_knows = days.gather(days.make_offer("o2", unknown_weekdays=[0, 1, 4]), ())
    assert job_of(refused, person).travel is None
    assert job_of(refused, person).days_week == 2.0
    assert job_of(nobody_knows, person).travel is None
    assert job_of(nobody_knows, person).days_week == 3.0
    assert job_of(days.gather(days.make_offer("o3"), ()), person).days_week == 5.0


def test_an_offer_too_far_ahead_is_left_out() -> None:
    assert may_begin(make_offer_days(start_date=dt.date(2027, 11, 30)), TODAY)
    assert not may_begin(make_offer_days(start_date=dt.date(2027, 12, 1)), TODAY)


class Engine:
    """Stands for the engine of rights: counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Household, list[str]]] = []
        self.error: Exception | None = None

    def __call__(self, household: Household, jobs: Sequence[Job]) -> list[Gain]:
        self.asked.append((household, [job.id for job in jobs]))
        if self.error:
            raise self.error
        amount = Range(1.0, 2.0, 3.0)
        return [Gain(job.id, amount, (), (), (), (), (), {}) for job in jobs]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, law_at_once: None) -> Engine:
    """An engine that answers at once."""
    made = Engine()
    monkeypatch.setattr(law_work, "find_gains", made)
    return made


def tell(person: Person, **answers: object) -> None:
    HouseholdAnswers.objects.update_or_create(person=person, defaults={"answers": answers})


def ask(person: Person, *offers: OfferDays) -> Gains:
    return gains_for(person, offers, TODAY)


def test_gains_go_by_slug_in_one_question(person: Person, engine: Engine) -> None:
    tell(person, **ENOUGH)
    gains = ask(
        person,
        make_offer_days("b"),
        make_offer_days("a"),
        make_offer_days("far", start_date=dt.date(2028, 1, 1)),
    )
    assert gains.state == "known"
    found = [gains.by_slug[slug].net_eur_month for slug in ("a", "b")]
    assert found == [Range(1.0, 2.0, 3.0)] * 2
    assert "far" not in gains.by_slug
    # What is kept beside a household names no offer of the job space.
    assert [ids for _, ids in engine.asked] == [["0", "1"]]
    assert engine.asked[0][0].month == parse_month("2026-11")


def test_the_same_question_is_answered_once(person: Person, engine: Engine) -> None:
    tell(person, **ENOUGH)
    ask(person, make_offer_days("a"), make_offer_days("b"))
    ask(person, make_offer_days("b"), make_offer_days("a"))
    assert len(engine.asked) == 1
    ask(person, make_offer_days("a"), make_offer_days("b", gross_eur_hour=13))
    tell(person, **ENOUGH, resources={"year": 2024, "eur": 0})
    ask(person, make_offer_days("a"), make_offer_days("b"))
    assert len(engine.asked) == 3


def test_each_gain_goes_with_its_offer(
    person: Person, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(person, **ENOUGH)

    def by_wage(_: Household, jobs: Sequence[Job]) -> list[Gain]:
        amounts = [Range(*3 * (job.gross_eur_month,)) for job in jobs]
        return [
            Gain(job.id, amount, (), (), (), (), (), {})
            for job, amount in zip(jobs, amounts, strict=True)
        ]

    monkeypatch.setattr(law_work, "find_gains", by_wage)
    gains = ask(person, make_offer_days("b", gross_eur_hour=20), make_offer_days("a"))
    assert list(gains.by_slug) == ["a", "b"]
    assert len(gains.by_slug) == 2
    for slug, gain in gains.by_slug.items():
        assert gain.id == slug
    dear, cheap = (gains.by_slug[slug].net_eur_month for slug in ("b", "a"))
    assert dear is not None
    assert cheap is not None
    assert dear.central == pytest.approx(20 * 30 * 52 / 12)
    assert dear.central > cheap.central


def test_before_the_worker_answers_nothing_is_said(
    person: Person, engine: Engine, law_waits: Callable[[], list[str]]
) -> None:
    tell(person, **ENOUGH)
    assert ask(person, make_offer_days()).state == "not_ready"
    assert engine.asked == []
    law_waits()
    assert ask(person, make_offer_days()).state == "known"


def test_without_an_offer_nothing_is_asked(person: Person, engine: Engine) -> None:
    tell(person, **ENOUGH)
    gains = ask(person)
    assert (gains.state, len(gains.by_slug), engine.asked) == ("known", 0, [])


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ""),
        ({"situation": "none"}, "couple"),
        ({"couple": "alone", "housing": "free"}, "situation"),
        ({"couple": "alone", "situation": "none"}, "housing"),
        ({**ENOUGH, "couple": "couple"}, "partner_birth"),
        ({**ENOUGH, "couple": "unknown"}, "couple"),
    ],
)
def test_too_few_answers_give_no_figure(
    answers: dict[str, object], missing: str, person: Person, engine: Engine
) -> None:
    if answers:
        tell(person, **answers)
    gains = ask(person, make_offer_days())
    assert (gains.state, gains.missing) == ("no_household", missing)
    assert engine.asked == []


def test_not_knowing_is_an_answer(person: Person, engine: Engine) -> None:
    tell(person, **ENOUGH | {"housing": "unknown"})
    assert ask(person, make_offer_days()).state == "known"


def test_not_knowing_whether_one_has_a_job_asks_nothing_more(
    person: Person, engine: Engine
) -> None:
    """The wage that the offer would replace has no bound: no figure, and why."""
    tell(person, couple="alone", situation="unknown", housing="unknown")
    gains = ask(person, make_offer_days())
    assert (gains.state, gains.missing) == ("not_computed", "")
    assert gains.why == ("wage_now_unknown",)


def test_a_law_that_is_not_written_asks_nothing(person: Person, engine: Engine) -> None:
    tell(person, **ENOUGH | {"situation": "disabled_aah"})
    gains = ask(person, make_offer_days())
    assert (gains.state, gains.why) == ("not_computed", ("aah_with_a_job",))
    assert engine.asked == []


def test_a_household_of_the_whole_law_waits_in_a_queue_of_its_own(
    person: Person, engine: Engine, law_waits: Callable[[], list[str]]
) -> None:
    in_couple = {"couple": "couple", "partner_birth": "1960-01-01", "partner_situation": "retired"}
    tell(person, **ENOUGH | in_couple)
    assert ask(person, make_offer_days()).state == "not_ready"
    assert "people.ask_whole_law" in law_waits()
    assert ask(person, make_offer_days()).state == "known"
    assert len(engine.asked) == 1


def test_a_failure_of_the_engine_is_tried_again_after_a_while(
    person: Person, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    tell(person, **ENOUGH)
    engine.error = ScaleError("no scale for 417.31")
    for _ in range(3):
        assert ask(person, make_offer_days()).state == "not_ready"
    assert len(engine.asked) == 1
    assert "417" not in caplog.text
    engine.error = None
    LawQuestion.objects.update(answered_at=timezone.now() - TRIED_AGAIN - dt.timedelta(seconds=1))
    assert ask(person, make_offer_days()).state == "known"


def test_the_same_offer_in_another_week_is_another_question(person: Person, engine: Engine) -> None:
    tell(person, **ENOUGH)
    offer_days = make_offer_days("a")
    ask(person, offer_days)
    ask(person, replace(offer_days, days=offer_days.days[:3]))
    assert len(engine.asked) == 2
