"""What a run leaves: two Parquet files and a manifest; and, while it runs, what is done so far."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

import jalon
from jalon.core.errors import JalonError, RequestError
from jalon.core.time import WEEKDAYS, format_clock
from jalon.reach.families import Family
from jalon.reach.kernels.crowd import CLOSED
from jalon.reach.kernels.types import Ints
from jalon.reach.match.block import Best
from jalon.reach.match.moves import Moved
from jalon.reach.request import Request

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST, STATE = "manifest.json", "unfinished.npz"
BEST, STARTS = "best.parquet", "starts.parquet"
PEOPLE_AT_ONCE = 4096
"""People of one row group of the Parquet file."""


@dataclass(frozen=True)
class Counts:
    """How many people each offer (and moved offer) holds for: int32, -1 where hours are unknown;
    and which parts are in."""

    people: Ints
    is_done: NDArray[np.bool_]

    @classmethod
    def none(cls, offers: int, parts: int) -> Counts:
        """Before anything was counted."""
        return cls(np.full(offers, -1, dtype=np.int32), np.zeros(parts, dtype=np.bool_))

    @property
    def todo(self) -> list[int]:
        """The parts that are not in."""
        return [int(part) for part in np.flatnonzero(~self.is_done)]

    @property
    def done(self) -> int:
        """How many parts are in."""
        return int(self.is_done.sum())

    def add(self, part: int, offers: NDArray[np.int64], people: Ints) -> None:
        """Take a part in."""
        self.people[offers] = people
        self.is_done[part] = True


class MatchFolder:
    """The folder of one run, named by what the run is made of."""

    def __init__(self, path: Path, made_of: dict[str, object]) -> None:
        self.path = path
        self.made_of = made_of | {"version": jalon.__version__}
        text = json.dumps(self.made_of, sort_keys=True)
        self.digest = hashlib.sha256(text.encode()).hexdigest()
        self._check()

    def _check(self) -> None:
        """A run goes into a folder of its own, or goes on with its own beginning."""
        if self.path.exists() and not self.path.is_dir():
            raise RequestError(f"{self.path} is a file, not a folder: name another with --out.")
        names = {item.name for item in self.path.iterdir()} if self.path.exists() else set()
        if strange := sorted(
            names - {MANIFEST, STATE, BEST, STARTS, MANIFEST + ".new", STATE + ".new.npz"}
        ):
            raise RequestError(
                f"{self.path} holds other things than a match ({strange[0]}): name a new folder."
            )
        if MANIFEST in names and self.manifest.get("digest") != self.digest:
            raise RequestError(
                f"{self.path} holds a match of other people, offers or settings: name a new "
                "folder, or remove this one."
            )

    @property
    def manifest(self) -> dict[str, Any]:
        """What the folder says of itself; empty where it says nothing that can be read."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_text())
        except (OSError, ValueError):
            return {}
        return manifest if isinstance(manifest, dict) else {}

    @property
    def is_finished(self) -> bool:
        """Whether the whole run is there."""
        return self.manifest.get("state") == "finished"

    def resume(self, counts: Counts, best: Best) -> None:
        """Fill in what an earlier run kept, if it was this one."""
        with self._room(counts):
            self.path.mkdir(parents=True, exist_ok=True)
            if (self.path / STATE).exists() and self.manifest.get("digest") == self.digest:
                with np.load(self.path / STATE) as kept:
                    for name, into in _arrays(counts, best).items():
                        into[...] = kept[name]
            else:
                self._write_manifest({"state": "unfinished"})

    def keep(self, counts: Counts, best: Best) -> None:
        """Write down what is done, in one rename: a stop at any moment leaves a whole state."""
        with self._room(counts):
            new = self.path / (STATE + ".new.npz")
            np.savez(new, allow_pickle=False, **_arrays(counts, best))
            new.replace(self.path / STATE)

    def finish(
        self,
        request: Request,
        families: Sequence[Family],
        moved: Sequence[Moved],
        counts: Counts,
        best: Best,
    ) -> dict[str, object]:
        """Write the results and the manifest; gives the manifest."""
        self.keep(counts, best)
        import pyarrow.parquet as pq

        with self._room(counts):
            held = _write_best(self.path / BEST, request, families, best)
            pq.write_table(_starts(request, moved, counts), self.path / STARTS)
            found = {
                "state": "finished",
                "people": len(request.people),
                "offers": len(request.offers),
                "offers_with_unknown_hours": int((counts.people[: len(request.offers)] < 0).sum()),
                "pairs_that_hold": int(counts.people[: len(request.offers)].clip(0).sum(dtype=int)),
                "pairs_kept": held,
            }
            self._write_manifest(found)
            (self.path / STATE).unlink()
        return self.manifest

    def _write_manifest(self, found: dict[str, object]) -> None:
        new = self.path / (MANIFEST + ".new")
        new.write_text(json.dumps({"digest": self.digest, **found, "made_of": self.made_of}))
        new.replace(self.path / MANIFEST)

    @contextmanager
    def _room(self, counts: Counts) -> Iterator[None]:
        """A full disk is told with what is kept and what is missing."""
        try:
            yield
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise JalonError(
                f"No room is left on the disk of {self.path}: what was kept there before is whole, "
                f"{len(counts.is_done) - counts.done} of {len(counts.is_done)} parts were still to "
                "be done. Make room and give the same command again: it goes on from there."
            ) from None


