"""Reading what commands are given."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jalon.core.errors import RequestError
from jalon.core.strict_json import RepeatedKeyError, read_strictly


def read_json(path: Path) -> object:
    """The JSON of a file, or of standard input for `-`; RequestError where it is none."""
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RequestError(f"{path} cannot be read: {reason}.") from None
    try:
        return read_strictly(text)
    except RepeatedKeyError as error:
        raise RequestError(f"{path}: {error}.") from None
    except ValueError as error:
        raise RequestError(f"{path} is not JSON: {error}.") from None
    except RecursionError:
        raise RequestError(f"{path} is not a request: it is nested too deeply.") from None


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Complaints about what a file holds begin with its name."""
    try:
        yield
    except RequestError as error:
        raise RequestError(f"{path}: {error}") from None


def read_list(path: Path, name: str) -> list[object]:
    """The items of a JSON list, of an object's list called `name`, or of JSON lines."""
    if path.suffix in (".jsonl", ".ndjson"):
        return [*_read_lines(path)]
    value = read_json(path)
    items = value.get(name) if isinstance(value, dict) else value
    if not isinstance(items, list):
        raise RequestError(f'{path} holds no list of {name}: give [...] or {{"{name}": [...]}}.')
    return items


def _read_lines(path: Path) -> Iterator[object]:
    for number, line in enumerate(_bytes(path).splitlines(), start=1):
        if line.strip():
            try:
                yield read_strictly(line.decode())
            except RepeatedKeyError as error:
                raise RequestError(f"{path}, line {number}: {error}.") from None
            except ValueError as error:
                raise RequestError(f"{path} is not JSON lines: {error}.") from None


def sha256_of(path: Path) -> str:
    """The content of a file as one number."""
    return hashlib.sha256(_bytes(path)).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RequestError(f"{path} cannot be read: {error.strerror}.") from None
