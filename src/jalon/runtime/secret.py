"""The key that signs sessions: made once, kept in JALON_HOME, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from jalon.core.errors import JalonError


def secret_key(path: Path) -> str:
    """Return the key kept in `path`, making it at the first call.

    Several processes may start at once: the first to link its file wins, all read the same key.
    """
    try:
        if not path.exists():
            _make(path)
        path.chmod(0o600) if path.stat().st_mode & 0o077 else None
        return path.read_text("ascii").strip()
    except OSError as error:
        raise JalonError(
            f"The secret key {path} cannot be used ({error.strerror}): "
            "give its folder to the user who runs Jalon, or set JALON_SECRET_KEY."
        ) from error


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key is the key
    finally:
        draft.unlink()
