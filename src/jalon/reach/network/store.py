"""A compiled network on disk: one folder of arrays a build, and a manifest that names it.

The manifest is replaced last, in one rename: a build that is killed at any moment leaves the
network that was there before, whole.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.errors import NetworkError
from jalon.reach.network.string_table import StringTable
from jalon.reach.network.types import Network
from jalon.reach.terrain import Streets

FORMAT = 2
"""Raised when the arrays change shape; an older network then asks to be built again."""
MANIFEST = "manifest.json"
_NEEDED = {"arrays", "counts", "feeds", "timezone", "validity", "warnings"}
_DATA_PREFIX = "arrays-"
_LOCK = ".lock"
_OURS = re.compile(r"arrays-[0-9a-f]{32}|\.lock|\.manifest\.json\.[0-9a-f]{32}")
"""Names that only this module gives: what else is in a folder is somebody's."""


def holds_other_things(folder: Path) -> bool:
    """Whether a folder has files and no network; what a killed first build left does not count."""
    if (folder / MANIFEST).exists():
        return False
    return any(not _OURS.fullmatch(entry.name) for entry in folder.iterdir())


def save_network(
    out: Path, arrays: Mapping[str, NDArray[Any] | StringTable], manifest: Mapping[str, Any]
) -> dict[str, Any]:
    """Write the arrays, then the manifest that points to them; give the manifest written."""
    with _alone_in(out):
        data = out / f"{_DATA_PREFIX}{uuid.uuid4().hex}"
        data.mkdir()
        try:
            for name, value in arrays.items():
                _save(data, name, value)
            whole = {"format": FORMAT, "arrays": data.name, **manifest}
            _replace_manifest(out, whole)
        except BaseException as error:
            shutil.rmtree(data, ignore_errors=True)
            if isinstance(error, OSError):  # NumPy tells a full disk by two numbers alone
                raise NetworkError(
                    f"{out} cannot be written ({error}): is its disk full?"
                ) from error
            raise
        _remove_other_builds(out, keep=data.name)
    return whole


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    """Make the folder and keep other builds waiting: one would sweep the other's arrays away."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / _LOCK).open("w")
    except OSError as error:
        raise NetworkError(
            f"{out} cannot be written ({error.strerror}): name another --out."
        ) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _save(folder: Path, name: str, value: NDArray[Any] | StringTable) -> None:
    if isinstance(value, StringTable):
        np.save(folder / f"{name}.blob.npy", value.blob)
        np.save(folder / f"{name}.offsets.npy", value.offsets)
    else:
        np.save(folder / f"{name}.npy", np.ascontiguousarray(value))


def _replace_manifest(out: Path, manifest: Mapping[str, Any]) -> None:
    draft = out / f".{MANIFEST}.{uuid.uuid4().hex}"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(out / MANIFEST)


def _remove_other_builds(out: Path, keep: str) -> None:
    for folder in out.glob(f"{_DATA_PREFIX}*"):
        if folder.name != keep and _OURS.fullmatch(folder.name):
            shutil.rmtree(folder, ignore_errors=True)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a compiled network; NetworkError where there is none that can be read."""
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NetworkError(
            f"{folder} holds no network: run `jalon network build FEED.zip --out {folder}`."
        ) from None
    except (OSError, ValueError) as error:
        raise NetworkError(f"{path} cannot be read ({error}): build the network again.") from None
    if (
        not isinstance(manifest, dict)
        or manifest.get("format") != FORMAT
        or not set(manifest) >= _NEEDED
    ):
        raise NetworkError(f"{folder} was built by another version of Jalon: build it again.")
    return manifest


def load_network(folder: Path) -> Network:
    """Open a compiled network; its arrays are mapped, not read."""
    manifest = read_manifest(folder)
    try:
        data = folder / str(manifest["arrays"])
        streets = _open_streets(data) if manifest.get("streets") else None
        return Network(manifest=manifest, **_open_arrays(data), streets=streets)
    except (OSError, ValueError, EOFError) as error:
        if read_manifest(folder)["arrays"] != manifest["arrays"]:
            return load_network(folder)  # a build took its place between the two reads
        raise NetworkError(f"{folder} is damaged ({error}): build the network again.") from None


def _open_arrays(data: Path) -> dict[str, Any]:
    return {
        field.name: _open(data, field.name, table="StringTable" in str(field.type))
        for field in fields(Network)
        if field.name not in {"manifest", "streets"}
    }


def _open_streets(data: Path) -> Streets:
    return Streets.from_arrays({name: _mapped(data / f"{name}.npy") for name in Streets.names()})


def _open(folder: Path, name: str, *, table: bool) -> Any:  # noqa: ANN401 - array or table
    if table:
        return StringTable(
            _mapped(folder / f"{name}.blob.npy"), _mapped(folder / f"{name}.offsets.npy")
        )
    return _mapped(folder / f"{name}.npy")


def _mapped(path: Path) -> NDArray[Any]:
    """A mapped array as a plain one: numpy's own class for them is slow to index."""
    return np.asarray(np.load(path, mmap_mode="r"))
