"""The ribbon's figures as its template writes them: per cent with a point, heights in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jalon.reach import Day
from jalon.web.charts.ribbon import NARROW_PX, WIDE_PX, RibbonBlock, RibbonHour, draw_ribbon
from jalon.web.day_pieces import list_shifts, list_stretches
from jalon.web.words.plain import join_and, say_hour, say_time
from jalon.web.words.rides.promises import say_stretch

ROW_PX = 19
"""Height of a row of hours."""
GLYPH_PX = 34
"""A bicycle or a car with air around it."""


@dataclass(frozen=True, slots=True)
class Size:
    """Even heights in pixels, so that all is whole: a French decimal comma is no SVG number."""

    name: str
    band: int
    ride: int
    wait: int

    @property
    def middle(self) -> int:
        """The line that all is centred on."""
        return self.band // 2

    @property
    def round(self) -> int:
        """Radius of a block with round ends."""
        return self.ride // 2

    @property
    def floor(self) -> int:
        """The line on which one stays."""
        return self.band - 4

    @property
    def work(self) -> int:
        """The shift is a little lower than a place, which stands out."""
        return self.band - 6

    @property
    def ride_y(self) -> int:
        """Top of a ride."""
        return self.middle - self.ride // 2

    @property
    def wait_y(self) -> int:
        """Top of a wait."""
        return self.middle - self.wait // 2

    @property
    def seam(self) -> str:
        """The arrow at which a vehicle becomes another, as an SVG path around the middle."""
        half = self.ride // 2
        return f"M-4-{half}L4 0-4 {half}"

    @property
    def text_y(self) -> int:
        """Base line of a line's name."""
        return self.middle + 5

    @property
    def cut(self) -> str:
        """The strip that breaks the shift, as an SVG path around the middle."""
        half = self.band // 2
        return f"M-6 {half}L1-{half}h6L0 {half}"

    @property
    def cut_edges(self) -> str:
        """The two edges of the strip."""
        half = self.band // 2
        return f"M-6 {half}L1-{half}M0 {half}L7-{half}"


SIZES = {size.name: size for size in (Size("compact", 40, 26, 12), Size("large", 52, 34, 16))}


def ribbon_drawing(day: Day, size_name: str, minutes_across: float) -> dict[str, Any]:
    """All that the ribbon's template needs; ValueError when `day` does not hold."""
    size = SIZES[size_name]
    ribbon = draw_ribbon(day, minutes_across)
    with_hours = size_name == "large"
    stretches = list_stretches(day)
    return {
        "size": size,
        "height": size.band + (ribbon.rows * ROW_PX + 4 if with_hours else 0),
        "blocks": [_block(block) for block in ribbon.blocks],
        "hours": [_hour(hour, size) for hour in ribbon.hours] if with_hours else [],
        "told": tell_ribbon(day),
        "leave": say_hour(stretches[0].from_s),
        "shift": join_and([f"{say_hour(a)} – {say_hour(b)}" for a, b in list_shifts(day)]),
        "home": say_hour(stretches[-1].until_s),
    }


def tell_ribbon(day: Day) -> str:
    """The whole band in one sentence, for those who do not see it."""
    stretches = list_stretches(day)
    middle = " ; ".join(say_stretch(stretch) for stretch in stretches if stretch.is_told)
    leave, home = say_time(stretches[0].from_s), say_time(stretches[-1].until_s)
    return f"Votre journée : départ à {leave} ; {middle} ; retour à {home}."


def _pct(value: float) -> str:
    return f"{value:.2f}%"


def _px(block: RibbonBlock, ribbon_px: float) -> float:
    return block.width / 100 * ribbon_px


def _block(block: RibbonBlock) -> dict[str, str | bool]:
    return {
        "kind": block.kind,
        "text": block.text,
        "wide": " rb-line--wide" if block.is_wide else "",
        "glyph": " rb-line--wide" if _px(block, NARROW_PX) < GLYPH_PX else "",
        "drawn": _px(block, WIDE_PX) >= GLYPH_PX,
        "is_booked": block.is_booked,
        "is_joined": block.is_joined,
        "x": _pct(block.x),
        "width": _pct(block.width),
        "middle": _pct(block.middle),
        "end": _pct(block.x + block.width),
        "word": _pct(block.x + block.width * 0.4),
        "cut": _pct(block.x + block.width * 0.84),
    }


def _hour(hour: RibbonHour, size: Size) -> dict[str, Any]:
    top = size.band + 2 + ROW_PX * hour.row
    return {
        "x": _pct(hour.x),
        "y": top + 14,
        "tick_y": top + 2,
        "anchor": hour.anchor,
        "text": say_hour(hour.at_s),
    }
