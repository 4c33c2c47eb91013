"""Refuses zip files that are made to harm: bombs, names that escape, entries that hide others."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath

from jalon.core.errors import FeedError

MAX_FILE_BYTES = 4 << 30
"""The largest table that is read: the stop times of a large country are about half of it."""
MAX_TOTAL_BYTES = 16 << 30
RATIO_FROM_BYTES = 10 << 20
"""Below this a file is harmless however well it was packed."""
MAX_RATIO = 150
"""Timetables pack 5 to 40 times; a bomb packs about 1,000 times."""


def check_entries(entries: Sequence[zipfile.ZipInfo], archive_bytes: int) -> None:
    """Raises FeedError when the zip's own list of entries shows that it must not be opened."""
    for entry in entries:
        _check_name(entry.filename)
        _check_size(entry.filename, entry.file_size, entry.compress_size)
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL_BYTES or _bloated(total, archive_bytes):
        raise FeedError(f"its files would take {total:,} bytes, which looks like a zip bomb")
    for name, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            raise FeedError(f"{name} is in the zip {count} times; keep one of them")


def _check_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or PureWindowsPath(name).drive or ".." in path.parts:
        raise FeedError(f"the zip has a file named {name!r}, outside of it; make the zip again")


def _check_size(name: str, size: int, packed: int) -> None:
    if size > MAX_FILE_BYTES:
        raise FeedError(f"{name} would take {size:,} bytes; the most that is read is 4 GiB")
    if _bloated(size, packed):
        raise FeedError(
            f"{name} would take {size:,} bytes from {packed:,}, which looks like a zip bomb"
        )


def _bloated(size: int, packed: int) -> bool:
    return size > RATIO_FROM_BYTES and size > MAX_RATIO * max(packed, 1)
