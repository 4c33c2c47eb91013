"""Memory of the processes: given back when it is free, and shared where it can be."""

from __future__ import annotations

import ctypes
import gc

# From malloc.h of the GNU library; other libraries have no `mallopt`, and nothing to set.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_LARGE_BYTES = 256 << 10
_ARENAS = 2


def give_memory_back() -> None:
    """Return large free blocks to the system at once, and keep threads to two arenas.

    By default each of the threads has an arena of its own, and the first large block that is freed
    raises the size from which blocks are given back: processes stay as large as their largest page.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    mallopt(_M_ARENA_MAX, _ARENAS)
    mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
    mallopt(_M_TRIM_THRESHOLD, _LARGE_BYTES)


def share_with_forks() -> None:
    """Keep the collector away from what is here now: its marks would copy every shared page."""
    gc.collect()
    gc.freeze()
