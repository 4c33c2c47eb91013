"""Marks of the chain kept outside the database: what was cut off or written again is found by them.

One line for each: when, and the mark. The file is only ever added to; who runs the database may
have no right on it, and it may lie on another disk (JALON_AUDIT_MARKS).
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jalon.audit.chain import Mark, read_head
from jalon.core.errors import JalonError

_LINE = re.compile(r"\S+ (?P<sequence>[0-9]{1,18}):(?P<hash>[0-9a-f]{64})")


class UnreadableMarksError(JalonError):
    """The file of marks cannot be read or written; the sentence says which and why."""


def note_mark() -> Mark | None:
    """Adds the last event to the marks, unless it is there already; None where nothing is new.

    Raises UnreadableMarksError.
    """
    head = read_head()
    if not head.sequence or head in read_marks()[-1:]:
        return None
    line = f"{timezone.now().isoformat(timespec='seconds')} {head}\n"
    path: Path = settings.JALON_AUDIT_MARKS
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unreadable(path, error) from error
    return head


def read_marks() -> list[Mark]:
    """The marks that were noted, the oldest first; a last line cut by a full disk is none."""
    path: Path = settings.JALON_AUDIT_MARKS
    try:
        lines = path.read_text("ascii").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    found = (_LINE.fullmatch(line) for line in lines)
    return [Mark(int(each["sequence"]), each["hash"]) for each in found if each]


def _unreadable(path: Path, error: Exception) -> UnreadableMarksError:
    cause = getattr(error, "strerror", None) or type(error).__name__
    return UnreadableMarksError(
        f"The marks of the audit in {path} cannot be used ({cause}): give the file to the user "
        "who runs Jalon, or name another with JALON_AUDIT_MARKS."
    )
