"""Browser tests: marked `e2e`, and left out where the browser's driver is not installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent

if find_spec("playwright") and find_spec("axe_playwright_python"):
    from tests.e2e.fixtures import (
        alice,
        browser,
        context,
        law,
        law_at_once,
        site,
        space,
        warm_rights,
    )

    __all__ = [
        "alice",
        "browser",
        "context",
        "law",
        "law_at_once",
        "site",
        "space",
        "warm_rights",
    ]
else:
    collect_ignore_glob = ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
