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
_OWN_UID = 61_018
"""A number that no account has: what runs as `nobody` beside us has no right on our files.

Under those that systems give out by themselves (61184 and more), above those of people.
"""


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

    For root: the owner of the cluster, else of the folder where it will be, else a number that
    nobody has; in a container that may not use it, `nobody`.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid:
        return _named(data.stat().st_uid) or Account(
            "postgres", data.stat().st_uid, data.stat().st_gid
        )
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    owner = there.stat().st_uid
    # A folder lent to a container keeps the number of a user unknown here.
    return (_named(owner) if owner else None) or _nobodys()


def maker_for(account: Account | None) -> Account | None:
    """Who makes files for `account`: programs that do so want an account with a name."""
    if account is None or _named(account.uid):
        return account
    return _named(pwd.getpwnam(_FALLBACK).pw_uid)


def leave_nobody(account: Account | None) -> Account | None:
    """Who has a cluster that an older Jalon gave to `nobody`: from now on its own number."""
    return _nobodys() if account and account.name == _FALLBACK else account


def give_away(tree: Path, account: Account) -> None:
    """Make `account` the owner of a folder and all that is in it."""
    for path in (tree, *tree.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _nobodys() -> Account:
    if _is_usable(_OWN_UID):
        return Account("postgres", _OWN_UID, _OWN_UID)
    entry = pwd.getpwnam(_FALLBACK)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _named(uid: int) -> Account | None:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _is_usable(uid: int) -> bool:
    """Whether the system knows the number: a container may map a few thousand of them only."""
    try:
        lines = Path("/proc/self/uid_map").read_text().splitlines()
    except OSError:
        return False
    ranges = ((int(inside), int(count)) for inside, _, count in map(str.split, lines))
    return any(inside <= uid < inside + count for inside, count in ranges) and not _named(uid)


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
