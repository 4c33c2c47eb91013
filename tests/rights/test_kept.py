"""What is kept of the law comes back equal, to the last bit."""

from __future__ import annotations

import pytest

from jalon.core.dataclass_json import OtherShapeError, read_json, write_json
from jalon.core.months import Month
from jalon.rights import (
    Care,
    Child,
    Household,
    KeptGains,
    Travel,
    check_rights,
    find_gains,
    is_within_scope,
    law_version,
    make_ledger,
    read_check,
    read_gains,
    read_year,
    tell_year,
    write_check,
    write_gains,
    write_year,
)
from jalon.rights.gain.ledger.told_year import OPENED
from tests.examples import examples
from tests.rights.households import MONTH, alone, born, drawn, job

HOUSEHOLDS = drawn(1313, examples(12))
CARED_FOR = alone(children=(Child(born(2), Care("creche", 120.0, 40.0), 0.0),))


def everybody() -> list[Household]:
    return [CARED_FOR, *HOUSEHOLDS]


@pytest.mark.parametrize("household", everybody())
def test_a_household_and_its_check_come_back(household: Household) -> None:
    assert read_json(Household, write_json(household)) == household
    check = check_rights(household)
    assert read_check(write_check(check)) == check


def test_gains_come_back_one_by_one_or_as_ranges() -> None:
    jobs = [job(20.0), job(35.0, travel=Travel("car", km_day=31.0)), job(8.0, months=2)]
    for household in everybody()[:4]:
        gains = find_gains(household, jobs)
        kept = read_gains(write_gains(gains))
        assert [kept.read(rank) for rank in range(3)] == gains
        assert list(kept.net_eur_month) == [gain.net_eur_month for gain in gains]


def test_no_gain_is_a_text_too() -> None:
    assert read_gains(write_gains([])) == KeptGains((), ())


@pytest.mark.parametrize("with_job", [True, False])
def test_a_told_year_opens_every_figure_of_its_ledger(with_job: bool) -> None:
    offered = job(24.0, travel=Travel("transit_pass", 90.8)) if with_job else None
    for household in everybody()[:4]:
        ledger, kept = make_ledger(household, offered), tell_year(household, offered)
        told = read_year(write_year(kept))
        assert told == kept
        for name in ("household", "job", "gain", "flows", "causes", "scales"):
            assert getattr(told, name) == getattr(ledger, name)
        for case in (True, False):
            flows = ledger.flows if case or ledger.gain is None else ledger.gain.without_job
            for flow in flows:
                for part in OPENED:
                    if getattr(flow, part) is None:
                        with pytest.raises(KeyError):
                            told.explain(part, flow.month, with_job=case)
                        continue
                    steps = ledger.explain(part, flow.month, with_job=case)
                    assert told.explain(part, flow.month, with_job=case) == steps


def test_what_is_not_in_the_year_is_not_told() -> None:
    told = tell_year(alone())
    with pytest.raises(IndexError):
        told.explain("rsa", Month(MONTH + 12))
    with pytest.raises(KeyError):
        told.explain("total", MONTH)


def test_an_answer_of_another_kind_is_refused() -> None:
    with pytest.raises(OtherShapeError):
        read_check(write_year(tell_year(alone())))


def test_the_version_of_the_law_stays_within_a_release() -> None:
    assert law_version() == law_version()
    assert len(law_version()) == 16
    assert all(is_within_scope(household) for household in HOUSEHOLDS)
