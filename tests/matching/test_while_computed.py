"""What changes or goes while a layer is computed: nothing fails, and the next look mends it."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from jalon.matching import prepared
from jalon.matching.actions import refresh_shard as action
from jalon.matching.actions.refresh_shard import LAYERS, list_due, refresh_shard
from jalon.matching.actions.tell_workplaces import WorkplaceFacts, tell_gone, tell_workplaces
from jalon.matching.layers.work import Work
from jalon.matching.models import Layer, Seat
from jalon.matching.queries import answers_of, windows_of
from jalon.matching.snapshot import shard_of
from jalon.people.models import Person
from jalon.reach import Network, build_network
from tests.factories import make_person
from tests.gtfs_feeds import service, write_feed
from tests.matching.test_layers import AT_C, AT_NINE, BUSES, TODAY
from tests.reach.desert import east, stops

WITH_LENGTH = WorkplaceFacts("length", *AT_C, {}, (0, 2), 180)


@pytest.fixture
def people(db: None, tmp_path: Path, settings: LazySettings) -> list[Person]:
    """Two beside A; two workplaces beside C."""
    prepared._kept.clear()
    week = [service("S", "20200101", "20991231")]
    feed = write_feed(tmp_path / "feed.zip", stops=stops(), stop_times=BUSES, calendar=week)
    build_network([feed], tmp_path / "net")
    settings.JALON_NETWORK_DIR = tmp_path / "net"
    tell_workplaces("offer", [WorkplaceFacts("known", *AT_C, AT_NINE), WITH_LENGTH])
    home = east("A", 0)
    at = {"home_lat": home["lat"], "home_lon": home["lon"], "max_trip_min": 60}
    return [make_person(name, **at) for name in ("Alix", "Billie")]


def _an_offer_goes() -> None:
    tell_gone("offer", ["known", "length"])


def _an_offer_changes() -> None:
    later = {"tuesday": [["09:00", "12:00"]]}
    tell_workplaces("offer", [WorkplaceFacts("known", *AT_C, later), WITH_LENGTH])


def _an_offer_comes() -> None:
    tell_workplaces("offer", [WorkplaceFacts("new", *AT_C, AT_NINE, (1,))])


def _a_person_goes() -> None:
    Person.objects.order_by("pk")[0].delete()


def _a_person_changes() -> None:
    Person.objects.update(max_trip_min=50)


CHANGES = [_an_offer_goes, _an_offer_changes, _an_offer_comes, _a_person_goes, _a_person_changes]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("when", ["before it is read", "before it is written"])
@pytest.mark.parametrize("again", [False, True])
def test_nothing_fails_and_the_next_look_mends_it(
    people: list[Person],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[], None],
    when: str,
    again: bool,
) -> None:
    shard = shard_of(people[0].pk)
    if again:
        # Not the first time: what changed is computed, and no more.
        _refresh_all(shard)
        Person.objects.update(max_walk_min=14)
        tell_workplaces("offer", [WorkplaceFacts("other", *AT_C, AT_NINE)])
    left = [change]

    def change_once() -> None:
        if left:
            left.pop()()

    if when == "before it is read":
        real_read = action._read

        def read(layer: Layer, number: int, today: dt.date | None) -> tuple[object, Work]:
            found = real_read(layer, number, today)
            change_once()
            return found

        monkeypatch.setattr(action, "_read", read)
    else:
        real_sign = action._sign

        def sign(*given: object) -> None:
            change_once()
            real_sign(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(action, "_sign", sign)
    _refresh_all(shard)
    assert not left
    _refresh_all(shard)
    assert not any(list_due(layer, [shard], TODAY) for layer in LAYERS)
    kept = _everything()
    Seat.objects.all().delete()
    _refresh_all(shard)
    assert _everything() == kept


def _refresh_all(shard: int) -> None:
    for layer in LAYERS:
        refresh_shard(layer, shard, TODAY)


def _everything() -> list[object]:
    found: list[object] = []
    for person in Person.objects.order_by("pk"):
        answers, starts = (
            answers_of(person, "offer"),
            windows_of(person, "offer", ["length", "new"]),
        )
        assert answers.known.all()
        found.append((answers.references, answers.cells.tolist(), starts.windows))
    return found


def test_of_the_networks_that_were_before_nothing_is_kept(
    people: list[Person], settings: LazySettings
) -> None:
    shard, folder = shard_of(people[0].pk), Path(settings.JALON_NETWORK_DIR)
    before = {id(one) for one in _networks()}
    for night in range(3):
        week = [service("S", "20200101", f"2099121{night}")]
        name = folder.parent / f"{night}.zip"
        feed = write_feed(name, stops=stops(), stop_times=BUSES, calendar=week)
        build_network([feed], folder)
        _refresh_all(shard)
    assert len([one for one in _networks() if id(one) not in before]) == 1


def _networks() -> list[Network]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Network)]
