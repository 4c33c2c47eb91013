"""A table of strings as two arrays, so that a million names are mapped and not read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Longs


@dataclass(frozen=True)
class StringTable:
    """n strings: UTF-8 `blob` (uint8) cut at `offsets` (int64, n + 1)."""

    blob: NDArray[np.uint8]
    offsets: Longs

    @classmethod
    def of(cls, strings: Iterable[str]) -> StringTable:
        """The table of these strings, in their order."""
        parts = [text.encode() for text in strings]
        lengths = np.fromiter((len(part) for part in parts), dtype=np.int64, count=len(parts))
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        return cls(np.frombuffer(b"".join(parts), dtype=np.uint8), offsets)

    def extended(self, strings: Iterable[str]) -> StringTable:
        """This table and more strings after its own."""
        more = StringTable.of(strings)
        return StringTable(
            np.concatenate((self.blob, more.blob)),
            np.concatenate((self.offsets, more.offsets[1:] + self.offsets[-1])),
        )

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> str:
        return bytes(self.blob[self.offsets[index] : self.offsets[index + 1]]).decode()
