"""Reading the households, the offers and the pairs of a crowd; each complaint names its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jalon.core.errors import RequestError
from jalon.core.strict_json import RepeatedKeyError, read_strictly

if TYPE_CHECKING:
    from jalon.core.months import Month
    from jalon.rights import Ask, Household, Job

T = TypeVar("T")
_ONE_OFFER = "the offers[0]"


@dataclass(frozen=True)
class Line:
    """A value and where it stands: `offers.jsonl, line 3`."""

    where: str
    value: object


def read_asks(households: Path, offers: Path, pairs: Path | None) -> list[Ask]:
    """What a run is asked, in the order of the households.

    Without pairs every household has every offer, in their order.
    """
    from jalon.rights import Ask

    homes, jobs = _households(households), _Offers(offers)
    chosen = None if pairs is None else _pairs(pairs, homes, jobs)
    return [
        Ask(name, home, jobs.of(jobs.lines if chosen is None else chosen.get(name, ()), home))
        for name, home in homes.items()
    ]


@contextmanager
def _at(where: str) -> Iterator[None]:
    """Complaints begin with the place of the line."""
    try:
        yield
    except RequestError as error:
        raise RequestError(f"{where}: {str(error).removeprefix(_ONE_OFFER + '.')}") from None


def _lines(path: Path) -> Iterator[Line]:
    """The values of JSON lines; empty lines are passed over."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RequestError(f"{path} cannot be read: {reason}.") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Line(f"{path}, line {number}", _json(f"{path}, line {number}", line))


def _json(where: str, line: str) -> object:
    try:
        return read_strictly(line)
    except RepeatedKeyError as error:
        raise RequestError(f"{where}: {error}.") from None
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise RequestError(f"{where}: this is not JSON ({reason}).") from None


def _by_id(path: Path) -> dict[str, Line]:
    """The lines of a file by their `id`."""
    lines: dict[str, Line] = {}
    for line in _lines(path):
        name = line.value.get("id") if isinstance(line.value, dict) else None
        if not isinstance(name, str) or not name:
            raise RequestError(f'{line.where}: an object with an "id" that is a text is expected.')
        if name in lines:
            raise RequestError(
                f"{line.where}: {name!r} is there twice, first in {lines[name].where}."
            )
        lines[name] = line
    if not lines:
        raise RequestError(f"{path} is empty: give one JSON object a line.")
    return lines


def _households(path: Path) -> dict[str, Household]:
    from jalon.rights import parse_household

    def parsed(line: Line) -> Household:
        assert isinstance(line.value, dict)  # noqa: S101 - _by_id has seen to it
        with _at(line.where):
            return parse_household({k: v for k, v in line.value.items() if k != "id"})

    return {name: parsed(line) for name, line in _by_id(path).items()}


class _Offers:
    """Offers, each checked once for every month that a household is asked of."""

    def __init__(self, path: Path) -> None:
        self.lines = _by_id(path)
        self._known: dict[tuple[str, Month], Job] = {}

    def of(self, names: Iterable[str], household: Household) -> tuple[Job, ...]:
        """The jobs of a household."""
        return tuple(self._job(name, household) for name in names)

    def _job(self, name: str, household: Household) -> Job:
        from jalon.rights import parse_jobs

        key = name, household.month
        if key not in self._known:
            with _at(self.lines[name].where):
                self._known[key] = parse_jobs([self.lines[name].value], household)[0]
        return self._known[key]


def _pairs(path: Path, homes: Mapping[str, Household], offers: _Offers) -> dict[str, list[str]]:
    """The offers of each household, in the order of the file."""
    offers_of: dict[str, dict[str, None]] = {}
    rows = _pairs_of_parquet(path) if path.suffix == ".parquet" else _pairs_of_lines(path)
    for where, household, offer in rows:
        if household not in homes:
            raise RequestError(f"{where}: there is no household {household!r}.")
        if offer not in offers.lines:
            raise RequestError(f"{where}: there is no offer {offer!r}.")
        own = offers_of.setdefault(household, {})
        if offer in own:
            raise RequestError(f"{where}: {household!r} with {offer!r} is there twice.")
        own[offer] = None
    return {household: list(own) for household, own in offers_of.items()}


def _pairs_of_lines(path: Path) -> Iterator[tuple[str, str, str]]:
    for line in _lines(path):
        value = line.value
        if not isinstance(value, dict) or set(value) != {"household", "offers"}:
            raise RequestError(f'{line.where}: give exactly "household" and "offers".')
        if not isinstance(value["offers"], list):
            raise RequestError(f"{line.where}: offers is not a list of ids.")
        for offer in value["offers"]:
            yield line.where, str(value["household"]), str(offer)


def _pairs_of_parquet(path: Path) -> Iterator[tuple[str, str, str]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise RequestError(
            f"{path} cannot be read as Parquet: {str(error).splitlines()[0]}."
        ) from None
    owner = next((name for name in ("household", "person") if name in table.column_names), None)
    if owner is None or "offer" not in table.column_names:
        raise RequestError(f"{path} has no columns household (or person) and offer.")
    rows = zip(table[owner].to_pylist(), table["offer"].to_pylist(), strict=True)
    for number, (household, offer) in enumerate(rows, start=1):
        yield f"{path}, row {number}", str(household), str(offer)
