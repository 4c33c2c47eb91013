"""Small random worlds for hypothesis; `drawing/` says what they are made of."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.reach.drawing.dice import HypothesisDice
from tests.reach.drawing.draft import Size
from tests.reach.drawing.world import World
from tests.reach.drawing.worlds import drawn

__all__ = ["World", "worlds"]


@st.composite
def worlds(draw: st.DrawFn, most_stops: int = 7, most_lines: int = 4, most_trips: int = 6) -> World:
    """A world; a line has at most so many trips each way."""
    return drawn(HypothesisDice(draw), Size(most_stops, most_lines, most_trips))
