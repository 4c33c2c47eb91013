"""Whose nearest offers are the same though offers have changed elsewhere: nothing is computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jalon.jobs.person.board import boards_of
from jalon.jobs.person.models import NearestOffers
from jalon.jobs.person.nearest.due import World
from jalon.jobs.person.nearest.figures import find_nearest
from jalon.jobs.person.nearest.records import read_revisions
from jalon.people.models import Person
from jalon.worker import check_stop

AT_ONCE = 100
"""People whose cells are read together: some ten megabytes at a pilot's size."""


def pass_over(world: World, people: Sequence[int]) -> frozenset[int]:
    """Note that some of these people are up to date; gives who is."""
    passed: set[int] = set()
    for first in range(0, len(people), AT_ONCE):
        check_stop()
        same = list(_find_same(people[first : first + AT_ONCE]))
        NearestOffers.objects.filter(person__in=same).update(catalogue=world.catalogue)
        passed.update(same)
    return frozenset(passed)


def _find_same(people: Sequence[int]) -> Iterator[int]:
    """Those whose nearest offers are those that are kept, of the same revisions and order."""
    kept = dict(NearestOffers.objects.filter(person__in=people).values_list("person", "records"))
    there = list(Person.objects.filter(pk__in=kept).order_by("pk"))
    for person, board in zip(there, boards_of(there), strict=True):
        near = find_nearest(board)
        if list(near.items()) == read_revisions(kept[person.pk]):
            yield person.pk
