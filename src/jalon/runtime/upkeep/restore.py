"""`jalon site restore`: a backup into an empty database, compared table by table."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jalon.core.errors import JalonError, WrongInputError
from jalon.runtime import prepare
from jalon.runtime.upkeep.backup import DUMP, KEY, MARKS, read_manifest, save_source
from jalon.runtime.upkeep.source import Source, own_source
from jalon.runtime.upkeep.tables import find_differences, list_tables, read_contents

_PLAIN = ("--no-owner", "--no-privileges")
_WHOLE = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction")
_NEWER = b"SET transaction_timeout"
"""In the first lines of every script of pg_restore 17 and later: older servers refuse it."""
_HEAD_BYTES = 2000


def _suit_older_servers(script: Path) -> None:
    """Make that line a comment, in its place: the rest may be gigabytes."""
    with script.open("r+b") as file:
        at = file.read(_HEAD_BYTES).find(_NEWER)
        if at >= 0:
            file.seek(at)
            file.write(b"--")


def restore_site(folder: Path) -> dict[str, Any]:
    """Bring a backup back, then its tables to this version; give its manifest.

    Raises WrongInputError where the database is not empty, JalonError where a table differs.
    """
    manifest = _fill(own_source(), folder)
    _bring_back_kept(folder)
    prepare.migrate()
    return manifest


def _bring_back_kept(folder: Path) -> None:
    from django.conf import settings

    _bring_back(folder / KEY, settings.HOME / "secret_key")
    _bring_back(folder / MARKS, settings.JALON_AUDIT_MARKS)


def _bring_back(saved: Path, path: Path) -> None:
    """Put a file back; another one that is there stays beside it, with `.before` in its name."""
    if not saved.is_file() or (path.is_file() and path.samefile(saved)):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_bytes() != saved.read_bytes():
        # Marks of events after the backup are the one trace that there were any.
        now = dt.datetime.now(dt.UTC)
        path.rename(path.with_name(f"{path.name}.before-{now:%Y-%m-%dT%H-%M-%S}"))
    shutil.copy2(saved, path)


def move_site(source: Source, home: Path | None = None) -> dict[str, Any]:
    """Bring another database into the one of the settings, which is empty; the other stays.

    So does one change from the embedded server to one's own, or to a newer PostgreSQL. `home` is
    where the other was: its key, without which nobody's second factor opens, and its marks follow.
    """
    target = own_source()
    _check_empty(target)
    with TemporaryDirectory(prefix="jalon-move-") as folder:
        saved = Path(folder) / "saved"
        save_source(source, saved, {})
        manifest = _fill(target, saved)
    if home:
        _bring_back_kept(home)
    prepare.migrate()
    return manifest


def _fill(target: Source, folder: Path) -> dict[str, Any]:
    manifest = read_manifest(folder)
    _check_empty(target)
    with TemporaryDirectory(prefix="jalon-restore-") as scratch:
        script = Path(scratch) / "database.sql"
        target.run("pg_restore", *_PLAIN, f"--file={script}", str(folder / DUMP))
        _suit_older_servers(script)
        target.run("psql", *_WHOLE, f"--file={script}")
    with target.connect() as connection:
        different = find_differences(manifest["tables"], read_contents(connection))
    if different:
        raise JalonError(f"These tables are not as they were saved: {', '.join(different)}.")
    return manifest


def _check_empty(target: Source) -> None:
    with target.connect() as connection:
        if tables := list_tables(connection):
            raise WrongInputError(
                f"The database has {len(tables)} tables already, and nothing is written over "
                "them: name an empty one (another JALON_HOME, or DATABASE_URL)."
            )
