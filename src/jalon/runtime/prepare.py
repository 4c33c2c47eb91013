"""The steps before a site can answer. Each may be done again: what is done already is quick."""

from __future__ import annotations

from pathlib import Path

from jalon.core.errors import WrongInputError
from jalon.runtime.django import as_owner, manage, reach_database, setup_django

# Any constant: it names the lock that keeps two migrations from running at once.
_MIGRATION_LOCK = 0x4A414C4F
_WARM_OFFERS = 40
"""Enough for every kernel and weekday: nobody waits at a start for a whole territory."""


def migrate() -> None:
    """Bring the tables and the application's rights up to date, as whose they are.

    Two processes at once wait for each other.
    """
    setup_django()
    from django.db import connection

    with as_owner():
        reach_database()
        from jalon.runtime.postgres.rights import give_rights

        with connection.cursor() as cursor:
            # A migration takes its time, unlike a page.
            cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
            manage("migrate", "--no-input", "--verbosity=0")
            give_rights()


def collect_static() -> None:
    """Gather the static files of the pages, named after their content and compressed."""
    setup_django()
    manage("collectstatic", "--no-input", "--verbosity=0")


def build_timetable() -> None:
    """Build the demo's network, unless a good one is there and no fact has changed since."""
    setup_django()
    from django.conf import settings

    from jalon.demo.network import build_demo_network

    if not _is_current(settings.JALON_NETWORK_DIR):
        build_demo_network(settings.JALON_NETWORK_DIR)


def _is_current(network: Path) -> bool:
    from jalon import demo
    from jalon.core.errors import NetworkError
    from jalon.reach import load_network

    try:
        load_network(network)
    except NetworkError:
        return False
    facts = (path for folder in demo.__path__ for path in Path(folder).rglob("*.*"))
    newest = max(path.stat().st_mtime for path in facts if path.suffix != ".pyc")
    return newest < (network / "manifest.json").stat().st_mtime


def seed(size: str = "") -> None:
    """Draw the demo territory into an empty database, and agents where a demo has none yet.

    `size` names one of `SIZES`; empty takes what is there, or the small one. `WrongInputError`
    where the database has another: a demo that somebody uses is never drawn again.
    """
    setup_django()
    from jalon.demo.kept.keep import is_kept, keep_drawn
    from jalon.demo.larger.sizes import DEMO, SIZES
    from jalon.demo.population.partners import seed_partners
    from jalon.demo.seed import seed_territory
    from jalon.demo.seed_agents import seed_agents
    from jalon.jobs.company.workplaces import tell_all_offers
    from jalon.partners.models import AccountManager, Agent
    from jalon.people.models import Person

    if not Person.objects.exists():
        seed_territory(size=SIZES[size] if size else DEMO)
    else:
        if size:
            _check_size(size)
        fictional = Person.objects.filter(is_fictional=True).exists()
        if fictional and not Agent.objects.filter(is_fictional=True).exists():
            seed_agents()
        if fictional and not AccountManager.objects.filter(is_fictional=True).exists():
            seed_partners()
        if fictional and not is_kept():
            keep_drawn()
    tell_all_offers()


def purge_sessions() -> int:
    """Remove the sessions that have expired; the number of them."""
    setup_django()
    reach_database()
    from jalon.worker.purge_sessions import purge_sessions

    return purge_sessions()


def _check_size(wanted: str) -> None:
    from django.conf import settings

    from jalon.demo.larger.sizes import nearest_size
    from jalon.people.models import Person

    people = Person.objects.filter(is_fictional=True).count()
    if nearest_size(people).name != wanted:
        raise WrongInputError(
            f"{settings.HOME} has a territory of {people} drawn people, not of {wanted}: "
            f"choose another folder, as in JALON_HOME=var-{wanted}."
        )


def warm() -> None:
    """Everything that is done once, before the first visitor."""
    warm_days()
    warm_rights()


def warm_days() -> None:
    """Answer once for a demo account, so that the first visitor waits for no compiler.

    Compiled kernels stay on the disk: only the first time of all is long.
    """
    setup_django()
    from jalon.jobs.company.models import Offer
    from jalon.jobs.person.queries import plan_offers
    from jalon.people.models import Person

    person = Person.objects.order_by("demo_slug").first()
    if person is not None:
        plan_offers(person, list(Offer.objects.values_list("pk", flat=True)[:_WARM_OFFERS]))


def warm_rights() -> None:
    """Build the tax-benefit system of this process, which is a worker's: no page has one.

    Then answer for a household of nobody, which reads the parameters of the year.
    """
    import datetime as dt

    from jalon.core.months import first_day, month_of
    from jalon.rights import (
        Adult,
        Child,
        Household,
        Housing,
        Job,
        check_rights,
        tell_year,
        warm_systems,
    )

    warm_systems()
    month = month_of(dt.datetime.now(dt.UTC).date())
    household = Household(
        month=month,
        adults=(Adult(dt.date(1990, 1, 1), "jobseeker"),),
        couple=False,
        children=(Child(dt.date(month // 12 - 4, 1, 1)),),
        housing=Housing("tenant", rent_eur=500.0, zone=1),
    )
    check_rights(household)
    tell_year(household, Job("nobody's", 1500.0, 30.0, first_day(month)))
