"""JSON in which no key is given twice: the standard allows it, and readers differ on which wins."""

from __future__ import annotations

import json

_MOST_DIGITS = 300


class RepeatedKeyError(ValueError):
    """An object has a key twice; the message says which."""


def read_strictly(text: str) -> object:
    """The value of a JSON text. Raises ValueError where it is none, where a key is repeated, or
    where a whole number is longer than any amount.
    """
    return json.loads(text, object_pairs_hook=_unique, parse_int=_whole)


def _whole(digits: str) -> int:
    # Python has a sentence of its own for some thousand digits, of its settings.
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number has {len(digits)} digits, and at most {_MOST_DIGITS} are read")
    return int(digits)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RepeatedKeyError(f"the key {twice!r} is given twice in one object; give it once")
    return value
