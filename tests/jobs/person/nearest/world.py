"""A small world: a bus, three offers that hold and one that does not, and a law that counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from jalon.jobs.company.models import Offer, Shift
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.jobs.person.nearest import figures
from jalon.jobs.person.nearest.read import Nearest, nearest_of
from jalon.matching.actions.refresh_shard import refresh_shard
from jalon.matching.models import Layer
from jalon.people.models import HouseholdAnswers, Person
from jalon.reach import build_network
from jalon.rights import Gain, Household, Job, Range
from jalon.worker import run_waiting
from tests import factories
from tests.database import as_superuser, run
from tests.gtfs_feeds import calls, service, write_feed
from tests.reach.desert import east, stops

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
    with as_superuser():
        # The first shard is theirs, however many people other tests have made before.
        run("ALTER SEQUENCE people_person_id_seq RESTART")
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


def answer_days() -> None:
    """What `matching` does, and nothing of what is tested here."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name NOT LIKE 'matching.%'")
    refresh_shard(Layer.DAYS, 0)
