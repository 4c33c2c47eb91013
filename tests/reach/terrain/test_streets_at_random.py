"""Streets drawn at random, against a search that shares no code: plain Dijkstra from point to
point, with no edge contracted, and every segment looked at for each place."""

from __future__ import annotations

import heapq
import math
import random
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from jalon.reach.terrain import StreetSearcher, ride_matrix, streets_of
from jalon.reach.terrain.types import StreetGraph
from jalon.sources.osm import read_streets
from tests.reach.terrain.streets import places
from tests.sources.osm.extracts import Metres, Street, street, write_extract

Pair = tuple[str, str]
LIMIT_M = 250.0


class Town:
    """A town of bent streets: a tree of two-way streets, then others, some of them one-way."""

    def __init__(self, seed: int, *, mirrored: bool = False) -> None:
        draw = random.Random(seed)  # noqa: S311 - a town, not a secret
        side = -1 if mirrored else 1
        count = draw.randint(4, 14)
        self.places: dict[str, Metres] = {
            f"n{i}": (side * draw.uniform(0, 900), draw.uniform(0, 900)) for i in range(count)
        }
        self.streets: list[Street] = []
        self.steps: dict[Pair, bool] = {}
        for i in range(1, count):
            self._add(draw, side, f"n{draw.randrange(i)}", f"n{i}", one_way=False)
        for _ in range(count):
            a, b = draw.sample(sorted(f"n{i}" for i in range(count)), 2)
            self._add(draw, side, a, b, one_way=draw.random() < 0.5)
        self.asked = [
            (side * draw.uniform(-300, 1200), draw.uniform(-300, 1200)) for _ in range(25)
        ]

    def _add(self, draw: random.Random, side: int, a: str, b: str, *, one_way: bool) -> None:
        bends = [f"{a}{b}{len(self.streets)}.{i}" for i in range(draw.randint(0, 2))]
        for bend in bends:
            self.places[bend] = (side * draw.uniform(0, 900), draw.uniform(0, 900))
        nodes = [a, *bends, b]
        if not bends and ((a, b) in self.steps or (b, a) in self.steps):
            return  # one street drawn twice on the same ground is two streets to us
        for pair in pairwise(nodes):
            self.steps[pair] = True
            if not one_way:
                self.steps[pair[::-1]] = True
        self.streets.append(street(nodes, **({"oneway": "yes"} if one_way else {})))


class PlainSearch:
    """Metres between places of a town; `one_ways` are respected or not."""

    def __init__(self, town: Town, *, one_ways: bool) -> None:
        self.places = town.places
        steps = dict(town.steps)
        if not one_ways:
            steps |= {pair[::-1]: True for pair in town.steps}
        self.steps: dict[str, list[str]] = defaultdict(list)
        for a, b in steps:
            self.steps[a].append(b)
        self.segments = [tuple(sorted(pair)) for pair in {frozenset(pair) for pair in steps}]

    def snapped(self, place: Metres) -> tuple[float, Metres, Pair]:
        """Metres to the nearest segment, the point there, the segment."""
        return min(self._onto(place, (a, b)) for a, b in self.segments)

    def _onto(self, place: Metres, pair: Pair) -> tuple[float, Metres, Pair]:
        (ax, ay), (bx, by) = (self.places[name] for name in pair)
        dx, dy = bx - ax, by - ay
        along = ((place[0] - ax) * dx + (place[1] - ay) * dy) / (dx * dx + dy * dy)
        if along <= 0 or along >= 1:
            node = pair[along >= 1]
            return math.dist(place, self.places[node]), self.places[node], (node, node)
        point = (ax + along * dx, ay + along * dy)
        return math.dist(place, point), point, pair

    def _gates(self, point: Metres, own: Pair, *, leaving: bool) -> dict[str, float]:
        """The nodes by which one may leave a point of a segment, or come to it, and metres."""
        gates = {}
        for a, b in (own, own[::-1]):
            if a == b or b in self.steps[a]:
                gate = b if leaving else a
                gates[gate] = math.dist(point, self.places[gate])
        return gates

    def _from(self, gates: dict[str, float]) -> dict[str, float]:
        """To every node from some of them."""
        queue = [(far, name) for name, far in gates.items()]
        found: dict[str, float] = {}
        heapq.heapify(queue)
        while queue:
            now, name = heapq.heappop(queue)
            if name not in found:
                found[name] = now
                for step in self.steps[name]:
                    far = math.dist(self.places[name], self.places[step])
                    heapq.heappush(queue, (now + far, step))
        return found

    def metres(self, origin: Metres, target: Metres) -> float:
        """From one place to another; infinite off the streets."""
        (aside, here, own), (beside, there, other) = self.snapped(origin), self.snapped(target)
        if max(aside, beside) > LIMIT_M:
            return math.inf
        if origin == target:
            return 0.0
        nodes = self._from(self._gates(here, own, leaving=True))
        gates = self._gates(there, other, leaving=False)
        ways = [nodes[gate] + far for gate, far in gates.items()]
        if own == other and own[0] != own[1]:
            begin = self.places[own[0]]
            ahead = math.dist(begin, there) >= math.dist(begin, here)
            onward = own if ahead else own[::-1]
            if onward[1] in self.steps[onward[0]]:
                ways.append(math.dist(here, there))
        return aside + min(ways) + beside