def _arrays(counts: Counts, best: Best) -> dict[str, NDArray[Any]]:
    return {
        "people": counts.people,
        "is_done": counts.is_done,
        "seconds": best.seconds,
        "offer": best.offer,
        "choice": best.choice,
    }


def _write_best(path: Path, request: Request, families: Sequence[Family], best: Best) -> int:
    """One row for each person and offer kept, people in order, the best offer first."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [("person", pa.string()), ("rank", pa.int32()), ("offer", pa.string()),
         ("week_s", pa.int32()), ("places", pa.string())]
    )  # fmt: skip
    offers = np.array([offer.id for offer in request.offers], dtype=object)
    rows = 0
    with pq.ParquetWriter(path, schema) as writer:
        for first in range(0, len(families), PEOPLE_AT_ONCE):
            part = slice(first, first + PEOPLE_AT_ONCE)
            table = _best_rows(families[part], offers, best, first)
            writer.write_table(pa.table(table, schema=schema))
            rows += len(table["rank"])
    return rows


def _best_rows(
    families: Sequence[Family], offers: NDArray[Any], best: Best, first: int
) -> dict[str, Any]:
    last = first + len(families)
    person, rank = np.nonzero(best.seconds[first:last] < CLOSED)
    names = np.array([family.person.id for family in families], dtype=object)
    places = [[_places(choice.places) for choice in family.choices] for family in families]
    choice = best.choice[first:last][person, rank]
    return {
        "person": names[person],
        "rank": rank.astype(np.int32) + 1,
        "offer": offers[best.offer[first:last][person, rank]],
        "week_s": best.seconds[first:last][person, rank],
        "places": [places[p][c] for p, c in zip(person.tolist(), choice.tolist(), strict=True)],
    }


def _places(chosen: object) -> str:
    return json.dumps(chosen, ensure_ascii=False)


def _starts(request: Request, moved: Sequence[Moved], counts: Counts) -> pa.Table:
    """For each offer and move: the first shift of its first day, and for how many it holds."""
    import pyarrow as pa

    known = [number for number in range(len(moved)) if counts.people[number] >= 0]
    firsts = [_first_shift(moved[number]) for number in known]
    return pa.table(
        {
            "offer": [request.offers[moved[number].offer].id for number in known],
            "move_min": pa.array([moved[number].by_s // 60 for number in known], pa.int32()),
            "weekday": [WEEKDAYS[weekday] for weekday, _, _ in firsts],
            "start": [format_clock(start) for _, start, _ in firsts],
            "end": [format_clock(end) for _, _, end in firsts],
            "people": pa.array(counts.people[known], pa.int32()),
        }
    )


def _first_shift(moved: Moved) -> tuple[int, int, int]:
    weekday, spans = min(moved.asked.shifts.items())
    assert spans is not None  # noqa: S101 - only offers with known hours are counted
    return weekday, spans[0][0], spans[-1][1]
