"""Taking back a place where a child could have been looked after."""

from __future__ import annotations

from django.db import transaction

from jalon.people.models import Child


@transaction.atomic
def remove_care_option(child: Child, place_slug: str) -> None:
    """Removes a possible place of `child`; the place that it attends (rank 0) stays."""
    child.care_options.filter(place__slug=place_slug, rank__gt=0).delete()
