"""What a run leaves: two Parquet files and a manifest; and, while it runs, what is done so far."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.run_folder import NEW, RunFolder, telling_full_disk
from jalon.reach.match.block import Best
from jalon.reach.match.input.moved_offers import MovedOffer
from jalon.reach.match.run.parquet import write_best, write_starts
from jalon.reach.request.model import Request
from jalon.reach.week.visits import Family

STATE = "unfinished.npz"
BEST, STARTS = "best.parquet", "starts.parquet"
NEW_STATE = STATE + NEW
_OURS = {STATE, BEST, STARTS, NEW_STATE}


@dataclass(frozen=True)
class Counts:
    """How many people each offer (and moved offer) holds for: int32, -1 where hours are unknown;
    which parts are in; and how many offers each part has."""

    people: Ints
    is_done: Bools
    sizes: Longs

    @classmethod
    def none(cls, offers: int, parts: Sequence[Longs]) -> Counts:
        """Before anything was counted."""
        sizes = np.array([len(part) for part in parts], dtype=np.int64)
        is_done = np.zeros(len(parts), dtype=np.bool_)
        return cls(np.full(offers, -1, dtype=np.int32), is_done, sizes)

    @property
    def todo(self) -> list[int]:
        """The parts that are not in."""
        return [int(part) for part in np.flatnonzero(~self.is_done)]

    @property
    def done(self) -> int:
        """How many parts are in."""
        return int(self.is_done.sum())

    def add(self, part: int, offers: Longs, people: Ints) -> None:
        """Take a part in."""
        self.people[offers] = people
        self.is_done[part] = True


class MatchFolder(RunFolder):
    """The folder of one match."""

    holds, made_from = "a match", "people, offers or settings"

    def __init__(self, path: Path, made_of: dict[str, object]) -> None:
        super().__init__(path, made_of)
        self._kept = 0

    def is_ours(self, name: str) -> bool:
        """Whether a match writes a file of that name."""
        return name in _OURS or super().is_ours(name)

    def resume(self, counts: Counts, best: Best) -> None:
        """Fill in what an earlier run kept, if it was this one."""
        arrays = _arrays(counts, best)
        kept = self._read_state() if self.is_same_run else {}
        # Another version may cut other parts: nothing of its work can then be told apart.
        if kept.keys() == arrays.keys() and np.array_equal(kept["sizes"], counts.sizes):
            for name, into in arrays.items():
                into[...] = kept[name]
            self._kept = counts.done
        else:
            with self._room(counts):
                self.write_manifest({"state": "unfinished"})

    def _read_state(self) -> dict[str, NDArray[Any]]:
        """What is kept; nothing where it cannot be read."""
        try:
            with (self.path / STATE).open("rb") as file, np.load(file) as kept:
                return dict(kept)
        except (OSError, ValueError, EOFError, zipfile.BadZipFile):
            return {}

    def keep(self, counts: Counts, best: Best) -> None:
        """Write down what is done, in one rename: a stop at any moment leaves a whole state."""
        new = self.path / NEW_STATE
        with self._room(counts):
            try:
                with new.open("wb") as file:
                    np.savez(file, allow_pickle=False, **_arrays(counts, best))
                    file.flush()
                    os.fsync(file.fileno())
                new.replace(self.path / STATE)
            finally:
                new.unlink(missing_ok=True)
        self._kept = counts.done

    def finish(
        self,
        request: Request,
        families: Sequence[Family],
        moved: Sequence[MovedOffer],
        counts: Counts,
        best: Best,
    ) -> dict[str, object]:
        """Write the results and the manifest; gives the manifest."""
        self.keep(counts, best)
        still = counts.people[: len(request.offers)]
        with self._room(counts):
            kept = write_best(self.path / BEST, families, request.offers, best)
            write_starts(self.path / STARTS, request.offers, moved, counts.people)
            figures = {
                "state": "finished",
                "people": len(request.people),
                "offers": len(request.offers),
                "offers_with_unknown_hours": int((still < 0).sum()),
                "pairs_that_hold": int(still.clip(0).sum(dtype=int)),
                "pairs_kept": kept,
            }
            self.write_manifest(figures)
            (self.path / STATE).unlink()
        return self.manifest

    @contextmanager
    def _room(self, counts: Counts) -> Iterator[None]:
        """A full disk is told with what is kept and what is missing."""

        def say_kept() -> str:
            parts = f"{self._kept} of {len(counts.is_done)} parts"
            return f"{parts} are kept there, whole; {self._missing(counts)}"

        with telling_full_disk(self.path, say_kept):
            yield

    def _missing(self, counts: Counts) -> str:
        rest = len(counts.is_done) - self._kept
        files = f"the results ({BEST}, {STARTS})"
        if not rest:
            return f"{files} are missing"
        return f"{rest} {'part' if rest == 1 else 'parts'} and {files} are missing"


def _arrays(counts: Counts, best: Best) -> dict[str, NDArray[Any]]:
    return {
        "people": counts.people,
        "is_done": counts.is_done,
        "sizes": counts.sizes,
        "seconds": best.seconds,
        "offer": best.offer,
        "choice": best.choice,
    }
