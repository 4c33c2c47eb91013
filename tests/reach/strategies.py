"""Small random worlds for hypothesis; `drawing/` says what they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.reach.drawing.dice import HypothesisDice
from tests.reach.drawing.draft import MATTERS, Size
from tests.reach.drawing.world import World
from tests.reach.drawing.worlds import drawn

__all__ = ["World", "worlds"]

USUAL = Size()


@st.composite
def worlds(draw: st.DrawFn, size: Size = USUAL, among: Sequence[str] = MATTERS) -> World:
    """A world of at most this size, with some of these matters (`drawing/draft.py`)."""
    return drawn(HypothesisDice(draw), size, among)
