"""Sessions that have expired go; those of people who are there stay."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from jalon.people.models import Person
from jalon.worker import purge_sessions as purge
from tests.cast import alice
from tests.web.conftest import sign_in

__all__ = ["alice"]


def add_expired(count: int) -> None:
    before = timezone.now() - dt.timedelta(seconds=1)
    Session.objects.bulk_create(
        Session(session_key=f"old{rank}", session_data="", expire_date=before)
        for rank in range(count)
    )


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_what_has_expired_goes_and_a_visit_goes_on(
    count: int, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "AT_ONCE", 3)
    client = sign_in(alice)
    add_expired(count)
    assert purge.purge_sessions() == count
    assert Session.objects.count() == 1
    assert client.get(reverse("profile")).status_code == 200
    assert purge.purge_sessions() == 0


def test_a_visit_that_has_expired_is_one_that_goes(alice: Person) -> None:
    client = sign_in(alice)
    Session.objects.update(expire_date=timezone.now())
    assert purge.purge_sessions() == 1
    assert client.get(reverse("profile")).status_code == 302
