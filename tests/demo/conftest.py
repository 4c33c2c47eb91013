"""One territory and one network for all the tests of the demo: both are the same every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jalon.demo import seed as seed_module
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
def network_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "network"
    build_demo_network(folder)
    return folder


@pytest.fixture(scope="session")
def network(network_folder: Path) -> Network:
    return load_network(network_folder)


@pytest.fixture(autouse=True)
def draws_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a seed draws is drawn once for all the tests that save it."""
    monkeypatch.setattr(seed_module, "draw_territory", _draw_once)


def _draw_once(chance: np.random.Generator) -> Territory:
    state = repr(chance.bit_generator.state)
    if state not in _DRAWN:
        _DRAWN[state] = draw_territory(chance)
    return _DRAWN[state]


_DRAWN: dict[str, Territory] = {}
