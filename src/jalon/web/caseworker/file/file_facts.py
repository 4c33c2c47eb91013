"""What an agent reads of a person: the facts of the file, and nothing of the job space.

Limits of a day, vehicles, trades and places of care serve to look for work: they are the person's
own, and a test holds them out of this room.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jalon.people.models import Person
from jalon.web.words.plain import say_age, say_of


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child, by first name and age."""

    first_name: str
    age: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The first page of a file."""

    first_name: str
    of_name: str
    age: str
    town: str
    family: str
    children: tuple[ChildFacts, ...]


def describe_file(person: Person, today: dt.date) -> FileFacts:
    """The person and their children as they are on that day."""
    return FileFacts(
        first_name=person.first_name,
        of_name=say_of(person.first_name),
        age=say_age(person.birth_date, today),
        town=person.commune,
        family=person.get_family_type_display(),
        children=tuple(
            ChildFacts(child.first_name, say_age(child.birth_date, today))
            for child in person.children.all()
        ),
    )
