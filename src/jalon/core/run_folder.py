"""The folder of a long run: what it is made of, one run at a time, and a manifest written whole."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import jalon
from jalon.core.errors import JalonError, RequestError

MANIFEST, LOCK = "manifest.json", ".lock"
NEW = ".new"
"""At the end of the name of a file that is being written; it is renamed when it is whole."""


class RunFolder:
    """The folder of one run, named by what the run is made of.

    `holds` is what a folder of this kind holds, `made_from` what makes two of them differ.
    """

    holds: ClassVar[str]
    made_from: ClassVar[str]

    def __init__(self, path: Path, made_of: dict[str, object]) -> None:
        self.path = path
        self.made_of = made_of | {"version": jalon.__version__}
        text = json.dumps(self.made_of, sort_keys=True)
        self.digest = hashlib.sha256(text.encode()).hexdigest()
        self._check()

    def is_ours(self, name: str) -> bool:
        """Whether a run of this kind writes a file of that name."""
        return name in (MANIFEST, MANIFEST + NEW, LOCK)

    def _check(self) -> None:
        """A run goes into a folder of its own, or goes on with its own beginning."""
        if self.path.exists() and not self.path.is_dir():
            raise RequestError(f"{self.path} is a file, not a folder: name another with --out.")
        names = {item.name for item in self.path.iterdir()} if self.path.exists() else set()
        if strange := sorted(name for name in names if not self.is_ours(name)):
            raise RequestError(
                f"{self.path} holds other things than {self.holds} ({strange[0]}): name a new "
                "folder."
            )
        if MANIFEST in names and not self.is_same_run:
            raise RequestError(
                f"{self.path} holds {self.holds} of other {self.made_from}: name a new "
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
    def is_same_run(self) -> bool:
        """Whether the folder says that it holds this very run, or its beginning."""
        return self.manifest.get("digest") == self.digest

    @property
    def is_finished(self) -> bool:
        """Whether the whole run is there."""
        return self.manifest.get("state") == "finished"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make the folder and keep other runs out of it; RequestError where one is in it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / LOCK).open("w")
        except OSError as error:
            raise RequestError(
                f"{self.path} cannot be written ({error.strerror}): name another --out."
            ) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RequestError(
                    f"Another run is writing into {self.path}: wait until it has ended, or name "
                    "another --out."
                ) from None
            # Somebody may have come between the first look and the lock.
            self._check()
            yield

    def write_manifest(self, facts: dict[str, object]) -> None:
        """Say what the folder holds, in one rename."""
        new = self.path / (MANIFEST + NEW)
        try:
            new.write_text(json.dumps({"digest": self.digest, **facts, "made_of": self.made_of}))
            new.replace(self.path / MANIFEST)
        finally:
            new.unlink(missing_ok=True)


@contextmanager
def telling_full_disk(path: Path, say_kept: Callable[[], str]) -> Iterator[None]:
    """A full disk is told with what is kept; JalonError in the place of the OSError."""
    try:
        yield
    except OSError as error:
        if not is_disk_full(error):
            raise
        raise JalonError(
            f"No room is left on the disk of {path}: {say_kept()}. "
            "Make room and give the same command again: it goes on from there."
        ) from None


def is_disk_full(error: OSError) -> bool:
    """Whether there was no room, or no more of what somebody may use."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
