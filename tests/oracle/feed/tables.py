"""The tables of a feed, a zip or a folder."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

Row = dict[str, str]


class Tables(NamedTuple):
    """A feed's files."""

    path: Path

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of `table`.txt; none where the feed has no such file."""
        name = f"{table}.txt"
        if self.path.is_dir():
            if (self.path / name).exists():
                with (self.path / name).open(encoding="utf-8-sig", newline="") as text:
                    yield from csv.DictReader(text)
            return
        with zipfile.ZipFile(self.path) as archive:
            if name in archive.namelist():
                with archive.open(name) as raw:
                    yield from csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", newline=""))


@cache
def seconds(text: str) -> int:
    """Seconds of HH:MM:SS."""
    hours, minutes, rest = text.strip().split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def said(row: Row, name: str) -> str:
    """What a row says in a column; nothing where it has no such column."""
    return (row.get(name) or "").strip()