def ours(graph: StreetGraph, asked: list[Metres]) -> np.ndarray:
    where = places(*asked)
    return ride_matrix(StreetSearcher(graph), where, where)


def agree(found: np.ndarray, town: Town, *, one_ways: bool) -> None:
    plain = PlainSearch(town, one_ways=one_ways)
    expected = np.array([[plain.metres(a, b) for b in town.asked] for a in town.asked])
    assert (np.isinf(found) == np.isinf(expected)).all()
    # Nodes are kept to 11 mm, lengths to 1 mm: a way over thirty segments may be 30 cm off.
    assert np.allclose(found, expected, rtol=0, atol=0.3)


@pytest.mark.parametrize("seed", range(25))
def test_ways_are_those_of_a_plain_search(tmp_path: Path, seed: int) -> None:
    town = Town(seed)
    path = write_extract(tmp_path / "x.osm.pbf", town.places, *town.streets)
    streets, _ = streets_of(read_streets(path))
    agree(ours(streets.foot, town.asked), town, one_ways=False)
    agree(ours(streets.bicycle, town.asked), town, one_ways=True)


@pytest.mark.parametrize("seed", range(5))
def test_on_foot_there_is_as_far_as_back(tmp_path: Path, seed: int) -> None:
    town = Town(seed)
    path = write_extract(tmp_path / "x.osm.pbf", town.places, *town.streets)
    found = ours(streets_of(read_streets(path))[0].foot, town.asked)
    assert (found == found.T).all()
    assert np.isfinite(found).any()


@pytest.mark.parametrize("seed", range(5))
def test_a_town_mirrored_east_west_is_as_large(tmp_path: Path, seed: int) -> None:
    found = []
    for mirrored in (False, True):
        town = Town(seed, mirrored=mirrored)
        path = write_extract(tmp_path / f"{mirrored}.osm.pbf", town.places, *town.streets)
        streets, _ = streets_of(read_streets(path))
        found.append([ours(graph, town.asked) for graph in (streets.foot, streets.bicycle)])
    # Longitudes are rounded to their own side: 11 mm a node.
    assert np.allclose(found[0], found[1], rtol=0, atol=0.3)


@pytest.mark.parametrize("seed", range(5))
def test_how_many_are_asked_at_once_changes_nothing(tmp_path: Path, seed: int) -> None:
    """Searched from the fewer end: forwards from one origin, backwards from one target."""
    town = Town(seed)
    path = write_extract(tmp_path / "x.osm.pbf", town.places, *town.streets)
    searcher = StreetSearcher(streets_of(read_streets(path))[0].bicycle)
    where = places(*town.asked)
    whole = ride_matrix(searcher, where, where)
    for i in range(len(town.asked)):
        one = where[0][[i]], where[1][[i]]
        assert (ride_matrix(searcher, one, where)[0] == whole[i]).all()
        assert (ride_matrix(searcher, where, one)[:, 0] == whole[:, i]).all()
