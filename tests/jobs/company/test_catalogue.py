"""What a process remembers of all offers."""

from __future__ import annotations

import pytest
from django.db import connection

from jalon.jobs.company.catalogue import read_catalogue
from jalon.jobs.company.models import Offer
from tests.database import as_superuser
from tests.factories import make_offer


@pytest.mark.django_db
def test_a_change_that_ends_after_a_later_one_is_seen() -> None:
    slow, quick = make_offer("slow"), make_offer("quick")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('jobs_offer_revision_number')")
        taken = cursor.fetchone()[0]
        Offer.objects.filter(pk=quick.pk).update(lat=48.9)
        before = read_catalogue()
        # The first one took its revision before, and ends its transaction now.
        with as_superuser():
            cursor.execute("SELECT setval('jobs_offer_revision_number', %s, false)", [taken])
    Offer.objects.filter(pk=slow.pk).update(lat=48.7)
    after = read_catalogue()
    assert after.lats.tolist() == [48.7, 48.9]
    assert after.revisions.tolist() == [taken, taken + 1]
    assert after.mark != before.mark
