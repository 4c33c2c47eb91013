"""What `matching` is told of the offers: where and when one would work."""

from __future__ import annotations

from typing import Any

from jalon.core.time import WEEKDAYS, format_clock
from jalon.jobs.company.models import Offer
from jalon.matching.actions.tell_workplaces import WorkplaceFacts, tell_all

KIND = "offer"


def tell_all_offers() -> int:
    """All of them: whatever was missed is mended. Gives how many changed."""
    return tell_all(KIND, map(facts_of, Offer.objects.prefetch_related("shifts")))


def facts_of(offer: Offer) -> WorkplaceFacts:
    """Where the work is, its known hours, and the weekdays whose hours nobody gave."""
    return WorkplaceFacts(
        str(offer.pk),
        offer.lat,
        offer.lon,
        known_hours(offer),
        tuple(offer.unknown_weekdays),
        offer.duration_min,
    )


def known_hours(offer: Offer) -> dict[str, Any]:
    """The shifts of each weekday, as in the engine's request."""
    known: dict[str, list[list[str]]] = {}
    for shift in offer.shifts.all():
        hours = [format_clock(shift.start_s), format_clock(shift.end_s)]
        known.setdefault(WEEKDAYS[shift.weekday], []).append(hours)
    return known
