"""The files of a feed, in a zip or in a folder. Nothing is ever extracted to disk."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO

from jalon.core.errors import FeedError
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.zip_safety import MAX_FILE_BYTES, check_entries

CHUNK_BYTES = 1 << 20
CORE_FILES = frozenset({"stops.txt", "trips.txt", "stop_times.txt"})
"""The files by which a folder is recognised as a feed."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    struct.error,
    EOFError,
    ValueError,
    NotImplementedError,  # a compression method or a zip version that Python does not know
    RuntimeError,  # the file asks for a password
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An open feed: its fingerprint, and how to read one of its files.

    `read` gives the bytes of a file, or None where the feed has no such file; it raises FeedError
    when the file is damaged or too large.
    """

    name: str
    sha256: str
    read: Callable[[str], bytearray | None]


@contextmanager
def open_archive(path: Path, notices: Notices) -> Iterator[Archive]:
    """Opens a zip or a folder; FeedError when it is neither, damaged or dangerous."""
    name = path.name or path.resolve().name
    try:
        if path.is_dir():
            yield Archive(name, _folder_sha256(path), lambda file: _read_in_folder(path / file))
            return
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            with _open_zip(stream) as archive:
                check_entries(archive.infolist(), stream.seek(0, 2))
                inside = _folder_inside(archive, notices)
                yield Archive(name, digest, lambda file: _read_in_zip(archive, inside + file))
    except FileNotFoundError:
        raise FeedError("there is no such file or folder; check the path") from None
    except OSError as error:
        raise FeedError(f"it cannot be read ({error.strerror or error})") from None


def _open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _DAMAGED:
        raise FeedError("it is not a zip file, or it was cut short; fetch it again") from None


def _folder_inside(archive: zipfile.ZipFile, notices: Notices) -> str:
    """The folder of the zip that holds the feed: "" at the root, or "name/"."""
    paths = map(PurePosixPath, archive.namelist())
    folders = sorted({str(path.parent) for path in paths if path.name in CORE_FILES})
    if "." in folders or not folders:
        return ""
    if len(folders) > 1:
        raise FeedError(f"it holds several feeds ({', '.join(folders)}); make one zip of each")
    notices.add(
        "invalid_input_files_in_subfolder",
        folders[0],
        "The files are in a folder inside the zip; put them at its root.",
    )
    return folders[0] + "/"


def _read_in_zip(archive: zipfile.ZipFile, name: str) -> bytearray | None:
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    try:
        with archive.open(entry) as stream:
            data = _read_all(stream, entry.file_size)
    except _DAMAGED as error:
        raise FeedError(f"{name} is damaged in the zip ({error}); fetch the feed again") from None
    if len(data) != entry.file_size:
        raise FeedError(f"{name} is cut short in the zip; fetch the feed again")
    return data


def _read_in_folder(path: Path) -> bytearray | None:
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return _read_all(stream, _size(path))


def _size(path: Path) -> int:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise FeedError(f"{path.name} has {size:,} bytes; the most that is read is 4 GiB")
    return size


def _read_all(stream: IO[bytes], size: int) -> bytearray:
    """At most `size` bytes, by pieces: a zip entry may unpack to more than it declares."""
    data = bytearray(size)
    view, end = memoryview(data), 0
    while end < size and (chunk := stream.read(min(CHUNK_BYTES, size - end))):
        view[end : end + len(chunk)] = chunk
        end += len(chunk)
    view.release()
    del data[end:]
    return data


def _folder_sha256(path: Path) -> str:
    """Of the sorted names and contents of the files at the top of the folder."""
    digest = hashlib.sha256()
    files = sorted(item for item in path.iterdir() if item.is_file() and _size(item) >= 0)
    for file in files:
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        digest.update(f"{content}  {file.name}\n".encode())
    return digest.hexdigest()
