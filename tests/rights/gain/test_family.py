"""Births within the year, shared custody, two earners and short permits in a gain, by hand.

Amounts are of April 2026: RSA of one person 651.69, base of the family benefits 478.16.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Child, Gain, Household, Range, find_gains, make_ledger
from jalon.rights.gain.ledger.explain import PARTS
from tests.rights.households import MONTH, alone, born, couple, job, worked

BASE = 651.69
PAJE, PAJE_PAID = 199.15, 198.16
"""41.65 % of 478.16; less the CRDS, rounded down to the cent."""
JOB = job(35)
WAGE = 1477.93
"""35 hours at 12.31 euros, net: docs/douze-foyers.md."""


def gain_of(household: Household) -> Gain:
    [gain] = find_gains(household, [JOB])
    return gain


def net(household: Household) -> Range:
    found = gain_of(household).net_eur_month
    assert found is not None
    return found


def without(household: Household, name: str) -> list[float]:
    """A part of the months without the job, December to November."""
    return [getattr(flow, name) for flow in gain_of(household).without_job]


def expecting(household: Household, due: int) -> Household:
    """The first adult awaits a birth, in so many months."""
    first, *others = household.adults
    mother = replace(first, pregnant=True, due=Month(MONTH + due))
    return replace(household, adults=(mother, *others))


# --- births


def test_the_benefits_of_a_birth_in_the_year_begin_after_it() -> None:
    # Born in March 2027, reviews in January, April, July and October. The allowance is due from
    # April and paid from May. The review of July looks at March to May: three persons in each, and
    # the allowance counts from April on. That of October looks at June to August.
    household = expecting(couple(), 4)
    assert without(household, "family") == [0.0] * 5 + [PAJE_PAID] * 7
    three = 1.8 * BASE
    july, october = three - 2 * PAJE / 3, three - PAJE
    rsa = [1.5 * BASE] * 8 + [july] * 3 + [october]
    assert without(household, "rsa") == pytest.approx(rsa, abs=0.011)


def test_a_mother_alone_has_more_from_the_month_of_the_birth_on() -> None:
    # Born in January 2027. The review of April looks at December (128.412 %, awaited) and at
    # January and February (171.216 %); the ASF, due from February, counts 22.5 % of 478.16. The
    # allowance of a child under three months does not count with the increase.
    household = expecting(alone(), 2)
    april = (1.28412 * BASE + 1.71216 * BASE + 1.71216 * BASE - 107.59) / 3
    assert without(household, "rsa")[5] == pytest.approx(april, abs=0.011)
    flows = gain_of(household).without_job
    assert [flow.parts.get("paje") for flow in flows] == [None] * 3 + [PAJE_PAID] * 9


def test_what_a_birth_leaves_out_is_said_whether_its_month_is_known_or_not() -> None:
    known = expecting(couple(), 4)
    assert "birth_leave" in gain_of(known).not_counted
    first, other = known.adults
    unknown = replace(known, adults=(replace(first, due=None), other))
    assert "birth_to_come" in gain_of(unknown).not_counted
    assert without(unknown, "family") == [0.0] * 12


def test_the_benefits_of_a_child_of_this_month_begin_in_the_next_one() -> None:
    # Born in November: due from December on, paid from January on.
    assert without(couple(0), "family") == [0.0] + [PAJE_PAID] * 11


def test_a_birth_after_the_year_changes_nothing() -> None:
    late = expecting(couple(), 10)
    soon = replace(JOB, start=JOB.start.replace(month=11))
    [gain] = find_gains(late, [soon])
    assert all(flow.family == 0 for flow in gain.with_job[:-1])


# --- custody


def shared(*ages: int) -> tuple[Child, ...]:
    return tuple(Child(born(0, age), None, 0.0, custody="shared") for age in ages)


def test_children_of_shared_custody_count_by_half() -> None:
    # 1.8 with both children, 1 without them. Half of the allocations familiales (153.01) and of the
    # counted ASF of two children (2 x 107.59).
    household = alone(children=shared(100, 80))
    expected = 1.4 * BASE - 153.01 / 2 - 107.59
    assert without(household, "rsa") == pytest.approx([expected] * 12, abs=0.02)
    flow = gain_of(household).without_job[0]
    assert flow.parts["af"] == pytest.approx(152.25 / 2, abs=0.006)


def test_of_two_children_one_is_shared() -> None:
    household = alone(100, children=(Child(born(0, 100), None, 0.0), *shared(80)))
    # Three halves of two: 0.75 of 152.25.
    assert gain_of(household).without_job[0].parts["af"] == pytest.approx(114.19, abs=0.006)


def test_what_is_paid_here_already_is_of_this_parent() -> None:
    # Two benefits that are never shared: the allowance is paid, the other one is not known.
    household = alone(children=shared(20), past_benefits={"paje": {MONTH: PAJE_PAID}})
    flow = gain_of(household).without_job[0]
    assert flow.parts["paje"] == PAJE_PAID
    assert flow.parts["asf"] == pytest.approx(200.78 / 2, abs=0.011)


def test_the_range_of_shared_custody_holds_both_readings() -> None:
    household = alone(children=shared(100, 80))
    found, gain = net(household), gain_of(household)
    assert "shared_custody" in gain.causes
    assert "shared_custody" not in gain.not_counted
    whole = tuple(replace(child, custody="whole") for child in household.children)
    for children in (whole, ()):
        one = net(replace(household, children=children))
        assert found.low <= one.central <= found.high


# --- two earners


def pair(*own: float | None) -> Household:
    """One studies and the other has a wage; 45,000 euros of N-2, one child of twenty months. Of
    who is unemployed less would count (R. 532-7 CSS).
    """
    household = couple(20, resources_n2_eur_year=45_000.0)
    first, second = household.adults
    first = replace(first, status="employee", past_net_salaries=worked(1900.0, 16))
    first = replace(first, net_salary_eur_month=1900.0)
    second = replace(second, status="student")
    adults = tuple(
        replace(adult, resources_n2_eur_year=eur)
        for adult, eur in zip((first, second), own, strict=True)
    )
    return replace(household, adults=adults)


def test_two_earners_that_nobody_spoke_of_make_a_range() -> None:
    # One earner: over the ceiling. Two: half of the allowance, 99.58 less the CRDS.
    unknown = pair(None, None)
    assert "two_earners_unknown" in gain_of(unknown).causes
    assert without(unknown, "family") == [0.0] * 12
    assert without(pair(22_500.0, 22_500.0), "family") == [99.09] * 12
    for known in (pair(22_500.0, 22_500.0), pair(45_000.0, 0.0)):
        assert "two_earners_unknown" not in gain_of(known).causes
        one, found = net(known), net(unknown)
        assert found.low <= one.central <= found.high


def test_two_earners_are_no_cause_where_nothing_depends_on_them() -> None:
    low = replace(pair(None, None), resources_n2_eur_year=14_000.0)
    assert "two_earners_unknown" not in gain_of(low).causes


# --- permits


def foreign(household: Household, *years: float | str) -> Household:
    adults = tuple(
        replace(adult, permit_years=of)  # type: ignore[arg-type]
        for adult, of in zip(household.adults, years, strict=True)
    )
    return replace(household, adults=adults)


def test_a_short_permit_is_a_range_and_no_refusal() -> None:
    # By the rule nothing is paid with the job or without it: the gain is the wage. Who is let off
    # the five years loses an RSA and has a prime.
    household = foreign(alone(), 2)
    gain = gain_of(household)
    assert gain.not_computed == ()
    assert "short_permit" in gain.causes
    assert net(household).central == pytest.approx(WAGE, abs=0.011)
    usual = net(foreign(alone(), "not_needed"))
    assert net(household).low <= usual.central <= net(household).high
    assert usual.central < WAGE


def test_an_rsa_that_is_paid_says_that_a_permit_is_enough() -> None:
    paid = alone(past_benefits={"rsa": {MONTH: BASE}})
    assert net(foreign(paid, 2)) == net(foreign(paid, "not_needed"))
    assert "short_permit" not in gain_of(foreign(paid, 2)).causes


def test_years_are_not_asked_of_who_has_the_increase_for_isolation() -> None:
    mother = alone(9)
    assert net(foreign(mother, 2)) == net(foreign(mother, "not_needed"))


def test_when_the_increase_ends_the_years_are_asked() -> None:
    # Three years old in April 2027: due from that month on nothing, paid in May.
    rsa = without(foreign(alone(31), 2), "rsa")
    assert [eur > 0 for eur in rsa] == [True] * 5 + [False] * 7


def test_a_partner_with_a_short_permit_is_not_counted() -> None:
    # Two persons: one of them alone. With a child: 1.5 in the place of 1.8.
    assert without(foreign(couple(), "not_needed", 2), "rsa") == pytest.approx(
        [BASE] * 12, abs=0.011
    )
    with_child = without(foreign(couple(90), 2, "not_needed"), "rsa")
    assert with_child == pytest.approx([1.5 * BASE] * 12, abs=0.011)


# --- all of them


@pytest.mark.parametrize(
    "household",
    [
        expecting(couple(80), 4),
        alone(children=shared(100, 20)),
        pair(None, None),
        foreign(couple(90), 2, "not_needed"),
        foreign(expecting(alone(), 2), 2),
    ],
)
def test_every_figure_is_explained_to_the_cent(household: Household) -> None:
    ledger = make_ledger(household, JOB)
    assert ledger.gain is not None
    for flows, with_job in ((ledger.flows, True), (ledger.gain.without_job, False)):
        for flow in flows:
            for part in PARTS:
                *_, last = ledger.explain(part, flow.month, with_job=with_job)
                assert last.eur == pytest.approx(getattr(flow, part), abs=0.011)
    months = [eur for eur in ledger.gain.differences if eur is not None]
    assert ledger.gain.net_eur_month is not None
    assert sum(months) / 12 == pytest.approx(ledger.gain.net_eur_month.central, abs=0.02)
