"""The folder of a run: its parts while it goes on, then one table of gains."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jalon.core.run_folder import NEW, RunFolder, telling_full_disk
from jalon.rights.crowd.asks import Ask
from jalon.rights.crowd.rows import Columns, write_gains, write_part

GAINS = "gains.parquet"
_PART = "part-"


class CrowdFolder(RunFolder):
    """The folder of one run over many households."""

    holds, made_from = "gains", "households, offers or pairs"

    def is_ours(self, name: str) -> bool:
        """Whether a run writes a file of that name."""
        return name in (GAINS, GAINS + NEW) or name.startswith(_PART) or super().is_ours(name)

    def begin(self) -> None:
        """Say what is being done here; parts of another run are taken away."""
        if not self.is_same_run:
            for path in self.path.glob(f"{_PART}*"):
                path.unlink()
            with self._room(0):
                self.write_manifest({"state": "unfinished"})

    def todo(self, parts: int) -> list[int]:
        """The parts that are not kept."""
        return [part for part in range(parts) if not self._part(part).exists()]

    def keep(self, part: int, parts: int, columns: Columns) -> None:
        """Write a part down, in one rename: what is there is whole."""
        with self._room(parts):
            self._write(self._part(part), lambda path: write_part(path, columns))

    def finish(self, parts: int, asks: Sequence[Ask]) -> dict[str, object]:
        """Write the table and the manifest, then take the parts away; gives the manifest."""
        paths = [self._part(part) for part in range(parts)]
        manifest: dict[str, object] = {"state": "finished", "households": len(asks)}
        with self._room(parts):
            self._write(
                self.path / GAINS, lambda path: manifest.update(write_gains(path, paths, asks))
            )
            self.write_manifest(manifest)
        for path in self.path.glob(f"{_PART}*"):
            path.unlink()
        return self.manifest

    def _part(self, part: int) -> Path:
        return self.path / f"{_PART}{part:06d}.parquet"

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        new = path.with_name(path.name + NEW)
        try:
            write(new)
            with new.open("rb") as file:
                os.fsync(file.fileno())
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)

    @contextmanager
    def _room(self, parts: int) -> Iterator[None]:
        """A full disk is told with what is kept."""

        def say_kept() -> str:
            return f"{parts - len(self.todo(parts))} of {parts} parts are kept there, whole"

        with telling_full_disk(self.path, say_kept):
            yield
