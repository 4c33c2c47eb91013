"""Passwords of the embedded server's roles: made once, kept where its owner alone reads them."""

from __future__ import annotations

import json
import os
import secrets

from jalon.runtime.postgres.layout import APPLICATION, OWNER, SUPERUSER, Layout

ROLES = (SUPERUSER, OWNER, APPLICATION)


def read_password(layout: Layout, role: str) -> str:
    """The password of `role`; empty where there is none yet. Raises OSError."""
    try:
        kept = json.loads(layout.passwords.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return ""
    return str(kept.get(role, ""))


def make_passwords() -> dict[str, str]:
    """New ones, by role; letters and digits alone, that nothing has to quote."""
    return {role: secrets.token_hex(24) for role in ROLES}


def keep_passwords(layout: Layout, passwords: dict[str, str]) -> None:
    """Write them at mode 600, whole or not at all."""
    draft = layout.passwords.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(passwords, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(layout.passwords)
