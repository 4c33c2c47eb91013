"""The parts of a file beyond its first page, each a page of its own under the same link."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file: the name of its address, which takes `link`, and what one finds there."""

    address: str
    title: str
    summary: str


SECTIONS: tuple[Section, ...] = (
    Section(
        "file_rights",
        "Droits et ressources du foyer",
        "Ce qui est connu du foyer, ce qu’il peut demander, son année mois par mois, et ce que "
        "changerait un emploi.",
    ),
    Section(
        "file_access",
        "Son accès à Jalon",
        "Inviter la personne à ses propres pages, par une lettre ou par un mail.",
    ),
)
"""In the order of the file."""
