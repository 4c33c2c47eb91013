"""Where the embedded server keeps its files. Nothing here touches the disk."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

DATABASE = "jalon"
SUPERUSER = "jalon"
"""Who the cluster is made by: for its upkeep and for tests, never for a page."""
OWNER = "jalon_owner"
"""Whose the tables are: migrations, backups."""
APPLICATION = "jalon_app"
"""Who pages and workers are: it owns nothing."""
PORT = "5432"  # the name of the socket: the server listens on no network

# `sun_path` holds 104 bytes on macOS and 108 on Linux, the closing NUL among them.
_LONGEST_SOCKET = 103
# Lists of folders are separated by commas and pg_ctl goes through a shell.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._+-]+")


@dataclass(frozen=True)
class Layout:
    """The files of the server under one JALON_HOME."""

    home: Path

    @property
    def data(self) -> Path:
        """The cluster itself."""
        return self.home / "postgres"

    @property
    def name(self) -> str:
        """What the server's processes show in their command lines: made from the cluster's path."""
        return f"jalon-{hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]}"

    @property
    def log(self) -> Path:
        """What the server says; without values, see `server.py`."""
        return self.data / "server.log"

    @property
    def passwords(self) -> Path:
        """The passwords of the roles, for the account that runs Jalon alone."""
        return self.home / "postgres.passwords"

    @property
    def users_lock(self) -> Path:
        """Locked for sharing by each process that uses the server."""
        return self.home / "postgres.users"

    @property
    def start_lock(self) -> Path:
        """Locked by the one process that starts or stops the server."""
        return self.home / "postgres.start"

    @property
    def socket_folder(self) -> Path:
        """The cluster's folder, closed to others; a short one where its path is too long."""
        socket = f"{self.data}/.s.PGSQL.{PORT}"
        if len(os.fsencode(socket)) <= _LONGEST_SOCKET and _PLAIN_PATH.fullmatch(socket):
            return self.data
        # Not the TMPDIR of each process: all must find the same one.
        return Path("/tmp") / self.name  # noqa: S108 - made private, and checked

    @property
    def socket_lock(self) -> Path:
        """The file by which a server keeps its socket from others."""
        return self.socket_folder / f".s.PGSQL.{PORT}.lock"
