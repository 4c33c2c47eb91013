"""What the worker keeps of the nearest offers: what the page's engines say, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.core.errors import ScaleError
from jalon.jobs.company.models import Offer, Shift
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.jobs.person.models import NearestOffers
from jalon.jobs.person.nearest import due, figures, refresh
from jalon.jobs.person.nearest.read import Nearest, nearest_of
from jalon.jobs.person.nearest.refresh import refresh_changed, refresh_nearest
from jalon.jobs.person.queries import gains_for, offers_for
from jalon.jobs.person.tasks import look
from jalon.matching.actions.refresh_shard import refresh_shard
from jalon.matching.models import Layer
from jalon.matching.tasks import look as look_at_days
from jalon.people.actions.forget_answers import forget_answers
from jalon.people.household import law_subject
from jalon.people.models import HouseholdAnswers, Person
from jalon.reach import build_network
from jalon.rights import Gain, Household, Job, Range
from jalon.worker import run_waiting
from jalon.worker.stop import GivenBackError
from tests import factories
from tests.gtfs_feeds import calls, service, write_feed
from tests.reach.desert import east, stops
from tests.web.household_answers import answer, usual_answers

HOUR = 3600
BUSES = [
    *calls("T1", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00")),
    *calls("T2", ("C", "12:10:00"), ("B", "12:20:00"), ("A", "12:30:00")),
]
ENOUGH = {"couple": "alone", "situation": "none", "housing": "free"}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One bus from A to B and C in the morning, and back at noon, each day."""
    folder = tmp_path_factory.mktemp("network")
    week = [service("S", "20200101", "20991231")]
    feed = write_feed(folder / "feed.zip", stops=stops(), stop_times=BUSES, calendar=week)
    build_network([feed], folder / "net")
    return folder / "net"


@pytest.fixture
def person(db: None, network: Path, settings: LazySettings) -> Person:
    """Beside A, with three offers that hold and one that does not."""
    settings.JALON_NETWORK_DIR = network
    make_offer("beside", "A", (0, 10, 12))
    make_offer("near", "B", (0, 9, 12), (1, 9, 12), gross_eur_hour="13.50")
    make_offer("far", "C", (0, 9, 12), contract="CDD", contract_months=4)
    make_offer("early", "C", (0, 7, 12))
    return make_person("Alix")


def make_person(name: str, max_trip_min: int = 60) -> Person:
    home = east("A", 0)
    return factories.make_person(
        name, home_lat=home["lat"], home_lon=home["lon"], max_trip_min=max_trip_min
    )


def make_offer(slug: str, stop: str, *shifts: tuple[int, int, int], **changes: object) -> Offer:
    offer = factories.make_offer(slug, **east(stop, 0), hours_known=True, **changes)
    for weekday, start_h, end_h in shifts:
        Shift.objects.create(
            offer=offer, weekday=weekday, start_s=start_h * HOUR, end_s=end_h * HOUR
        )
    return offer


