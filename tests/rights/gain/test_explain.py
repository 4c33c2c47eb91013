"""Every figure of a year can be opened, and its steps add up to it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import Adult, Household, Housing, Step, Travel, make_ledger
from jalon.rights.gain.ledger.explain import PARTS
from tests.rights.households import MONTH, alone, born, couple, drawn, job, worked

ADDED = {"scale", "raised_scale", "share_of_earned", "bonus"}
TAKEN_OFF = {"resources", "benefits_counted", "deducted", "deducted_at_least"}
COUNTED = {"earned", "other_resources", "counted_lodging"}
OF_A_MONTH = {"rsa": "rsa_of_month", "ppa": "prime_of_month"}
CENT = 0.0051


def blocks(steps: Sequence[Step], last: str) -> Iterator[list[Step]]:
    """The steps of each reference month, up to the one named `last`."""
    ends = [-1, *(rank for rank, step in enumerate(steps) if step.code == last)]
    for before, end in pairwise(ends):
        yield [step for step in steps[before + 1 : end + 1] if step.eur is not None]


def of(steps: Sequence[Step], codes: set[str]) -> float:
    return sum(step.eur or 0.0 for step in steps if step.code in codes)


def check_rsa(steps: Sequence[Step]) -> None:
    """Scale less resources, benefits and lodging, month by month, in the mean."""
    months = list(blocks(steps, "rsa_of_month"))
    for lines in months:
        left = of(lines, ADDED | TAKEN_OFF | {"lodging"})
        assert lines[-1].eur == pytest.approx(max(0.0, left))
    (mean,) = [step.eur for step in steps if step.code == "mean_of_rsa"]
    assert mean is not None
    assert mean == pytest.approx(sum(lines[-1].eur or 0.0 for lines in months) / 3)
    (reckoned,) = [step.eur for step in steps if step.code == "rsa_reckoned"]
    small = [step.number or 0.0 for step in steps if step.code == "rsa_minimum"]
    assert reckoned == pytest.approx(0.0 if small else mean, abs=CENT)
    assert not small or (mean or 0.0) < small[0]


def check_ppa(steps: Sequence[Step]) -> None:
    """What is added less the resources, or less the scale where they are under it."""
    months = list(blocks(steps, "prime_of_month"))
    for lines in months:
        counted, scale = of(lines, COUNTED), of(lines, {"scale"})
        assert of(lines, TAKEN_OFF) == pytest.approx(-max(counted, scale))
        assert lines[-1].eur == pytest.approx(max(0.0, of(lines, ADDED | TAKEN_OFF)))
    (mean,) = [step.eur for step in steps if step.code == "mean_of_primes"]
    assert mean is not None
    assert mean == pytest.approx(sum(lines[-1].eur or 0.0 for lines in months) / 3)
    (paid,) = [step for step in steps if step.code == "after_crds"]
    nothing = {"no_salary", "ppa_minimum"} & {step.code for step in steps}
    # The CRDS is rounded down to the cent, of a prime to the cent.
    cents = round(mean * 100)
    kept = 0.0 if nothing else (cents - math.floor(cents * (1 - (paid.number or 0.0)) + 1e-6)) / 100
    assert paid.eur == pytest.approx(kept, abs=1e-6)


CHECKS = {"rsa": check_rsa, "ppa": check_ppa}
HOUSEHOLDS = {f"drawn-{rank}": one for rank, one in enumerate(drawn(41, 12))} | {
    "paid more than the model": alone(
        14, past_benefits={"rsa": {Month(MONTH - 1): 1210.0}, "ppa": {Month(MONTH - 1): 61.0}}
    ),
    "no rsa claimed": couple(
        30,
        adults=tuple(Adult(born(age), "none", worked(0, 9)) for age in (33, 35)),
        past_benefits={"rsa": {Month(MONTH - 1): 0.0}},
    ),
    "rent unknown": alone(
        40,
        housing=Housing("tenant", None, 1),
        past_benefits={"aide_logement": {Month(MONTH - 1): 301.0}},
    ),
    "aid not received": alone(
        housing=Housing("tenant", 455.0, 1),
        past_benefits={"aide_logement": {Month(MONTH - 1): 0.0}},
    ),
}


@pytest.mark.parametrize("household", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
def test_the_last_step_is_the_figure_and_the_others_add_up(household: Household) -> None:
    ledger = make_ledger(household, job(24.0, "2027-01-04", months=4, travel=Travel("none")))
    assert ledger.gain is not None
    for flows, with_job in ((ledger.gain.with_job, True), (ledger.gain.without_job, False)):
        for flow in flows:
            for part in PARTS:
                steps = ledger.explain(part, flow.month, with_job=with_job)
                figure = getattr(flow, part)
                assert figure is not None
                assert steps[-1].eur == pytest.approx(figure, abs=CENT), (part, flow.month)
                if any(step.code == OF_A_MONTH.get(part) for step in steps):
                    CHECKS[part](steps)
    assert steps[-1].code == "family_total"
    assert sum(step.eur or 0.0 for step in steps[:-1]) == pytest.approx(steps[-1].eur)


def test_every_reference_month_is_on_its_own_scale() -> None:
    # The increase for isolation ends with March, as the child is three in April; July looks at
    # March, April and May.
    household = alone(31, isolated_since=Month(MONTH - 30))
    steps = make_ledger(household).explain("rsa", parse_month("2027-08"))
    codes = [step.code for step in steps if step.code in ADDED]
    assert codes == ["raised_scale", "scale", "scale"]


def test_a_payment_that_is_known_is_said_after_what_we_reckon() -> None:
    steps = make_ledger(HOUSEHOLDS["paid more than the model"]).explain("rsa", MONTH)
    assert [step.code for step in steps[-2:]] == ["rsa_reckoned", "payment_known"]
    assert steps[-1].eur == 1210.0
    assert steps[-1].months == (Month(MONTH - 1),)


def test_an_rsa_that_nobody_claims_is_not_a_right_that_is_missing() -> None:
    codes = [step.code for step in make_ledger(HOUSEHOLDS["no rsa claimed"]).explain("rsa", MONTH)]
    assert "rsa_not_claimed" in codes
    assert "rsa_not_eligible" not in codes


def test_without_a_rent_the_aid_that_is_paid_goes_on() -> None:
    steps = make_ledger(HOUSEHOLDS["rent unknown"]).explain("housing", Month(MONTH + 5))
    assert [(step.code, step.eur) for step in steps[1:]] == [("housing_held", 301.0)]


def test_a_small_amount_is_not_paid_and_the_step_says_under_what() -> None:
    wage = 649.0  # the scale of one person is 651.69
    past = {Month(MONTH - lag): wage for lag in range(8)}
    one = replace(
        alone(),
        adults=(
            replace(
                alone().adults[0],
                past_net_salaries=past,
                status="employee",
                net_salary_eur_month=wage,
            ),
        ),
    )
    steps = make_ledger(one).explain("rsa", Month(MONTH + 1))
    assert [step.number for step in steps if step.code == "rsa_minimum"] == [6.0]
    assert steps[-1].eur == 0.0


@pytest.mark.parametrize("part", ["other", "total", ""])
def test_a_part_without_rules_cannot_be_opened(part: str) -> None:
    with pytest.raises(KeyError):
        make_ledger(alone()).explain(part, MONTH)


@pytest.mark.parametrize("lag", [-1, 12])
def test_a_month_outside_the_year_cannot_be_opened(lag: int) -> None:
    with pytest.raises(IndexError):
        make_ledger(alone()).explain("rsa", Month(MONTH + lag))


def test_why_nothing_is_computed_and_since_when_scales_hold_is_said() -> None:
    ledger = make_ledger(alone())
    assert ledger.not_computed == ()
    assert ledger.scales["rsa"].isoformat() == "2026-04-01"
