"""The parts of a file beyond its first page, each a page of its own under the same link."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file: the name of its address, which takes `link`, and what one finds there."""

    address: str
    title: str
    summary: str


SECTIONS: tuple[Section, ...] = ()
"""In the order of the file."""
