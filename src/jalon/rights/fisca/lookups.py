"""Parameters looked up by an array: once for each value that is in it, and not for each element.

OpenFisca walks through its nodes element by element. Thousands of copies of a household have the
few zones that one has: to walk for each took more than half of the time of a long answer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.parameters import ParameterNodeAtInstant, VectorialParameterNodeAtInstant

_FEW = 64
"""Up to so many elements OpenFisca's own walk is as quick as finding what is there twice."""


class Node(ParameterNodeAtInstant):  # type: ignore[misc] # OpenFisca has no types
    """A node of the tree of one day."""

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401
        names = isinstance(key, np.ndarray) and (
            isinstance(key, EnumArray) or key.dtype.kind == "U"
        )
        if not names or len(key) <= _FEW:
            return super().__getitem__(key)
        values, where = np.unique(np.asarray(key), return_inverse=True)
        return _spread(super().__getitem__(_as(key, values)), where)


class SpreadNode:
    """Different nodes, and for each element which of them is its own."""

    def __init__(self, nodes: Any, where: Any) -> None:  # noqa: ANN401
        self._nodes, self._where = nodes, where

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return self[name]

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401
        if isinstance(key, str):
            return _spread(self._nodes[key], self._where)
        values, each = np.unique(np.asarray(key), return_inverse=True)
        pairs, where = np.unique(self._where * len(values) + each, return_inverse=True)
        of, value = np.divmod(pairs, len(values))
        vector = [self._nodes.vector[one] for one in of]
        nodes = self._nodes
        different = VectorialParameterNodeAtInstant(vector, nodes._name, nodes._instant_str)
        return _spread(different[_as(key, values[value])], where)


def with_lookups(node: Any) -> Any:  # noqa: ANN401
    """The tree under a node of a day, looked up so from now on."""
    if isinstance(node, ParameterNodeAtInstant):
        node.__class__ = Node
        for child in node._children.values():
            with_lookups(child)
    return node


def _names(key: Any) -> bool:  # noqa: ANN401
    """Whether it is an array of names, or of members of a list."""
    return isinstance(key, EnumArray) or (isinstance(key, np.ndarray) and key.dtype.kind == "U")


def _as(key: Any, values: Any) -> Any:  # noqa: ANN401
    """Some values of an array, as what it is."""
    if not isinstance(key, EnumArray):
        return values
    assert key.possible_values is not None  # noqa: S101 - OpenFisca makes none without
    return EnumArray(values, key.possible_values)


def _spread(found: Any, where: Any) -> Any:  # noqa: ANN401
    return found[where] if isinstance(found, np.ndarray) else SpreadNode(found, where)
