"""Adding a place where a child could be looked after."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from jalon.partners.models import CarePlace
from jalon.people.models import CareOption, Child

MOST_PLACES = 4
"""Choices multiply over the children, and so does the time of an answer."""


class TooManyPlacesError(Exception):
    """The child has as many possible places as are compared."""


@transaction.atomic
def add_care_option(child: Child, place: CarePlace) -> None:
    """Makes `place` one of the possible places of `child`; twice is once.

    It never takes rank 0, which is that of the place the child attends. Raises TooManyPlacesError.
    """
    # The row is locked, so that two pages at once do not pass the limit.
    options = Child.objects.select_for_update().get(pk=child.pk).care_options
    if options.filter(place=place).exists():
        return
    if options.count() >= MOST_PLACES:
        raise TooManyPlacesError
    last = options.aggregate(last=Max("rank"))["last"] or 0
    CareOption.objects.create(child=child, place=place, rank=last + 1)
