"""Names of a person's children and of the places where they may be looked after."""

from __future__ import annotations

from collections.abc import Iterable

from jalon.partners.queries import list_places
from jalon.people.models import Person
from jalon.people.queries import list_children
from jalon.reach import Unlock
from jalon.web.words.legs import Names
from jalon.web.words.unlocks import Speaker


def speaker_for(person: Person, unlocks: Iterable[Unlock] = ()) -> Speaker:
    """Says this person's days and changes: their own children and places, and those of `unlocks`.

    Names and places go by the ids of the engine's request.
    """
    children = list_children(person)
    options = {str(child.pk): list(child.care_options.all()) for child in children}
    own = [option.place for of_child in options.values() for option in of_child]
    others = list_places({unlock.place for unlock in unlocks if unlock.place})
    places = {place.slug: place for place in (*own, *others)}
    names = Names(
        places={slug: place.name for slug, place in places.items()},
        children={str(child.pk): child.first_name for child in children},
        choices={
            child: next((option.place.slug for option in of_child if not option.rank), "")
            for child, of_child in options.items()
            if len(of_child) > 1
        },
    )
    return Speaker(names, places)
