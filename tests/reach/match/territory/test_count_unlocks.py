"""Unlocks of a territory: the sum of what find_unlocks says pair by pair; lines by hand."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from jalon.cli import main
from jalon.reach import (
    Network,
    Request,
    UnlockKind,
    count_unlocks,
    find_unlocks,
    parse_request,
)
from tests.examples import examples
from tests.reach.answers import compiled
from tests.reach.asking import Asker
from tests.reach.desert import ask, bus, child, east, place
from tests.reach.strategies import World, worlds

EXAMPLES = examples(30, "JALON_MATCH_EXAMPLES")
Change = tuple[str, str | None, int | None]
LARGER = {30: (30, 60), 60: (60,)}


def told(network: Network, request: Request) -> dict[Change, int]:
    """The changes of hours and means of a territory, and how many pairs each opens."""
    found = count_unlocks(network, request)
    return {
        (one.key.change, one.key.subject, one.key.by_min): one.pairs
        for one in found
        if one.key.change != "shift_moved"
    }


def summed(network: Network, request: Request) -> dict[Change, int]:
    """The same from the pairs: hours that do by 30 minutes do by 60 as well."""
    counts: Counter[Change] = Counter()
    kinds: tuple[UnlockKind, ...] = ("place_opens_earlier", "place_closes_later", "bicycle", "car")
    for pair in find_unlocks(network, request, kinds):
        for unlock in pair.unlocks:
            for by_min in LARGER.get(unlock.by_min or 0, (None,)):
                counts[unlock.change, unlock.place, by_min] += 1
    return dict(counts)


@given(world=worlds())
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_territory_is_the_sum_of_its_pairs(world: World) -> None:
    with tempfile.TemporaryDirectory() as name:
        network = compiled([world.write(Path(name) / "feed.zip")], Path(name) / "net")
        request = parse_request(world.request)
        assert told(network, request) == summed(network, request)


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def test_a_first_bus_twenty_minutes_earlier(asker: Asker) -> None:
    # The only bus there leaves A at 08:50: at work at 09:03, three minutes after the start. At
    # 08:30 it would be there at 08:43. Back, the 17:10 from C is home at 17:22. The second person
    # lives too far from A for any bus.
    request = ask()
    request["people"].append(request["people"][0] | {"id": "q", "home": east("A", -1000)})
    buses = [*bus("T", "08:50"), *bus("U", "17:10", there="CBA")]
    routes = [{"route_id": "R", "route_short_name": "117", "route_type": "3"}]
    network = asker.network(stop_times=buses, routes=routes)
    found = count_unlocks(network, parse_request(request), lines=True)
    lines = [one for one in found if one.key.change == "line_starts_earlier"]
    assert [(one.key.subject, one.key.by_min, one.pairs, one.people) for one in lines] == [
        ("117", 20, 1, 1)
    ]
    assert lines[0].at_least
    assert not [one for one in found if one.key.change == "line_ends_later"]


def test_a_last_bus_twenty_minutes_later(asker: Asker) -> None:
    # Work ends at 17:00 and the last bus leaves C at 16:50; at 17:10 it would do. A shift half an
    # hour earlier ends at 16:30, and its start at 08:30 is met by the bus of 08:10.
    buses = [*bus("T", "08:10"), *bus("U", "16:50", there="CBA")]
    network = asker.network(stop_times=buses)
    found = count_unlocks(network, parse_request(ask()), lines=True)
    assert {(one.key.change, one.key.by_min, one.pairs) for one in found} == {
        ("line_ends_later", 20, 1),
        ("shift_moved", -15, 1),
        ("shift_moved", -30, 1),
        ("car", None, 1),
        ("bicycle", None, 1),
    }


def written(folder: Path, request: dict[str, object]) -> Iterator[str]:
    """The arguments that name a request's people and offers in files."""
    for name in ("people", "offers"):
        (folder / f"{name}.json").write_text(json.dumps(request[name]))
        yield f"--{name}"
        yield str(folder / f"{name}.json")


def test_the_command_ranks_by_pairs(
    asker: Asker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # K closes at 17:00, before the child can be fetched: see what_if/test_unlocks.py.
    request = ask(child("c", place("k", east("B", 60), "07:00", "17:00")))
    (tmp_path / "settings.json").write_text(json.dumps(request["settings"]))
    asker.network()
    arguments = ["reach", "unlocks", "--network", str(tmp_path / "net"), "--json"]
    arguments += [*written(tmp_path, request), "--monday", "2026-11-23"]
    assert main([*arguments, "--settings", str(tmp_path / "settings.json")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {
        "change": "place_closes_later", "subject": "k", "by_min": 30, "pairs": 1, "people": 1,
        "at_least": False,
    } in lines  # fmt: skip
    assert [line["pairs"] for line in lines] == sorted((x["pairs"] for x in lines), reverse=True)
