"""Which processes of PostgreSQL serve a cluster, whatever its pid file says.

The file may be stale (we were killed, the machine restarted), name a process that took the same
number since, or be a copy from another folder. Two facts about a process tell the truth:

- where it works: every process of a server has the cluster as its current folder, even after the
  folder was moved or removed;
- for which path it was started, from the name in its command line. A server writes its control
  file by that path for ever: once the folder has moved, or another took its place, it must not
  write again, not even to stop in order.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from jalon.runtime.postgres.account import Account
from jalon.runtime.postgres.layout import Layout


@dataclass(frozen=True)
class Postmaster:
    """The main process of the server of one cluster, seen from outside."""

    layout: Layout
    account: Account | None

    def find_pid(self) -> int | None:
        """The number in the pid file, if that process works here and was started for here."""
        pid = self._written_pid()
        if pid is None or not (self._works_here(pid) and self._was_started_for_here(pid)):
            return None
        return pid

    def clear_strays(self) -> None:
        """Make room for a new server when `find_pid` gave None; keep the start lock held.

        Strays are what a killed main process left, a server whose folder was removed or moved
        away, and one that was moved here. They are killed before the pid file goes, because that
        file keeps a second server away from them. What they had not finished is in the journal.
        """
        strays = list(self._strays())
        for process in strays:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        _, alive = psutil.wait_procs(strays, timeout=10)
        # PostgreSQL clears the files of a dead process itself, but not those that are cut, nor
        # those whose number is now another's or a zombie's.
        pid = self._written_pid()
        if not alive and (pid is None or psutil.pid_exists(pid)):
            (self.layout.data / "postmaster.pid").unlink(missing_ok=True)
            self.layout.socket_lock.unlink(missing_ok=True)

    def _strays(self) -> Iterator[psutil.Process]:
        for process in psutil.process_iter(["name"]):
            pid = process.pid
            if process.info["name"] == "postgres" and (
                self._was_started_for_here(pid) or self._works_here(pid)
            ):
                yield process

    def _written_pid(self) -> int | None:
        try:
            return int((self.layout.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _was_started_for_here(self, pid: int) -> bool:
        try:
            return self.layout.name in " ".join(psutil.Process(pid).cmdline())
        except psutil.Error:
            return False

    def _works_here(self, pid: int) -> bool:
        try:
            return Path(_folder_of(pid, self.account)).samefile(self.layout.data)
        except (psutil.Error, OSError):
            return False


def _folder_of(pid: int, account: Account | None) -> str:
    """The current folder of a process; Linux adds a word to the path of one that was removed."""
    link = f"/proc/{pid}/cwd"
    if not Path("/proc/self/cwd").exists():
        return psutil.Process(pid).cwd()
    try:
        return str(Path(link).readlink())  # psutil takes that word away
    except PermissionError:
        if account is None:
            raise
    # In a container, root may often not look into another account's process; the account may. A
    # process for each of them: where many clusters run that is a second of a start.
    seen = subprocess.run(  # noqa: S603 - a number and nothing else
        ["/usr/bin/readlink", link],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **account.run_as(),
    )
    return str(seen.stdout).rstrip("\n")
