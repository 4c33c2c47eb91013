"""The network of the settings, as this process has it open."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from jalon.matching.week_kinds import find_weeks
from jalon.reach import Network, forget_networks, load_network, read_manifest


def current_network() -> Network:
    """Opened again when it was built anew. NetworkError where none is there."""
    folder = Path(settings.JALON_NETWORK_DIR)
    return _open(folder, str(read_manifest(folder)["arrays"]))


@lru_cache(maxsize=1)
def _open(folder: Path, _build: str) -> Network:
    # Each task and page opens the new one first: nobody asks about the one before any more.
    forget_networks()
    find_weeks.cache_clear()
    return load_network(folder)
