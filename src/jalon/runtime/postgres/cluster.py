"""Makes the cluster, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from jalon.runtime.postgres.account import leave_nobody
from jalon.runtime.postgres.layout import SUPERUSER, Layout
from jalon.runtime.postgres.programs import VERSION, DatabaseError, Programs
from jalon.runtime.postgres.roles import settle_new_roles, settle_old_roles

_DRAFT = ".postgres-"

# The door is written with the roles, before the server ever runs. The builtin locale knows accents
# and is the same everywhere.
_INITDB = (
    f"--username={SUPERUSER}",
    "--auth=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)


def ensure_cluster(layout: Layout, programs: Programs) -> None:
    """Make the cluster and its database if they are not there; call it with the start lock held.

    It is made in a draft folder that takes its name when it is complete: a process killed on the
    way leaves a draft, which the next call throws away.
    """
    for draft in layout.home.glob(f"{_DRAFT}*"):
        shutil.rmtree(draft, ignore_errors=True)
    if layout.data.exists() and any(layout.data.iterdir()):
        _check_version(layout.data)
        if not layout.passwords.exists():
            programs.account = leave_nobody(programs.account)
            programs.open_ways()
            with programs.lend_to_maker(layout.data):
                settle_old_roles(layout, programs)
        return
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=layout.home))
    with programs.lend_to_maker(draft):
        _make(draft, programs)
        settle_new_roles(layout, draft, programs)
    draft.rename(layout.data)


def _make(draft: Path, programs: Programs) -> None:
    programs.open_ways()
    made = programs.run("initdb", *_INITDB, "--pgdata=.", cwd=draft, as_maker=True)
    if made.returncode:
        raise DatabaseError(_sentence(draft, made.stderr))


def _sentence(draft: Path, said: str) -> str:
    lines = [line for line in said.splitlines() if "error:" in line.lower() or "FATAL:" in line]
    cause = (lines or said.splitlines() or ["it said nothing"])[-1].strip()
    return f"PostgreSQL could not make its files in {draft.parent}: {cause}"


def _check_version(data: Path) -> None:
    try:
        version = (data / "PG_VERSION").read_text("ascii").strip()
    except FileNotFoundError:
        raise DatabaseError(
            f"{data} holds files that are not a PostgreSQL cluster: "
            "move them away, or set JALON_HOME to another folder."
        ) from None
    except PermissionError:
        raise DatabaseError(
            f"{data} belongs to another user: run Jalon as that user, "
            "or set JALON_HOME to another folder."
        ) from None
    if version != str(VERSION):
        raise DatabaseError(
            f"{data} was made by PostgreSQL {version} and Jalon brings PostgreSQL {VERSION}: "
            "with the Jalon that made it run jalon site backup, move the folder away, then run "
            "jalon site restore with this one."
        )
