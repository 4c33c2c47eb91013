"""What `matching` is told of the offers: where and when one would work."""

from __future__ import annotations

from typing import Any

from jalon.core.time import WEEKDAYS, format_clock
from jalon.jobs.company.models import Offer
from jalon.matching.actions.tell_workplaces import (
    WorkplaceFacts,
    list_told,
    tell_gone,
    tell_workplaces,
)

KIND = "offer"


def tell_all_offers() -> int:
    """Those that are not what was told of them, and those that are gone. Gives how many changed.

    Revisions are compared, which the database moves on: whoever changed an offer is seen.
    """
    told = list_told(KIND)
    now = {
        str(pk): revision for pk, revision in Offer.objects.order_by().values_list("pk", "revision")
    }
    changed = [int(name) for name, revision in now.items() if told.get(name) != revision]
    gone = tell_gone(KIND, told.keys() - now.keys())
    offers = Offer.objects.filter(pk__in=changed).prefetch_related("shifts")
    return gone + tell_workplaces(KIND, map(facts_of, offers))


def facts_of(offer: Offer) -> WorkplaceFacts:
    """Where the work is, its known hours, and the weekdays whose hours nobody gave."""
    return WorkplaceFacts(
        str(offer.pk),
        offer.lat,
        offer.lon,
        known_hours(offer),
        tuple(offer.unknown_weekdays),
        offer.duration_min,
        offer.revision,
    )


def known_hours(offer: Offer) -> dict[str, Any]:
    """The shifts of each weekday, as in the engine's request."""
    known: dict[str, list[list[str]]] = {}
    for shift in offer.shifts.all():
        hours = [format_clock(shift.start_s), format_clock(shift.end_s)]
        known.setdefault(WEEKDAYS[shift.weekday], []).append(hours)
    return known
