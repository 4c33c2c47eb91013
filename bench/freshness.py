"""`python -m bench.freshness --scale pilot`: how soon what the worker keeps is there, and true.

A site of its own folder is prepared and started cold, with its server and its worker. Told are the
seconds until each sort of answers is whole; then, for some new offers, until everybody has an
answer to each; for some people who change their longest trip, until their days are there; and what
it all takes on the disk.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.pages.site import Site
from jalon.demo.larger.sizes import SIZES

LOOK_S = 0.1
LATE_S = 2.0
"""What somebody who has changed something should not wait longer for."""
LOOKS = 10
"""Between two looks, so many times what one takes."""
MOST_S = 3 * 3600.0


def main() -> int:
    """Run once."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="jalon-bench-") as own:
        home = asked.home.resolve() if asked.home else Path(own)
        home.mkdir(parents=True, exist_ok=True)
        os.environ |= {"JALON_HOME": str(home), "JALON_DEMO": "1", "DATABASE_URL": ""}
        site = Site(home)
        site.prepare(asked.scale)
        try:
            site.start()
            _measure(asked)
        finally:
            site.stop()
            if asked.home is None:
                site.stop_database()
    return 0


def _measure(asked: argparse.Namespace) -> None:
    from jalon.runtime.django import setup_django

    began = time.monotonic()
    setup_django()
    _tell_cold(began, asked.until)
    _tell_times("new offer, until all have an answer", (_add_offer() for _ in range(asked.times)))
    _tell_times("changed person, until their days are there", _change_people(asked.times))
    _tell_sizes()


def _tell_cold(began: float, until: str) -> None:
    """The seconds after the start until each sort of answers is whole."""
    from jalon.jobs.person.nearest.due import count_due
    from jalon.matching.actions.refresh_shard import LAYERS, list_due
    from jalon.matching.snapshot import list_shards

    sorts: dict[str, Callable[[], bool]] = {
        str(layer.value): lambda layer=layer: not list_due(layer, list_shards())  # type: ignore[misc]
        for layer in LAYERS
    }
    sorts["gains"] = lambda: not count_due(list_shards())
    for name, is_there in sorts.items():
        _wait_for(is_there)
        print(f"{name}: whole {time.monotonic() - began:.0f} s after the start", flush=True)
        if name == until:
            return


def _add_offer() -> float:
    from jalon.jobs.company.models import Offer, Shift
    from jalon.jobs.company.workplaces import KIND
    from jalon.matching.models import Layer, Shard, Workplace
    from jalon.matching.snapshot import read_revisions

    model = Offer.objects.filter(hours_known=True).order_by("?").first()
    assert model is not None
    shifts = list(model.shifts.all())
    model.pk, model.slug = None, f"bench-{time.monotonic_ns()}"
    model.lat += 0.001
    model.save(force_insert=True)
    for shift in shifts:
        shift.pk, shift.offer = None, model
    Shift.objects.bulk_create(shifts)
    began = time.monotonic()
    # As a page does that saves an offer with its hours.
    model.save()

    def is_known() -> bool:
        place = Workplace.objects.filter(kind=KIND, reference=str(model.pk)).first()
        if place is None or not place.shifts:
            return False
        days = [read_revisions(shard) for shard in Shard.objects.filter(layer=Layer.DAYS)]
        return all(len(d) > place.number and d[place.number] == place.revision for d in days)

    _wait_for(is_known)
    return time.monotonic() - began


def _change_people(times: int) -> Iterable[float]:
    from jalon.matching.models import Layer, Seat
    from jalon.people.models import Person

    for person in Person.objects.order_by("?")[:times]:
        person.max_trip_min = 50 if person.max_trip_min != 50 else 65
        person.save()
        began = time.monotonic()
        person.refresh_from_db()
        mine = Seat.objects.filter(layer=Layer.DAYS, person=person, revision=person.week_revision)
        _wait_for(mine.exists)
        yield time.monotonic() - began


def _tell_times(name: str, times_s: Iterable[float]) -> None:
    each = list(times_s)
    middle, most, late = statistics.median(each), max(each), sum(one > LATE_S for one in each)
    told = f"median {middle:.1f} s, most {most:.1f} s of {len(each)}, {late} over {LATE_S:.0f} s"
    print(f"{name}: {told}", flush=True)


def _tell_sizes() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND "
            "(relname LIKE 'matching_%%' OR relname LIKE 'jobs_person_%%' OR relname = %s) "
            "ORDER BY 2 DESC",
            ["people_lawquestion"],
        )
        rows = cursor.fetchall()
    for name, size in rows:
        print(f"{name}: {size / 1e6:.1f} MB")
    print(f"together: {sum(size for _, size in rows) / 1e6:.0f} MB", flush=True)


def _wait_for(is_there: Callable[[], bool]) -> None:
    """Looks take little of a core, however long one takes."""
    until = time.monotonic() + MOST_S
    began = time.monotonic()
    while not is_there():
        now = time.monotonic()
        if now > until:
            raise TimeoutError("what was waited for did not come")
        time.sleep(max(LOOK_S, LOOKS * (now - began)))
        began = time.monotonic()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--scale", choices=[*SIZES], default="pilot")
    parser.add_argument("--home", type=Path, help="a folder to keep; cold only where it is empty")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument(
        "--until", default="gains", help="the sort of answers after which to stop waiting"
    )
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
