"""What the store is told of an offer: known hours, and the weekdays whose hours nobody gave."""

from __future__ import annotations

from jalon.jobs.company.models import Shift
from jalon.jobs.company.workplaces import KIND, tell_all_offers
from jalon.matching.models import Workplace
from tests.factories import make_offer

EIGHT_S = 8 * 3600


def test_hours_that_nobody_gave_are_told_with_the_length_of_the_day(db: None) -> None:
    offer = make_offer("menage", unknown_weekdays=[1, 3], duration_min=210)
    Shift.objects.create(offer=offer, weekday=0, start_s=EIGHT_S, end_s=EIGHT_S + 3600)
    assert tell_all_offers() == 1
    workplace = Workplace.objects.get(kind=KIND, reference=str(offer.pk))
    assert workplace.shifts == {"monday": [["08:00", "09:00"]]}
    assert (workplace.unknown_weekdays, workplace.duration_min) == ([1, 3], 210)
    assert tell_all_offers() == 0
    offer.duration_min = None
    offer.save()
    assert tell_all_offers() == 1
    workplace.refresh_from_db()
    assert workplace.duration_min is None
