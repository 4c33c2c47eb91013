"""The day ribbon's geometry: from a `Day` to blocks and hours on a band 100 units wide.

The minutes away from home and work are drawn to one scale, so that two ribbons with the same
`minutes_across` can be compared at a glance; the shift takes what is left and is always broken by
a mark, because eight hours to scale would leave three pixels to a walk of six minutes. So does
what lies between two shifts. Units are per cent of the width: the page stretches them, texts and
patterns keep their size.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jalon.reach import Day
from jalon.web.charts.ribbon_pieces import Piece, PieceKind, list_pieces
from jalon.web.day_pieces import list_stretches, read_times

Anchor = Literal["start", "middle", "end"]

MIN_WORK_PCT = 26.0
"""The shift's share when the travel is the longest that `minutes_across` allows."""
MIN_EACH_PCT = 12.0
"""The least share of each of several shifts, and of what lies between them."""
STILL: frozenset[PieceKind] = frozenset({"work", "pause", "home"})
"""What is not drawn to scale."""
STILL_WORDS: dict[PieceKind, str] = {"work": "travail", "pause": "pause", "home": "chez vous"}
NARROW_PX = 296.0
"""Width of a ribbon on the narrowest phone that we draw for (360 px less the margins)."""
WIDE_PX = 620.0
"""Its width on a large screen, where more names fit."""
HOUR_LABEL_PX = 46.0
"""An hour such as 17 h 52 with air around it, in the ribbon's smallest type."""
CHARACTER_PX = 7.0
"""A character of a line's name inside its block."""
AIR_PX = 4.0
"""Around the name."""
NOTCHES_PX = 10.0
"""What the two notches of a ticket take of its block."""


@dataclass(frozen=True, slots=True)
class RibbonBlock:
    """A stretch on the band, in per cent of the width.

    `text` is a ride's line, or what one does there, where it fits at all; `is_wide` where it fits
    on a large screen only. `is_booked` and `is_joined` as in `Piece`.
    """

    kind: PieceKind
    x: float
    width: float
    text: str = ""
    is_wide: bool = False
    is_booked: bool = False
    is_joined: bool = False

    @property
    def middle(self) -> float:
        """The middle of the block, in per cent."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class RibbonHour:
    """An hour as it is told, under the band, on row 0 or 1; near an edge it stays inside."""

    x: float
    at_s: int
    anchor: Anchor
    row: int


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A whole day on one band."""

    blocks: tuple[RibbonBlock, ...]
    hours: tuple[RibbonHour, ...]

    @property
    def rows(self) -> int:
        """How many rows of hours the band needs."""
        return 1 + max(hour.row for hour in self.hours)


def draw_ribbon(day: Day, minutes_across: float = 0.0) -> Ribbon:
    """The band of a `day` that holds; `minutes_across` is the most travel the scale must show."""
    minutes = max(minutes_across, read_times(day).travel_s / 60, 1.0)
    pieces = list_pieces(list_stretches(day))
    still = sum(piece.kind in STILL for piece in pieces)
    least = MIN_WORK_PCT if still == 1 else max(MIN_WORK_PCT, MIN_EACH_PCT * still)
    blocks = _place(pieces, (100 - least) / minutes)
    return Ribbon(blocks, _place_hours(pieces, blocks))


def _place(pieces: list[Piece], pct_per_min: float) -> tuple[RibbonBlock, ...]:
    widths = [
        0.0 if piece.kind in STILL else (piece.end_s - piece.start_s) / 60 * pct_per_min
        for piece in pieces
    ]
    still = [i for i, piece in enumerate(pieces) if piece.kind in STILL]
    share = (100 - sum(widths)) / len(still)
    for i in still:
        widths[i] = share
    lefts = itertools.accumulate(widths, initial=0.0)
    return tuple(_block(*placed) for placed in zip(pieces, lefts, widths, strict=False))


def _block(piece: Piece, x: float, width: float) -> RibbonBlock:
    text = STILL_WORDS.get(piece.kind, piece.text)
    air_px = AIR_PX + (NOTCHES_PX if piece.is_booked else 0.0)
    return RibbonBlock(
        piece.kind,
        x,
        width,
        text=text if _fits(text, air_px, width, WIDE_PX) else "",
        is_wide=not _fits(text, air_px, width, NARROW_PX),
        is_booked=piece.is_booked,
        is_joined=piece.is_joined,
    )


def _fits(text: str, air_px: float, width: float, ribbon_px: float) -> bool:
    return len(text) * CHARACTER_PX + air_px <= width / 100 * ribbon_px


def _place_hours(pieces: list[Piece], blocks: tuple[RibbonBlock, ...]) -> tuple[RibbonHour, ...]:
    """Hours of the shift and the handovers, on two rows; both ends are said above the band.

    They are placed in that order of importance; one that would touch a neighbour on both rows is
    left out (the list of the day beside the band says them all).
    """
    placed: list[RibbonHour] = []
    for x, at_s in _marks(pieces, blocks):
        hours = (_hour(x, at_s, row) for row in (0, 1))
        free = (hour for hour in hours if not any(_touch(hour, other) for other in placed))
        placed.extend(itertools.islice(free, 1))
    return tuple(sorted(placed, key=lambda hour: (hour.x, hour.row)))


def _marks(pieces: list[Piece], blocks: tuple[RibbonBlock, ...]) -> Iterator[tuple[float, int]]:
    pairs = list(zip(blocks, pieces, strict=True))
    for block, piece in pairs:
        if piece.kind == "work":
            yield from ((block.x, piece.from_s), (block.x + block.width, piece.until_s))
    yield from ((block.x, piece.from_s) for block, piece in pairs if piece.kind == "handover")


def _hour(x: float, at_s: int, row: int) -> RibbonHour:
    half = HOUR_LABEL_PX / 2 / NARROW_PX * 100
    anchor: Anchor = "start" if x < half else "end" if x > 100 - half else "middle"
    return RibbonHour(x, at_s, anchor, row)


def _span(hour: RibbonHour) -> tuple[float, float]:
    """Where the label lies on a narrow phone, in per cent."""
    width = HOUR_LABEL_PX / NARROW_PX * 100
    left = hour.x - {"start": 0.0, "middle": width / 2, "end": width}[hour.anchor]
    return left, left + width


def _touch(hour: RibbonHour, other: RibbonHour) -> bool:
    (left, right), (other_left, other_right) = _span(hour), _span(other)
    return hour.row == other.row and left < other_right and other_left < right
