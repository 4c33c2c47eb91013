"""A parameter looked up by a long array is what OpenFisca's own walk, element by element, finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from openfisca_core.parameters import ParameterNodeAtInstant, VectorialParameterNodeAtInstant

from jalon.rights.fisca.lookups import Node, SpreadNode
from jalon.rights.fisca.systems import lean_system

LONG = 100
CHANCE = np.random.default_rng(11)


@pytest.fixture(scope="module")
def law() -> Any:  # noqa: ANN401 - OpenFisca has no types
    return lean_system().get_parameters_at_instant("2026-11-01")


def theirs(node: Any, key: Any) -> Any:  # noqa: ANN401
    """OpenFisca's own walk."""
    return ParameterNodeAtInstant.__getitem__(node, key)


def some_of(names: list[str]) -> Any:  # noqa: ANN401
    """Names by chance, not all of them, as a long array."""
    return CHANCE.choice(np.array(names[:-1] or names), LONG)


def nodes_of(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """Every node whose children are alike, so that an array may look them up."""
    with suppress(ValueError, NotImplementedError, IndexError):  # not alike, or a node of nothing
        VectorialParameterNodeAtInstant.check_node_vectorisable(node)
        yield node
    for child in node._children.values():
        if isinstance(child, ParameterNodeAtInstant):
            yield from nodes_of(child)


def assert_same(found: Any, wanted: Any) -> int:  # noqa: ANN401
    """Gives how many arrays were compared: of each name under the nodes, and of names by chance."""
    if isinstance(wanted, np.ndarray):
        assert found.dtype == wanted.dtype
        assert np.array_equal(found, wanted)
        return 1
    assert isinstance(found, SpreadNode)
    names = list(wanted.vector[0]._children)
    key = some_of(names)
    compared = assert_same(found[key], wanted[key])
    return compared + sum(assert_same(getattr(found, one), wanted[one]) for one in names)


def test_every_node_of_the_law_is_looked_up_as_openfisca_does(law: Any) -> None:  # noqa: ANN401
    compared = 0
    for node in nodes_of(law):
        assert type(node) is Node
        key = some_of(list(node._children))
        compared += assert_same(node[key], theirs(node, key))
    assert compared > 500


def test_zones_are_looked_up_by_the_member_of_their_list(law: Any) -> None:  # noqa: ANN401
    zones = lean_system().variables["zone_apl"].possible_values
    key = zones.encode(CHANCE.choice(np.array(["zone_1", "zone_2", "zone_3"]), LONG))
    seen = 0
    for node in nodes_of(law):
        if {"zone_1", "zone_2", "zone_3"} <= node._children.keys():
            found, wanted = node[key], theirs(node, key)
            seen += assert_same(found, wanted)
            assert len(np.unique(np.asarray(key))) == 3
    assert seen > 5


def test_short_arrays_are_left_to_openfisca(law: Any) -> None:  # noqa: ANN401
    walked = 0
    for node in nodes_of(law):
        key = some_of(list(node._children))[:8]
        found, wanted = node[key], theirs(node, key)
        assert type(found) is type(wanted)
        walked += isinstance(found, VectorialParameterNodeAtInstant)
    assert walked > 5


def test_a_name_that_is_not_there_is_refused_as_openfisca_does(law: Any) -> None:  # noqa: ANN401
    node = next(nodes_of(law))
    with pytest.raises(Exception, match="nothing") as wanted:
        theirs(node, np.array(["nothing"] * LONG))
    with pytest.raises(type(wanted.value), match="nothing"):
        node[np.array(["nothing"] * LONG)]
