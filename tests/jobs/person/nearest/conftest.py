"""The small world of these tests."""

from __future__ import annotations

from tests.jobs.person.nearest.world import law, network, person

__all__ = ["law", "network", "person"]
