"""Where compiled kernels are kept between processes.

numba keeps a compiled function until its own file changes, and does not see that a function it
calls, in another file, has changed: an update could go on computing with old code. The folder is
therefore named after the content of all the kernels' sources.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import numba

import jalon.core.arrays
import jalon.core.geo

_IMPORTED = (jalon.core.arrays, jalon.core.geo)
"""What kernels take from other rooms."""


def keep_compiled_kernels() -> None:
    """Point numba to this version's folder, unless NUMBA_CACHE_DIR says another."""
    if "NUMBA_CACHE_DIR" not in os.environ:
        folder = _writable_parent() / f"kernels-{_version()}"
        setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010 - it is not declared


def are_kernels_compiled() -> bool:
    """Whether every kernel of this version was compiled and kept: none compiles while one waits."""
    return _mark().exists()


def note_compiled_kernels() -> None:
    """Note that all of them were: what `warm_kernels` ends with."""
    with suppress(OSError):
        _mark().touch()


def _mark() -> Path:
    folder = getattr(numba.config, "CACHE_DIR")  # noqa: B009 - it is not declared
    return Path(str(folder)) / f"compiled-{_version()}"


def _version() -> str:
    digest = hashlib.blake2b(numba.__version__.encode(), digest_size=8)
    imported = [Path(str(module.__file__)) for module in _IMPORTED]
    for source in [*sorted(Path(__file__).parent.glob("*.py")), *imported]:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _writable_parent() -> Path:
    """Beside the sources where that can be written, else the user's own cache."""
    beside = Path(__file__).parent / "__pycache__"
    with suppress(OSError):
        beside.mkdir(exist_ok=True)
    if os.access(beside, os.W_OK):
        return beside
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "jalon"
