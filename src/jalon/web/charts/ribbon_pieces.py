"""What the ribbon draws of a day: its stretches, a ride cut where it changes its nature.

A service that promises no minute is a headway in which it may come, then the ride; a vehicle that
becomes another line while one stays seated has a piece a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from jalon.reach import Day, Leg
from jalon.web.day_pieces import Kind, Stretch, list_stretches

PieceKind = Kind | Literal["headway"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the band; `text` is a ride's line. `is_booked` where one must book, `is_joined`
    where one stays seated from the piece before. `from_s` and `until_s` are its stretch's hours as
    they are told."""

    kind: PieceKind
    start_s: int
    end_s: int
    text: str = ""
    is_booked: bool = False
    is_joined: bool = False
    from_s: int = 0
    until_s: int = 0


def list_pieces(stretches: Iterable[Stretch]) -> list[Piece]:
    """The pieces of a day's stretches, without holes as they are."""
    return [piece for stretch in stretches for piece in _pieces(stretch)]


def list_kinds(day: Day) -> set[str]:
    """The kinds of pieces of a day that holds, with `booked` and `joined`: what a legend tells."""
    pieces = list_pieces(list_stretches(day))
    marks = {"booked": any(piece.is_booked for piece in pieces)}
    marks["joined"] = any(piece.is_joined for piece in pieces)
    return {piece.kind for piece in pieces} | {name for name, is_there in marks.items() if is_there}


def _pieces(stretch: Stretch) -> Iterator[Piece]:
    if stretch.leg is None or stretch.kind != "ride":
        piece = Piece(stretch.kind, stretch.start_s, stretch.end_s, stretch.text)
        yield replace(piece, from_s=stretch.from_s, until_s=stretch.until_s)
        return
    leg, booked = stretch.leg, stretch.leg.booking is not None
    aboard_s = min(leg.depart_s + leg.headway_s, leg.arrive_s - 1)
    if leg.headway_s:
        yield Piece("headway", leg.depart_s, aboard_s)
    lines = list(_lines(leg, aboard_s))
    for rank, ((start_s, line), (end_s, _)) in enumerate(pairwise([*lines, (leg.arrive_s, "")])):
        yield Piece("ride", start_s, end_s, line, booked, is_joined=rank > 0)


def _lines(leg: Leg, aboard_s: int) -> Iterator[tuple[int, str]]:
    """When each line begins, as late as it may be, and what it is called."""
    yield aboard_s, leg.line
    now_s, line = aboard_s, leg.line
    for then in leg.goes_on:
        start_s = then.depart_s + leg.headway_s
        if then.line and then.line != line and now_s < start_s < leg.arrive_s:
            yield start_s, then.line
            now_s, line = start_s, then.line
