"""Who says the days of the desert: each test of them runs on the engine and on the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reach.answers import WHO
from tests.reach.desert_days import Desert


@pytest.fixture(params=WHO)
def desert(request: pytest.FixtureRequest, tmp_path: Path) -> Desert:
    return Desert(request.param, tmp_path)
