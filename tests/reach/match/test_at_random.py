"""The match against plan_days on random small worlds: same pairs, same seconds, same counts.

plan_days itself is judged by the oracle (test_against_oracle.py); the two share the request, the
walks and the timetable, and neither the search nor the judging. JALON_MATCH_EXAMPLES asks for more.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings

from jalon.reach import parse_request
from jalon.reach.match.block_by_person import is_instant
from tests.examples import examples
from tests.reach.answers import compiled
from tests.reach.match.matching import cut_into, expected, matched
from tests.reach.strategies import World, worlds

EXAMPLES = examples(14, "JALON_MATCH_EXAMPLES", thorough=400)
many = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(world=worlds())
@many
def test_the_match_says_what_plan_days_says(world: World) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        network = compiled([world.write(folder / "feed.zip")], folder / "net")
        request = parse_request(world.request)
        found, wanted = matched(network, request, folder / "out"), expected(network, request)
    assert found.best == wanted.best
    assert found.starts == wanted.starts


@given(world=worlds())
@many
def test_parts_of_one_offer_and_chunks_of_one_cell_change_nothing(world: World) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        network = compiled([world.write(folder / "feed.zip")], folder / "net")
        request = parse_request(world.request)
        assume(len(request.offers) > 1)
        whole = matched(network, request, folder / "whole", moves_s=(-1800, 1800))
        with cut_into(1, cells=1):
            parts = matched(network, request, folder / "parts", moves_s=(-1800, 1800))
        assert parts == whole
        for table in ("best.parquet", "starts.parquet"):
            one, other = (folder / out / table for out in ("whole", "parts"))
            assert one.read_bytes() == other.read_bytes()


@given(world=worlds())
@many
def test_where_nothing_takes_time_the_match_says_it_too(world: World) -> None:
    # A change of 0 s is what makes hops of 0 s feed each other in either order.
    world.request["settings"]["min_change_s"] = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        network = compiled([world.write(folder / "feed.zip")], folder / "net")
        request = parse_request(world.request)
        assume(is_instant(network, request))
        found, wanted = matched(network, request, folder / "out"), expected(network, request)
    assert (found.best, found.starts) == (wanted.best, wanted.starts)
