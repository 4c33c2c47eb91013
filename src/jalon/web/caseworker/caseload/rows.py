"""The lines of « Mes dossiers », and the search by first name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jalon.people.models import AccessLink
from jalon.people.queries import fold
from jalon.web.words.plain import say_date


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One line of « Mes dossiers »."""

    reference: UUID
    first_name: str
    town: str
    family: str
    since: str


def make_row(link: AccessLink) -> CaseloadRow:
    """A person on one line, by the link that opens the file."""
    person = link.person
    return CaseloadRow(
        reference=link.reference,
        first_name=person.first_name,
        town=person.commune,
        family=person.get_family_type_display(),
        since=say_date(link.since),
    )


def search(links: Sequence[AccessLink], sought: str) -> list[AccessLink]:
    """The links to people whose first name has `sought` in it, accents and capitals aside."""
    part = fold(sought.strip())
    return [link for link in links if part in fold(link.person.first_name)]
