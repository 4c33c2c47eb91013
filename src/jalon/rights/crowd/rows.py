"""The results of a run as tables: one row for each household and offer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jalon.core.errors import JalonError
from jalon.rights.crowd.asks import Ask, Part
from jalon.rights.gain.compute import reckon_many
from jalon.rights.gain.result import Figure

if TYPE_CHECKING:
    import pyarrow as pa

Columns = dict[str, list[Any]]
"""Lists of one length by name."""
_AMOUNTS = ("low", "central", "high")
_WHY = ("causes", "not_computed")


def reckon_part(part: Part) -> Columns:
    """The rows of some households; `rank` and `place` are the indices of household and offer.

    JalonError that names the household where one of them cannot be reckoned.
    """
    try:
        rows = _rows(part)
    except Exception:
        for indexed in part:
            _reckon_alone(indexed)
        raise
    names = ("rank", "place", *_AMOUNTS, *_WHY)
    return {name: [row[column] for row in rows] for column, name in enumerate(names)}


def _rows(part: Part) -> list[tuple[Any, ...]]:
    reckonings = reckon_many((ask.household, ask.jobs) for _, ask in part)
    return [
        (household_index, offer_index, *_figure(figure))
        for (household_index, _), reckoning in zip(part, reckonings, strict=True)
        for offer_index, figure in enumerate(reckoning.figures())
    ]


def _reckon_alone(indexed: tuple[int, Ask]) -> None:
    """Says which household it is, where it fails alone as it did with others."""
    try:
        _rows([indexed])
    except Exception as error:
        raise JalonError(
            f"Household {indexed[1].id}: it could not be reckoned ({type(error).__name__}). "
            "Without it the others can be."
        ) from error


def _figure(figure: Figure) -> tuple[Any, ...]:
    net = figure.net_eur_month
    eur = [None] * len(_AMOUNTS) if net is None else [round(getattr(net, n), 2) for n in _AMOUNTS]
    return *eur, list(figure.causes), list(figure.not_computed)


def write_part(path: Path, columns: Columns) -> None:
    """One part, as it is kept while the run goes on."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns, schema=pa.schema([*_indices(), *_fields()])), path)


def write_gains(path: Path, parts: Sequence[Path], asks: Sequence[Ask]) -> dict[str, object]:
    """All rows in the order of the households and of their offers; gives how many there are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([*_indices(), *_fields()])
    tables = [pq.read_table(part, schema=schema) for part in parts]
    table = pa.concat_tables(tables) if tables else schema.empty_table()
    table = table.sort_by([("rank", "ascending"), ("place", "ascending")])
    household_indices, offer_indices = (table[name].to_numpy() for name in ("rank", "place"))
    households = np.array([ask.id for ask in asks], dtype=object)
    offers = [
        asks[index].jobs[offer_index].id
        for index, offer_index in zip(household_indices, offer_indices, strict=True)
    ]
    named = {
        "household": pa.array(households[household_indices], pa.string()),
        "offer": pa.array(offers, pa.string()),
        **{field.name: table[field.name] for field in _fields()},
    }
    pq.write_table(pa.table(named), path)
    return {"pairs": table.num_rows, "pairs_not_computed": table["central"].null_count}


def _indices() -> list[pa.Field[Any]]:
    import pyarrow as pa

    return [pa.field("rank", pa.int32()), pa.field("place", pa.int32())]


def _fields() -> list[pa.Field[Any]]:
    import pyarrow as pa

    texts = pa.list_(pa.string())
    amounts = [pa.field(name, pa.float64()) for name in _AMOUNTS]
    return [*amounts, *(pa.field(name, texts) for name in _WHY)]
