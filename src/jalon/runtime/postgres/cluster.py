"""Makes the cluster, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from jalon.runtime.postgres.layout import DATABASE, USER, Layout
from jalon.runtime.postgres.programs import VERSION, DatabaseError, Programs

_DRAFT = ".postgres-"

# `trust` is safe because the socket lies in a folder that only the owner may enter, and the
# server listens on no network. The builtin locale knows accents and is the same everywhere.
_INITDB = (
    f"--username={USER}",
    "--auth=trust",
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
        return
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=layout.home))
    if programs.account:
        os.chown(draft, programs.account.uid, programs.account.gid)
    _make(draft, programs)
    draft.rename(layout.data)


def _make(draft: Path, programs: Programs) -> None:
    programs.open_ways()
    made = programs.run("initdb", *_INITDB, "--pgdata=.", cwd=draft)
    if made.returncode:
        raise DatabaseError(_sentence(draft, made.stderr))
    sql = f"CREATE DATABASE {DATABASE};\n"
    named = programs.run("postgres", "--single", "-D", ".", "template1", cwd=draft, stdin=sql)
    if named.returncode or "ERROR:" in named.stderr:
        raise DatabaseError(_sentence(draft, named.stderr))


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
            "save it with pg_dump of that version, move the folder away, and load it again."
        )
