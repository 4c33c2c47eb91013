"""What the store is told of an offer: known hours, and the weekdays whose hours nobody gave."""

from __future__ import annotations

from jalon.jobs.company.models import Offer, Shift
from jalon.jobs.company.workplaces import KIND, tell_all_offers
from jalon.matching.actions.tell_workplaces import list_told
from jalon.matching.models import Workplace
from jalon.worker import run_waiting
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


def test_whoever_changes_an_offer_is_seen_and_the_worker_hears_of_pages(db: None) -> None:
    """A page is heard at once, a statement by hand at the next look."""
    offer = make_offer("menage", unknown_weekdays=[1], duration_min=210)
    run_waiting()
    assert list_told(KIND).keys() == {str(offer.pk)}
    Shift.objects.bulk_create(
        [Shift(offer=offer, weekday=0, start_s=EIGHT_S, end_s=EIGHT_S + 3600)]
    )
    assert tell_all_offers() == 1
    Offer.objects.filter(pk=offer.pk).update(title="Autre")
    assert tell_all_offers() == 0
    assert list_told(KIND)[str(offer.pk)] == Offer.objects.get(pk=offer.pk).revision
    offer.delete()
    run_waiting()
    assert not list_told(KIND)
