"""The table of peers, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from bench.peers.compare import Row

HEADER = ("Engine", "Question", "Feed", "Answers equal", "Theirs", "Ours", "Ratio (of processor)")


def markdown(rows: Sequence[Row]) -> str:
    """A line a row; the ratio is their time to ours, and in brackets that of processor time."""
    lines = [HEADER, ("---",) * len(HEADER), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
