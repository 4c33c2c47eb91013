"""JSON in which no key is given twice: the standard allows it, and readers differ on which wins."""

from __future__ import annotations

import json


class RepeatedKeyError(ValueError):
    """An object has a key twice; the message says which."""


def read_strictly(text: str) -> object:
    """The value of a JSON text. Raises ValueError where it is none, or where a key is repeated."""
    return json.loads(text, object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RepeatedKeyError(f"the key {twice!r} is given twice in one object; give it once")
    return value
