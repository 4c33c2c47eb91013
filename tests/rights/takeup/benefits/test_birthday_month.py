"""Who is 18 or 25 later in the month: what is found before that day, and what from it on."""

from __future__ import annotations

import datetime as dt

import pytest

from jalon.rights import Housing
from tests.rights.households import MONTH, alone, born
from tests.rights.takeup.answers import benefit, earning, exactly, knowing

LODGED = Housing("free")
PRIME_OF_900 = 242.11
"""638.28 + 42.98 of bonus + 0.5985 x 900 - 900 - 76.59 of a home for nothing, after CRDS."""


@pytest.mark.parametrize(("day", "verdict"), [(1, "likely"), (2, "possible"), (30, "possible")])
def test_the_prime_of_who_is_eighteen_this_month(day: int, verdict: str) -> None:
    # R. 842-2 I a CSS: the age of the month of the right.
    young = earning(900.0, birth=born(18, 0, day), pregnant=False, permit_years="not_needed")
    found = benefit(alone(adults=(young,), housing=LODGED), "ppa")
    assert found.verdict == verdict
    assert found.amount_eur_month is not None
    assert found.amount_eur_month.high == pytest.approx(PRIME_OF_900, abs=0.02)
    assert found.amount_eur_month.low == (0.0 if verdict == "possible" else PRIME_OF_900)
    assert ("birthday_this_month" in found.reasons) == (verdict == "possible")


def test_the_rsa_of_who_is_twenty_five_this_month() -> None:
    # L. 262-4 1° CASF; before that day it takes two years of work (L. 262-7-1): 573.49 is the
    # montant forfaitaire less a home for nothing.
    def of(birth: dt.date) -> str:
        household = knowing(alone(housing=LODGED))
        adult = earning(0.0, birth=birth, status="none", pregnant=False, with_parents=False)
        return benefit(alone(adults=(adult,), housing=household.housing), "rsa").verdict

    assert [of(born(25, 0, day)) for day in (1, 2)] == ["likely", "possible"]
    assert of(born(24, 11, 30)) == "cannot_tell"


def test_two_years_of_work_open_no_rsa_before_eighteen() -> None:
    # L. 262-7-1 CASF: from 18 to 25; L. 262-4 1°: unless a child is there or awaited.
    minor = earning(0.0, birth=born(17, 3), status="none", pregnant=False)
    found = benefit(alone(adults=(minor,)), "rsa")
    assert (found.verdict, found.reasons) == ("no", ("too_young",))
    unknown = benefit(alone(adults=(earning(0.0, birth=born(17, 3), status="none"),)), "rsa")
    assert (unknown.verdict, unknown.question) == ("cannot_tell", "pregnant")


def test_a_birthday_that_changes_nothing_is_not_spoken_of() -> None:
    older = earning(0.0, birth=born(26, 0, 15), status="none", pregnant=False)
    household = alone(adults=(older,), housing=LODGED)
    assert exactly(benefit(household, "rsa")) == 573.49
    assert household.month == MONTH
