"""One territory and one network for all the tests of the demo: both are the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from jalon.demo.draws import Place, Territory
from jalon.demo.network import build_demo_network
from jalon.demo.territory import draw_territory
from jalon.reach import Network, load_network


@pytest.fixture(scope="session")
def territory() -> Territory:
    return draw_territory(np.random.default_rng(1))


@pytest.fixture(scope="session")
def places(territory: Territory) -> dict[str, Place]:
    return {place.slug: place for place in territory.places}


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    folder = tmp_path_factory.mktemp("demo") / "network"
    build_demo_network(folder)
    return load_network(folder)
