"""Births and birthdays: when a benefit begins or ends, and the reason that is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jalon.core.months import Month, first_day, format_month, parse_month
from jalon.rights import Benefit, Child, Household, check_rights, make_ledger
from tests.rights.households import alone, couple
from tests.rights.takeup.answers import earning, exactly

MONTH = parse_month("2026-12")
DAYS = (1, 2, 15, 31)
BMAF = 478.16
"""Since April 2026 (instruction DSS/2B/2026/46)."""


def child(months_old: int, day: int) -> Child:
    return Child(first_day(Month(MONTH - months_old)).replace(day=day), support_eur_month=0.0)


def of(household: Household, name: str) -> Benefit:
    return check_rights(household).of(name)


def with_children(*children: Child, two: bool = True) -> Household:
    return (couple if two else alone)(month=MONTH, children=children)


@pytest.mark.parametrize("day", DAYS[:3])
@pytest.mark.parametrize(("months_old", "verdict"), [(239, "likely"), (240, "no"), (241, "no")])
def test_a_child_counts_up_to_the_month_before_the_twentieth_birthday(
    day: int, months_old: int, verdict: str
) -> None:
    # R. 552-3 CSS: the right ends on the first day of the month in which the child is twenty.
    found = of(with_children(child(months_old, day), child(100, 5)), "af")
    assert found.verdict == verdict
    if months_old == 240:
        assert found.reasons == ("until_twenty",)


@pytest.mark.parametrize("day", DAYS)
def test_a_child_of_this_month_counts_from_the_next_one(day: int) -> None:
    # R. 552-2 CSS: from the first day of the month after the birth, born on the first or not.
    family = with_children(child(0, day), child(100, 5))
    for name in ("af", "paje"):
        found = of(family, name)
        assert (found.verdict, found.reasons) == ("no", ("after_birth",))
    lone = with_children(child(0, day), two=False)
    for name in ("asf", "paje"):
        assert of(lone, name).reasons == ("after_birth",)
    january = replace(family, month=Month(MONTH + 1))
    assert {of(january, name).verdict for name in ("af", "paje")} == {"likely"}


@pytest.mark.parametrize("day", [2, 3])
def test_the_allowance_by_age_begins_the_month_after_a_birthday(day: int) -> None:
    # R. 521-1 CSS, of who was fourteen before March 2026, and R. 552-2: of a BMAF of 474.37, 32 %
    # is 151.04 after CRDS, and 16 % more from December on 75.52.
    births = dt.date(2011, 11, day), dt.date(2009, 5, 5)
    children = tuple(Child(birth, support_eur_month=0.0) for birth in births)
    november = replace(with_children(*children), month=parse_month("2025-11"))
    assert exactly(of(november, "af")) == pytest.approx(151.04, abs=0.02)
    december = replace(november, month=parse_month("2025-12"))
    assert exactly(of(december, "af")) == pytest.approx(226.56, abs=0.02)


@pytest.mark.parametrize("day", DAYS)
def test_the_rsa_counts_a_child_of_this_month(day: int) -> None:
    # Alone for long, the month before without a child: 651.69 x 1.71216 from this month on.
    lone = with_children(child(0, day), two=False)
    ledger = make_ledger(replace(lone, next_declaration_month=MONTH))
    steps = {step.code for step in ledger.explain("rsa", Month(MONTH + 1))}
    assert "raised_scale" in steps


def test_a_third_birthday_opens_the_complement_familial_a_month_later() -> None:
    others = (child(100, 5), child(140, 5))
    for day in (1, 15):
        at_three = with_children(child(36, day), *others)
        assert of(at_three, "cf").reasons == ("after_third_birthday",)
        assert of(at_three, "paje").reasons == ("no_child_under_three",)
        assert of(with_children(child(37, day), *others), "cf").verdict == "likely"


def test_no_reason_says_of_a_parent_that_it_is_for_parents() -> None:
    lone = with_children(child(0, 5), two=False)
    said = {reason for one in check_rights(lone).benefits for reason in one.reasons}
    assert not said & {"no_child", "no_child_under_three"}


def rentree(*births: str) -> float | None:
    """Euros of the school year that begins in 2026, all children of a family without an income;
    None where it is refused, or hangs on the class of a child of five.
    """
    children = tuple(Child(dt.date.fromisoformat(birth), support_eur_month=0.0) for birth in births)
    found = of(couple(month=parse_month("2026-09"), children=children), "ars")
    if found.amount_eur_month is None or found.question == "in_first_class":
        return None
    return found.amount_eur_month.high * 12


# D. 543-1 CSS: 89.72 %, 94.67 % and 97.95 % of the BMAF, less 0.5 % of CRDS.
PRIMARY, COLLEGE, LYCEE = (BMAF * share * 0.995 for share in (0.8972, 0.9467, 0.9795))


@pytest.mark.parametrize(
    ("birth", "eur"),
    [
        ("2021-02-01", None),
        ("2021-01-31", PRIMARY),
        ("2021-01-01", PRIMARY),
        ("2020-12-31", PRIMARY),
        ("2020-12-15", PRIMARY),
        ("2020-01-01", PRIMARY),
        ("2016-01-01", PRIMARY),
        ("2015-12-31", COLLEGE),
        ("2012-01-01", COLLEGE),
        ("2011-12-31", LYCEE),
        ("2009-12-31", LYCEE),
        ("2008-09-30", LYCEE),
        ("2008-09-16", LYCEE),
        ("2008-09-15", None),
        ("2008-09-01", None),
        ("2008-03-01", None),
    ],
)
def test_the_ages_of_the_rentree_are_those_of_the_end_of_the_year(
    birth: str, eur: float | None
) -> None:
    # From six in the year on, up to who is not eighteen on the 15th of September (R. 543-2 CSS).
    assert rentree(birth) == (None if eur is None else pytest.approx(eur, abs=0.13))


def test_who_is_eighteen_brings_nothing_and_still_raises_the_ceiling() -> None:
    younger = "2015-05-05"
    assert rentree(younger, "2008-03-01") == rentree(younger)
    # 29,900 a year: over the ceiling of one child, under that of two.
    families = (
        replace(
            couple(month=parse_month("2026-09"), resources_n2_eur_year=33_000.0, children=children),
            adults=(earning(1_000.0, parse_month("2026-09")),) * 2,
        )
        for children in (
            (Child(dt.date(2015, 5, 5)),),
            (Child(dt.date(2015, 5, 5)), Child(dt.date(2008, 3, 1))),
        )
    )
    assert [of(family, "ars").verdict for family in families] == ["no", "likely"]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_birth_has_the_same_rule(month: int) -> None:
    six = f"2020-{month:02}-28"
    assert rentree(six) == pytest.approx(PRIMARY, abs=0.13), format_month(MONTH)


def test_the_support_of_a_grown_child_is_unknown_as_any_other() -> None:
    # Found by a drawn household: said, it counted; unsaid, it was taken for nothing.
    adult = replace(alone(month=MONTH).adults[0], pregnant=False)
    grown = replace(child(245, 5), support_eur_month=None)
    family = alone(month=MONTH, children=(grown,), adults=(adult,))
    amount = of(family, "rsa").amount_eur_month
    assert amount is not None
    assert not amount.is_exact
