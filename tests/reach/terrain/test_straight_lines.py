"""Walks as the crow flies: a walk that is exactly as long as allowed is a walk."""

from __future__ import annotations

import numpy as np

from jalon.reach.terrain.straight_lines import CrowTerrain


def test_a_walk_of_exactly_the_limit_is_found_and_one_of_a_metre_more_is_not() -> None:
    terrain = CrowTerrain(1.3)
    home = np.array([48.79]), np.array([2.45])
    rng = np.random.default_rng(7)
    for _ in range(200):
        there = home[0] + rng.uniform(-0.01, 0.01, 1), home[1] + rng.uniform(-0.01, 0.01, 1)
        [metres] = terrain.metres(home, there).tolist()
        assert [len(part) for part in terrain.pairs(home, there, metres)] == [1, 1, 1]
        assert [len(part) for part in terrain.pairs(home, there, metres - 1.0)] == [0, 0, 0]
