"""Names of a person's children and of the places where they may be looked after."""

from __future__ import annotations

from jalon.people.models import Person
from jalon.people.queries import list_children
from jalon.web.words.legs import Names


def names_for(person: Person) -> Names:
    """What the legs of this person's days call by an id: their own children, their places."""
    children = list_children(person)
    places = [option.place for child in children for option in child.care_options.all()]
    return Names(
        places={str(key): place.name for place in places for key in (place.pk, place.slug)},
        children={str(child.pk): child.first_name for child in children},
    )
