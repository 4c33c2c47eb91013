"""Names put together from parts, so that thousands differ."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import numpy as np

from jalon.demo.timetable import FACTS


def read_more_names() -> dict[str, Any]:
    """The parts of names: of companies, nurseries and agents."""
    with (FACTS / "more_names.toml").open("rb") as file:
        return tomllib.load(file)


def paired(rng: np.random.Generator, heads: list[str], tails: list[str]) -> Iterator[str]:
    """Every head with every tail, each pair once, in a drawn order."""
    for index in rng.permutation(len(heads) * len(tails)):
        head, tail = divmod(int(index), len(tails))
        yield f"{heads[head]} {tails[tail]}"
