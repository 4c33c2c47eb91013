"""What one change opens in a whole territory against `find_unlocks`, pair by pair."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from jalon.reach import ChangedWeeks, Network, Request, UnlockKind, find_unlocks, parse_request
from tests.examples import examples
from tests.reach.answers import compiled
from tests.reach.asking import Asker
from tests.reach.desert import ask, child, east, place
from tests.reach.strategies import World, worlds

Opened = dict[tuple[str, str, str, str | None, int | None], int]
"""By person, offer and change (its place and minutes): seconds of the week."""
QUICK: tuple[UnlockKind, ...] = ("place_opens_earlier", "place_closes_later", "bicycle", "car")


def stored(network: Network, request: Request) -> Opened:
    weeks = ChangedWeeks.of(network, request)
    found = Opened()
    for opened in weeks.all():
        for number, offer, seconds in zip(*(values.tolist() for values in opened), strict=True):
            change = weeks.changes[number]
            person, offered = request.people[change.number].id, request.offers[offer].id
            found[person, offered, change.change, change.place, change.by_min] = seconds
    return found


def unlocked(network: Network, request: Request) -> Opened:
    return {
        (pair.person, pair.offer, unlock.change, unlock.place, unlock.by_min): unlock.week_s
        for pair in find_unlocks(network, request, QUICK)
        for unlock in pair.unlocks
    }


@given(world=worlds())
@settings(
    max_examples=examples(20, "JALON_MATCH_EXAMPLES", thorough=300),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_change_opens_what_the_pair_is_told(world: World) -> None:
    with tempfile.TemporaryDirectory() as name:
        network = compiled([world.write(Path(name) / "feed.zip")], Path(name) / "net")
        request = parse_request(world.request)
        assert stored(network, request) == unlocked(network, request)


def test_the_smallest_amount_that_does_is_kept(tmp_path: Path) -> None:
    # K closes at 17:00, before the child can be fetched: what_if/test_unlocks.py says when.
    request = ask(child("c", place("k", east("B", 60), "07:00", "17:00")))
    network = Asker(tmp_path).network()
    found = stored(network, parse_request(request))
    assert ("p", "o", "place_closes_later", "k", 30) in found
    assert ("p", "o", "place_closes_later", "k", 60) not in found
