"""Who runs PostgreSQL: us, or, as it refuses to run as root, another account of the system."""

from __future__ import annotations

import logging
import os
import pwd
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_logger = logging.getLogger(__name__)

_FALLBACK = "nobody"


@dataclass(frozen=True)
class Account:
    """A user of the system that may run PostgreSQL."""

    name: str
    uid: int
    gid: int

    def run_as(self) -> dict[str, Any]:
        """Arguments of `subprocess.run` that leave root for this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def account_for(data: Path) -> Account | None:
    """Return None for an ordinary user, who runs PostgreSQL as themselves.

    For root: the owner of the cluster, else of the folder where it will be, else `nobody`.
    """
    if os.geteuid() != 0:
        return None
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    owner = there.stat().st_uid
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam(_FALLBACK)
    except KeyError:  # a folder lent to a container keeps the number of a user unknown here
        entry = pwd.getpwnam(_FALLBACK)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def let_through(account: Account, paths: Iterable[Path]) -> None:
    """Let `account` reach `paths`: root may work in a folder that is closed to everybody else.

    Only the right to pass through is given, not to list nor to read, and only where it lacks.
    """
    closed = list(_closed_parents(account, paths))
    for folder in closed:
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    if closed:
        _logger.warning(
            "PostgreSQL runs as %r under root: others may now pass through %s.",
            account.name,
            ", ".join(map(str, closed)),
        )


def let_read(account: Account, tree: Path) -> None:
    """Let `account` read and run the public files of `tree`, installed under a private umask."""
    if _may(account, tree.stat(), stat.S_IROTH | stat.S_IXOTH):
        return
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        runs = stat.S_IXOTH if mode & stat.S_IXUSR else 0
        path.chmod(mode | stat.S_IROTH | runs)


def _closed_parents(account: Account, paths: Iterable[Path]) -> Iterator[Path]:
    folders = {folder for path in paths for folder in path.resolve().parents}
    for folder in sorted(folders):
        if not _may(account, folder.stat(), stat.S_IXOTH):
            yield folder


def _may(account: Account, status: os.stat_result, others: int) -> bool:
    """Tell whether `account` has the rights `others`, given as bits of the class of others."""
    if status.st_uid == account.uid:
        others <<= 6
    elif status.st_gid == account.gid:
        others <<= 3
    return status.st_mode & others == others
