"""What is written of a dataclass comes back equal; what is of another shape is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.dataclass_json import OtherShapeError, read_json, write_json
from jalon.core.months import Month

Years = float | Literal["none", "all"]


@dataclass(frozen=True, slots=True)
class Leaf:
    day: dt.date
    euros: float | None
    years: Years | None = None


@dataclass(frozen=True)
class Tree:
    name: str
    is_whole: bool
    count: int
    leaves: tuple[Leaf, ...] = ()
    by_month: Mapping[Month, float] = field(default_factory=dict)
    by_name: Mapping[str, tuple[Leaf, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()


# JSON has one name for each number: neither infinities nor what is not a number.
EUROS = st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.builds(
    Leaf,
    day=st.dates(),
    euros=st.none() | EUROS,
    years=st.none() | EUROS | st.sampled_from(["none", "all"]),
)
TREES = st.builds(
    Tree,
    name=st.text(st.characters(exclude_categories=["Cs"])),
    is_whole=st.booleans(),
    count=st.integers(-(2**63), 2**63 - 1),
    leaves=st.lists(LEAVES).map(tuple),
    by_month=st.dictionaries(st.integers(0, 50_000).map(Month), EUROS),
    by_name=st.dictionaries(st.text("abc"), st.lists(LEAVES).map(tuple)),
    codes=st.lists(st.text("abc")).map(tuple),
    marks=st.frozensets(st.text("abc")),
)


@given(TREES)
def test_what_is_written_comes_back(tree: Tree) -> None:
    text = write_json(tree)
    assert read_json(Tree, text) == tree
    assert write_json(read_json(Tree, text)) == text


def test_a_number_of_an_array_is_a_number() -> None:
    leaf = Leaf(dt.date(2026, 11, 1), np.float64(0.1) + 0.2)
    assert read_json(Leaf, write_json(leaf)) == leaf


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"null",
        b'{"day": "2026-11-01"}',
        b'{"day": "yesterday", "euros": 1.0, "years": null}',
        b'{"day": "2026-11-01", "euros": "1", "years": null}',
        b'{"day": "2026-11-01", "euros": true, "years": null}',
        b'{"day": "2026-11-01", "euros": 1.0, "years": "some"}',
    ],
)
def test_another_shape_is_refused_without_a_value(text: bytes) -> None:
    with pytest.raises(OtherShapeError) as raised:
        read_json(Leaf, text)
    assert "Leaf" in str(raised.value)
    assert "yesterday" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_kind_that_is_not_json_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        read_json(tuple[set[int], ...], b"[[1]]")
