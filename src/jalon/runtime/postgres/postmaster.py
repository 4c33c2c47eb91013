"""Which processes of PostgreSQL live in a folder, whatever its pid file says.

The file may be stale (we were killed, the machine restarted), name a process that took the same
number since, or be a copy from another folder. What tells the truth is where a process works:
every process of a server has the cluster as its current folder, even after the folder was moved.
"""

from __future__ import annotations

import contextlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil

from jalon.runtime.postgres.account import Account


@dataclass(frozen=True)
class Postmaster:
    """The main process of the server of one cluster, seen from outside."""

    data: Path
    account: Account | None

    def find_pid(self) -> int | None:
        """The number in the pid file if that process is alive and works here."""
        pid = self._written_pid()
        return pid if pid is not None and self._works_here(pid) else None

    def find_socket_folder(self) -> Path | None:
        """The folder of the socket that the server wrote when it started."""
        lines = self._lines()
        return Path(lines[4]) if len(lines) > 4 and lines[4] else None

    def clear_remains(self, socket_lock: Path) -> None:
        """Make room for a new server when `find_pid` gave None; keep the start lock held.

        A main process that was killed may leave processes that still write: they are ended first,
        because the pid file is what keeps a second server away from them. PostgreSQL clears the
        files of a dead process itself, but not those that are cut, nor those whose number is now
        another's or a zombie's.
        """
        remains = [process for process in _servers() if self._works_here(process.pid)]
        for process in remains:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.terminate()
        _, alive = psutil.wait_procs(remains, timeout=10)
        pid = self._written_pid()
        if not alive and (pid is None or psutil.pid_exists(pid)):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            socket_lock.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _written_pid(self) -> int | None:
        try:
            return int(self._lines()[0])
        except (IndexError, ValueError):
            return None

    def _works_here(self, pid: int) -> bool:
        try:
            return Path(_folder_of(pid, self.account)).samefile(self.data)
        except (psutil.Error, OSError):
            return False


def _servers() -> list[psutil.Process]:
    return [p for p in psutil.process_iter(["name"]) if p.info["name"] == "postgres"]


def _folder_of(pid: int, account: Account | None) -> str:
    if account is None:
        return psutil.Process(pid).cwd()
    # In a container, root may often not look into another account's process; the account may.
    command = ["/usr/bin/readlink", f"/proc/{pid}/cwd"]
    seen = subprocess.run(  # noqa: S603 - a number and nothing else
        command, capture_output=True, text=True, check=False, cwd="/", **account.run_as()
    )
    return str(seen.stdout).rstrip("\n")