class Law:
    """Stands for the engine of rights: a gain is the wage; counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.error: Exception | None = None

    def __call__(self, asked: Iterable[tuple[Household, Sequence[Job]]]) -> list[list[Gain]]:
        questions = list(asked)
        self.asked += [[job.id for job in jobs] for _, jobs in questions]
        if self.error:
            raise self.error
        return [[self.gain(job) for job in jobs] for _, jobs in questions]

    def gain(self, job: Job) -> Gain:
        eur = job.gross_eur_month
        left_out = ("travel",) if job.months else ("income_tax", "childcare")
        return Gain(job.id, Range(eur - 1, eur, eur + 1), (), (), (), left_out, (), {})


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> Law:
    made = Law()
    monkeypatch.setattr(figures, "find_gains_of_many", made)
    return made


def tell(person: Person, **answers: object) -> None:
    HouseholdAnswers.objects.update_or_create(person=person, defaults={"answers": answers})


def answered(person: Person) -> Nearest:
    tell_all_offers()
    run_waiting()
    return nearest_of(person)


def by_slug(figures_of: Iterable[int]) -> list[str]:
    slugs = dict(Offer.objects.values_list("pk", "slug"))
    return [slugs[number] for number in figures_of]


def number_of(slug: str) -> int:
    return Offer.objects.get(slug=slug).pk


def test_margins_and_gains_are_those_of_the_pages_engines(
    person: Person, law_at_once: None
) -> None:
    factories.make_child(person)
    answer(person, usual_answers(person))
    found = answered(person)
    week = [offer_days for offer_days in offers_for(person) if offer_days.holds]
    assert {each.offer.pk: each.worst_slack_s for each in week} == found.slack_s
    gains = gains_for(person, week)
    assert gains.state == found.state == "known"
    assert {each.offer.pk: gains.range_of(each.offer.slug) for each in week} == found.ranges
    told = {each.offer.pk: gains.by_slug[each.offer.slug].not_counted for each in week}
    assert told == found.not_counted
    assert len(week) == 3
    assert len({amount and amount.central for amount in found.ranges.values()}) == 3
    assert found.is_current
    assert found.computed_at is not None


def test_the_nearest_offers_are_kept_and_no_others(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "NEAREST", 2)
    tell(person, **ENOUGH)
    found = answered(person)
    assert by_slug(found.slack_s) == by_slug(found.ranges) == ["beside", "far"]
    assert found.is_current


def test_before_the_worker_has_been_nothing_is_told(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    found = nearest_of(person)
    assert (found.state, found.is_current, found.computed_at) == ("not_ready", False, None)
    assert not found.slack_s
    assert not found.ranges


def test_it_is_read_in_three_statements(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    with CaptureQueriesContext(connection) as asked:
        assert nearest_of(person).state == "known"
    assert len(asked) == 3


def test_without_answers_there_are_margins_and_no_gain(person: Person, law: Law) -> None:
    found = answered(person)
    assert (found.state, found.missing, found.is_current) == ("no_household", "", True)
    assert len(found.slack_s) == 3
    assert not found.ranges
    tell(person, situation="none")
    assert (nearest_of(person).state, nearest_of(person).missing) == ("no_household", "couple")
    tell(person, **ENOUGH | {"situation": "disabled_aah"})
    run_waiting()
    found = nearest_of(person)
    assert (found.state, found.why) == ("not_computed", ("aah_with_a_job",))
    assert found.is_current
    assert law.asked == []


def test_a_changed_offer_alone_is_asked_about_anew(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    before = answered(person)
    assert len(law.asked) == 1
    Offer.objects.filter(slug="near").update(gross_eur_hour="20")
    # No page says of an offer what was true of another wage; the others stay.
    changed = nearest_of(person)
    assert by_slug(changed.ranges) == by_slug(changed.slack_s) == ["beside", "far"]
    assert not changed.is_current
    look()
    run_waiting()
    after = nearest_of(person)
    assert after.is_current
    assert law.asked[1:] == [["near"]]
    near = number_of("near")
    assert after.ranges[near] != before.ranges[near]
    assert {n: r for n, r in after.ranges.items() if n != near} == {
        n: r for n, r in before.ranges.items() if n != near
    }


def test_an_offer_that_comes_or_goes_is_seen(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    make_offer("new", "A", (0, 10, 11))
    assert not nearest_of(person).is_current
    found = answered(person)
    assert by_slug(found.ranges) == ["beside", "new", "far", "near"]
    assert found.is_current
    Offer.objects.filter(slug="new").delete()
    assert by_slug(nearest_of(person).ranges) == ["beside", "far", "near"]
    look()
    found = answered(person)
    assert by_slug(found.ranges) == ["beside", "far", "near"]
    assert found.is_current
    assert NearestOffers.objects.count() == 1


def test_who_changes_their_limits_is_told_nothing_until_it_is_computed(
    person: Person, law: Law
) -> None:
    tell(person, **ENOUGH)
    assert len(answered(person).slack_s) == 3
    person.max_trip_min = 45
    person.save()
    found = nearest_of(person)
    assert (found.state, found.is_current, found.slack_s) == ("not_ready", False, {})
    run_waiting()
    found = nearest_of(person)
    assert by_slug(found.slack_s) == by_slug(found.ranges) == ["beside"]
    assert found.is_current


def test_who_answers_anew_has_new_gains_and_keeps_the_margins(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    before = answered(person)
    tell(person, **ENOUGH, resources={"year": 2024, "eur": 0})
    found = nearest_of(person)
    assert (found.state, found.is_current, found.ranges) == ("not_ready", False, {})
    assert found.slack_s == before.slack_s
    # Asked for with the answer itself: the first that waits, and done while one looks.
    assert run_waiting()[0] == "jobs.refresh_nearest_changes"
    assert nearest_of(person).state == "known"
    assert len(law.asked) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_householdanswers SET answers = answers || '{\"rent\": 400}'",
        'UPDATE people_householdanswers SET answers = answers || \'{"couple": "unknown"}\'',
        "UPDATE people_person SET birth_date = '1980-01-01'",
        "UPDATE people_person SET commune_code = '75101'",
        "UPDATE people_person SET family_type = 'couple'",
        "UPDATE people_child SET birth_date = '2020-01-01'",
        "UPDATE people_person SET max_trip_min = 59",
        "UPDATE jobs_offer SET hours_week = 21",
    ],
)
def test_a_change_that_nobody_told_of_is_found_by_the_look(
    person: Person, law: Law, statement: str
) -> None:
    factories.make_child(person)
    tell(person, **ENOUGH)
    answered(person)
    world = due.read_world(0)
    assert world is not None
    assert due.list_due(world) == []
    with connection.cursor() as cursor:
        cursor.execute(statement)
    look_at_days()
    look()
    done = run_waiting()
    assert {"jobs.refresh_nearest", "jobs.refresh_nearest_changes"} & set(done)
    assert nearest_of(person).is_current


def test_what_is_computed_from_answers_goes_with_them(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    forget_answers(person)
    assert not NearestOffers.objects.exists()
    run_waiting()
    row = NearestOffers.objects.get()
    assert (row.household, row.answers) == ("", None)
    found = nearest_of(person)
    assert (found.state, len(found.slack_s)) == ("no_household", 3)


def test_answers_erased_while_they_are_computed_leave_nothing(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(person, **ENOUGH)
    tell_all_offers()
    connected = figures.make_rows

    def erased_meanwhile(*args: object, **kwargs: object) -> object:
        rows = connected(*args, **kwargs)  # type: ignore[arg-type]
        HouseholdAnswers.objects.all().delete()
        return rows

    monkeypatch.setattr(refresh, "make_rows", erased_meanwhile)
    run_until_days_are_there()
    refresh_nearest(0, slice_s=0)
    assert not NearestOffers.objects.exists()


def run_until_days_are_there() -> None:
    """What `matching` does, and nothing of what is tested here."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name NOT LIKE 'matching.%'")
    refresh_shard(Layer.DAYS, 0)


