"""Tries are counted in the database, before anything is looked at."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from jalon.accounts.limits import (
    Rule,
    count_try,
    forget_old_limits,
    forget_tries,
    is_closed,
    may_try,
    take_once,
)
from jalon.accounts.models import Limit

THREE = Rule("three", 3, dt.timedelta(hours=1))


@pytest.mark.django_db
def test_the_last_try_closes_and_others_are_not_concerned() -> None:
    assert [may_try(THREE, "a") for _ in range(5)] == [True, True, True, False, False]
    assert is_closed(THREE, "a")
    assert not is_closed(THREE, "b")
    assert may_try(THREE, "b")


@pytest.mark.django_db
def test_it_opens_again_after_its_time_from_the_last_try() -> None:
    count_try(THREE, "a")
    Limit.objects.update(until=timezone.now() + dt.timedelta(minutes=1))
    count_try(THREE, "a")
    assert Limit.objects.get().until < timezone.now() + dt.timedelta(minutes=2)
    count_try(THREE, "a")
    assert Limit.objects.get().until > timezone.now() + dt.timedelta(minutes=59)
    count_try(THREE, "a")
    Limit.objects.update(until=timezone.now())
    assert not is_closed(THREE, "a")
    assert count_try(THREE, "a") == 1


@pytest.mark.django_db
def test_who_enters_starts_anew_and_what_is_old_goes() -> None:
    count_try(THREE, "a")
    forget_tries(THREE, "a")
    assert not Limit.objects.exists()
    count_try(THREE, "a")
    Limit.objects.update(until=timezone.now())
    forget_old_limits()
    assert not Limit.objects.exists()


@pytest.mark.django_db
def test_what_is_taken_once_is_not_taken_twice() -> None:
    assert [take_once("code", "1 123456", dt.timedelta(minutes=2)) for _ in range(3)] == [
        True,
        False,
        False,
    ]


@pytest.mark.django_db
def test_a_limit_does_not_say_of_whom_it_is() -> None:
    count_try(THREE, "nous@essai.fr")
    assert "essai" not in Limit.objects.get().digest


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_no_more_than_one_after_the_other() -> None:
    def attempt(_: int) -> bool:
        try:
            return may_try(THREE, "a")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(24))) == 3
