"""The whole of OpenFisca, built once for all tests that compare with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from jalon.rights.fisca.systems import full_system


@pytest.fixture(scope="session")
def whole_openfisca() -> Any:  # noqa: ANN401 - OpenFisca has no types
    """OpenFisca-France whole: with `JALON_PLAIN_OPENFISCA=1` as it comes, in twice the time.

    Otherwise with its parameters kept (`fisca/law.py`): `test_law.py` finds the same.
    """
    if not os.environ.get("JALON_PLAIN_OPENFISCA"):
        return full_system()
    from openfisca_france import CountryTaxBenefitSystem

    return CountryTaxBenefitSystem()


@pytest.fixture(scope="module")
def deep_recursion() -> Iterator[None]:
    """Room for formulas that ask for the month before, which asks for the month before, and so on.

    A plain simulation that is given salaries only goes deeper than Python allows by default.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)
