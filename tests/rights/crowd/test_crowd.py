"""Many households at once: each has what it has alone, whatever the parts, workers and stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from jalon.core.errors import JalonError
from jalon.rights import (
    Ask,
    CrowdFolder,
    Household,
    Housing,
    Job,
    find_gains,
    is_within_scope,
    reckon_crowd,
)
from jalon.rights.crowd import rows
from jalon.rights.crowd.asks import cut
from jalon.rights.crowd.folder import GAINS
from jalon.rights.fisca import shape_of
from jalon.rights.gain.compute import Reckoning, reckon_many
from jalon.rights.gain.to_json import range_wire
from jalon.rights.request.household import Adult
from tests.rights.households import MONTH, alone, born, couple, job

MADE_OF: dict[str, object] = {"of": "six households"}
A_PART = 13
"""Copies of a part: two households."""
RENTED = Housing("tenant_social", 400.0, 1)


def six() -> list[Household]:
    """Two that share a simulation with a third, a couple, one without a rent, one not computed."""
    retired = replace(alone().adults[0], status="retired", income_eur_month=900.0)
    return [
        alone(30, housing=RENTED, resources_n2_eur_year=None, next_declaration_month=None),
        alone(35, housing=replace(RENTED, rent_eur=655.0), past_benefits={"rsa": {MONTH: 500.0}}),
        couple(20, 90, housing=RENTED),
        alone(),
        alone(100, housing=replace(RENTED, zone=2), adults=(Adult(born(24), "jobseeker"),)),
        replace(alone(), adults=(retired,)),
    ]


def five() -> tuple[Job, ...]:
    """Short and long ones, that begin in two months."""
    return (
        job(id="full"),
        job(17.5, id="half"),
        job(id="eight", months=8),
        job(id="dear", gross_eur_month=3_000.0),
        job(start="2027-01-01", id="later", months=3),
    )


@pytest.fixture(scope="module")
def asks() -> list[Ask]:
    return [Ask(f"h{rank}", home, five()) for rank, home in enumerate(six())]


@pytest.fixture(scope="module")
def whole(asks: list[Ask], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run in one part."""
    out = tmp_path_factory.mktemp("whole")
    reckon_crowd(asks, CrowdFolder(out, MADE_OF))
    return out


def run(asks: Sequence[Ask], out: Path, **more: Any) -> list[int]:  # noqa: ANN401
    """Run in parts of two households; gives how many parts were in after each."""
    told: list[int] = []
    asked: dict[str, Any] = {
        "tell": lambda progress: told.append(progress.done),
        "part_copies": A_PART,
    }
    reckon_crowd(asks, CrowdFolder(out, MADE_OF), **(asked | more))
    return told


def same_bytes(one: Path, other: Path) -> bool:
    return (one / GAINS).read_bytes() == (other / GAINS).read_bytes()


def test_each_household_has_what_it_has_alone(asks: list[Ask], whole: Path) -> None:
    found = pq.read_table(whole / GAINS).to_pylist()
    expected = [
        {
            "household": ask.id,
            "offer": gain.id,
            **(range_wire(gain.net_eur_month) or dict.fromkeys(("low", "central", "high"))),
            "causes": list(gain.causes),
            "not_computed": list(gain.not_computed),
        }
        for ask in asks
        for gain in find_gains(ask.household, ask.jobs)
    ]
    assert found == expected
    assert {row["central"] is None for row in found} == {True, False}
    assert {row["not_computed"] == [] for row in found} == {True, False}


def test_households_of_one_shape_are_brought_together(asks: list[Ask]) -> None:
    parts = [[rank for rank, _ in part] for part in cut(asks, A_PART)]
    assert sorted(rank for part in parts for rank in part) == list(range(len(asks)))
    shapes = [shape_of(asks[rank].household) for part in parts for rank in part]
    assert shapes == sorted(shapes)
    assert len(set(shapes)) < len(shapes)


def test_parts_and_the_order_of_households_change_nothing(
    asks: list[Ask], whole: Path, tmp_path: Path
) -> None:
    assert run(asks, tmp_path / "parts") == [1, 2, 3]
    assert same_bytes(whole, tmp_path / "parts")
    run(asks[::-1], tmp_path / "reversed")
    rows_of = [pq.read_table(path / GAINS).to_pylist() for path in (whole, tmp_path / "reversed")]
    assert rows_of[0] != rows_of[1]
    assert sorted(rows_of[0], key=str) == sorted(rows_of[1], key=str)


def test_an_ask_without_offers_has_no_row(asks: list[Ask], tmp_path: Path) -> None:
    run([Ask("alone", asks[3].household, ()), replace(asks[3], jobs=five()[:1])], tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / GAINS)["household"].to_pylist() == ["h3"]


def test_two_workers_write_the_same_file(asks: list[Ask], tmp_path: Path) -> None:
    # Each worker would build the whole law for who is outside the lean scope.
    inside = [ask for ask in asks if is_within_scope(ask.household)]
    assert run(inside, tmp_path / "one") == [1, 2, 3]
    assert run(inside, tmp_path / "two", workers=2) == [1, 2, 3]
    assert same_bytes(tmp_path / "one", tmp_path / "two")


def test_a_failure_names_the_household(
    asks: list[Ask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No household is known to fail: one is made to, wherever it is reckoned.

    def failing(asked: Iterable[tuple[Household, Sequence[Job]]]) -> Iterator[Reckoning]:
        of_part = list(asked)
        if any(household is asks[2].household for household, _ in of_part):
            raise KeyError("a name of a person")
        return reckon_many(of_part)

    monkeypatch.setattr(rows, "reckon_many", failing)
    with pytest.raises(JalonError, match=r"^Household h2: it could not be reckoned") as caught:
        run(asks, tmp_path / "out")
    assert "a name" not in str(caught.value)
    monkeypatch.undo()
    run(asks, tmp_path / "out")
    assert len(pq.read_table(tmp_path / "out" / GAINS)) == len(asks) * len(five())
