"""How far a long run is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Parts done and in all, and seconds left if it goes on like this."""

    done: int
    parts: int
    left_s: float
