"""Dataclasses as JSON and back, by their annotations: what is kept says nothing of any program.

Read: dataclasses, tuples of one kind, frozen sets, mappings, dates, unions, literals, and what JSON
has itself. Euros come back to the last bit; a key that is a number is written as text and comes
back a number.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

T = TypeVar("T")
Reader = Callable[[Any], Any]


class OtherShapeError(ValueError):
    """A text is not of the kind that it is read as; the message names the kind and no value."""


def write_json(value: object) -> bytes:
    """Return the text of a dataclass, or of what it is made of; TypeError for anything else."""
    options = orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY
    return orjson.dumps(value, _in_order, options)


def _in_order(value: object) -> list[Any]:
    """A set as JSON has it: the same text for the same set."""
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON.")


def read_json(kind: type[T], text: bytes) -> T:
    """Return the value of `kind` that a text was written from.

    Raises OtherShapeError, and TypeError for a kind that JSON does not have.
    """
    read: Reader = _reader(kind)  # type: ignore[arg-type] # a type can be hashed
    try:
        value: T = read(orjson.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise OtherShapeError(f"This is not the text of {kind}.") from None
    return value


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401 - annotations have no type of their own
    kind = getattr(kind, "__supertype__", kind)
    if dataclasses.is_dataclass(kind):
        return _of_fields(kind)
    return _PLAIN[kind] if kind in _PLAIN else _of_parts(kind)


def _of_fields(kind: Any) -> Reader:  # noqa: ANN401
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in dataclasses.fields(kind)]
    return lambda value: kind(**{name: read(value[name]) for name, read in readers})


def _of_parts(kind: Any) -> Reader:  # noqa: ANN401
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return lambda value: _check(value, fits=value in parts)
    if origin in (Union, types.UnionType):
        return _of_first(tuple(_reader(part) for part in parts))
    if origin is frozenset or (origin is tuple and parts[1:] == (Ellipsis,)):
        return _of_many(origin, _reader(parts[0]))
    if origin in (Mapping, dict):
        key, read = _key(parts[0]), _reader(parts[1])
        return lambda value: {key(name): read(part) for name, part in value.items()}
    raise TypeError(f"{kind} cannot be read from JSON.")


def _of_many(kind: Callable[[list[Any]], object], read: Reader) -> Reader:
    return lambda value: kind([read(part) for part in _check(value, fits=type(value) is list)])


def _of_first(readers: tuple[Reader, ...]) -> Reader:
    def read_first(value: Any) -> Any:  # noqa: ANN401
        for read in readers:
            try:
                return read(value)
            except (ValueError, TypeError, KeyError, AttributeError):
                continue
        raise OtherShapeError

    return read_first


def _key(kind: Any) -> Reader:  # noqa: ANN401
    return int if getattr(kind, "__supertype__", kind) is int else _PLAIN[str]


def _check(value: Any, *, fits: bool) -> Any:  # noqa: ANN401
    if not fits:
        raise OtherShapeError
    return value


_PLAIN: dict[Any, Reader] = {
    types.NoneType: lambda value: _check(value, fits=value is None),
    bool: lambda value: _check(value, fits=type(value) is bool),
    int: lambda value: _check(value, fits=type(value) is int),
    float: lambda value: _check(value, fits=type(value) in (float, int)),
    str: lambda value: _check(value, fits=type(value) is str),
    dt.date: dt.date.fromisoformat,
}