def test_a_new_month_asks_the_law_again(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    row = NearestOffers.objects.get()
    later = dt.date(row.computed_at.year + 1, 1, 15)
    assert nearest_of(person, later).state == "not_ready"
    while refresh_nearest(0, later):
        pass
    assert nearest_of(person, later).state == "known"
    assert len(law.asked) == 2


def test_a_new_day_asks_nothing_where_all_stands_as_before(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    today = NearestOffers.objects.get().computed_at.date()
    other = today + dt.timedelta(days=1 if today.day < 28 else -1)
    world = due.read_world(0, other)
    assert world is not None
    assert len(due.list_due(world)) == 1
    assert not refresh_nearest(0, other)
    assert len(law.asked) == 1
    assert nearest_of(person, other).is_current


def test_another_law_answers_anew(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(person, **ENOUGH)
    before = answered(person)
    for module in (law_subject, due):
        monkeypatch.setattr(module, "law_version", lambda: "another")
    found = nearest_of(person)
    assert (found.state, found.slack_s) == ("not_ready", before.slack_s)
    look()
    run_waiting()
    assert nearest_of(person).state == "known"
    assert len(law.asked) == 2


def test_a_new_timetable_is_told_of_once_it_is_computed(
    person: Person, law: Law, settings: LazySettings, tmp_path: Path
) -> None:
    tell(person, **ENOUGH)
    assert len(answered(person).slack_s) == 3
    week = [service("S", "20200101", "20991231")]
    feed = write_feed(tmp_path / "new.zip", stops=stops(), stop_times=BUSES[:3], calendar=week)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    # The stored days are still those of the old one, and what is kept goes with them.
    assert due.read_world(0) is None
    assert not refresh_nearest(0)
    look_at_days()
    run_waiting()
    found = nearest_of(person)
    assert by_slug(found.slack_s) == ["beside"]
    assert found.is_current


def test_the_whole_law_is_asked_last_and_never_while_somebody_looks(
    person: Person, law: Law
) -> None:
    in_couple = {"couple": "couple", "partner_birth": "1960-01-01", "partner_situation": "retired"}
    tell(person, **ENOUGH | in_couple)
    other = make_person("Bo")
    tell(other, **ENOUGH)
    tell_all_offers()
    run_until_days_are_there()
    assert refresh_changed(0)
    assert (nearest_of(person).state, nearest_of(other).state) == ("not_ready", "known")
    assert len(nearest_of(person).slack_s) == 3
    assert not nearest_of(person).is_current
    assert not refresh_nearest(0)
    assert nearest_of(person).state == "known"
    assert nearest_of(person).is_current
    # Its other gains stay while a new offer waits for the whole law.
    make_offer("new", "A", (0, 10, 11))
    tell_all_offers()
    run_until_days_are_there()
    refresh_nearest(0, slice_s=0)
    found = nearest_of(person)
    assert (found.state, len(found.ranges), len(found.slack_s)) == ("known", 3, 4)
    assert not found.is_current
    assert not refresh_nearest(0)
    assert len(nearest_of(person).ranges) == 4


def test_a_law_without_an_answer_is_not_asked_again_and_again(
    person: Person, law: Law, caplog: pytest.LogCaptureFixture
) -> None:
    tell(person, **ENOUGH)
    other = make_person("Bo")
    tell(other, **ENOUGH)
    law.error = ScaleError("no scale for 417.31")
    found = answered(person)
    assert (found.state, found.is_current, len(found.slack_s)) == ("not_ready", False, 3)
    assert "417" not in caplog.text
    asked = len(law.asked)
    look()
    run_waiting()
    assert len(law.asked) == asked
    law.error = None
    tell(person, **ENOUGH, resources={"year": 2024, "eur": 0})
    run_waiting()
    assert nearest_of(person).state == "known"


def test_an_offer_that_begins_too_late_has_a_margin_and_no_gain(person: Person, law: Law) -> None:
    Offer.objects.filter(slug="near").update(start_date=dt.date(2040, 1, 1))
    tell(person, **ENOUGH)
    found = answered(person)
    near = number_of("near")
    assert near in found.slack_s
    assert found.ranges[near] is None
    assert found.is_current
    look()
    run_waiting()
    assert len(law.asked) == 1


def test_who_is_killed_goes_on_where_they_were(
    person: Person, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [make_person(f"P{number}") for number in range(4)]
    for each in (person, *others):
        tell(each, **ENOUGH)
    tell_all_offers()
    run_until_days_are_there()
    monkeypatch.setattr(refresh, "AT_ONCE", 2)
    looks = iter([None, None, GivenBackError()])

    def stop() -> None:
        if error := next(looks, None):
            raise error

    monkeypatch.setattr(refresh, "check_stop", stop)
    with pytest.raises(GivenBackError):
        refresh_nearest(0)
    assert NearestOffers.objects.count() == 4
    assert not refresh_nearest(0)
    assert len(law.asked) == 5
    assert all(nearest_of(each).is_current for each in (person, *others))


def test_a_slice_leaves_the_rest_to_the_next(person: Person, law: Law) -> None:
    for number in range(2 * refresh.AT_ONCE):
        make_person(f"P{number}")
    tell_all_offers()
    run_until_days_are_there()
    assert refresh_nearest(0, slice_s=0)
    assert NearestOffers.objects.count() == refresh.AT_ONCE
    while refresh_nearest(0, slice_s=0):
        pass
    assert NearestOffers.objects.count() == Person.objects.count()


def test_each_has_their_own(person: Person, law: Law) -> None:
    other = make_person("Bo", max_trip_min=45)
    tell(person, **ENOUGH)
    found = answered(person)
    assert (len(found.slack_s), len(found.ranges)) == (3, 3)
    theirs = nearest_of(other)
    assert (by_slug(theirs.slack_s), theirs.ranges, theirs.state) == (
        ["beside"],
        {},
        "no_household",
    )


def test_who_is_gone_leaves_nothing(person: Person, law: Law) -> None:
    tell(person, **ENOUGH)
    answered(person)
    Person.objects.all().delete()
    assert not NearestOffers.objects.exists()
    with pytest.raises(Person.DoesNotExist):
        nearest_of(person)
