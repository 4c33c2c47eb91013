"""`jalon site backup`: the database, the key and the audit's marks, in one folder."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from jalon import __version__
from jalon.core.errors import JalonError, WrongInputError
from jalon.runtime.upkeep.source import Source
from jalon.runtime.upkeep.tables import read_contents

DUMP, MANIFEST, KEY, MARKS = "database.dump", "manifest.json", "secret_key", "audit.marks"


def backup_site(out: Path) -> dict[str, Any]:
    """Save what nothing else could bring back into `out`, which is made; give its manifest.

    Pages go on meanwhile: all of it is of one moment. Raises WrongInputError where `out` is there.
    """
    from django.conf import settings

    from jalon.runtime.upkeep.source import own_source

    kept = {KEY: settings.HOME / "secret_key", MARKS: settings.JALON_AUDIT_MARKS}
    return save_source(own_source(), out, kept)


def save_source(source: Source, out: Path, kept: dict[str, Path]) -> dict[str, Any]:
    """Save one database and the files `kept` by their names; whole, or not at all."""
    if out.exists():
        raise WrongInputError(f"{out} is there already: name a new folder for each backup.")
    draft = out.with_name(f".{out.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(mode=0o700, parents=True)
        manifest = _save(source, draft)
        for name, path in kept.items():
            if path.is_file():
                shutil.copy2(path, draft / name)
        (draft / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
        draft.rename(out)
    except OSError as error:
        raise JalonError(f"The backup cannot be written in {out.parent}: {error}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _save(source: Source, folder: Path) -> dict[str, Any]:
    with source.connect() as connection:
        connection.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = str(row[0]) if row else ""
        dump = folder / DUMP
        source.run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={dump}",
        )
        contents = read_contents(connection)
        version = connection.info.server_version
    return {
        "jalon": __version__,
        "postgresql": version,
        "saved_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "sha256": _digest(dump),
        "tables": contents,
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a backup says of itself; raises WrongInputError where it is none, or was damaged."""
    for name in (MANIFEST, DUMP):
        if not (folder / name).is_file():
            raise WrongInputError(f"{folder} is no backup of Jalon: it has no {name}.")
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        is_whole = manifest["sha256"] == _digest(folder / DUMP)
        manifest["tables"].items()
    except OSError as error:
        raise WrongInputError(f"{folder} cannot be read: {error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongInputError(f"{folder / MANIFEST} was damaged or cut short.") from error
    if not is_whole:
        raise WrongInputError(f"{folder / DUMP} was damaged: it is not what was saved.")
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
