"""The number of an establishment: fourteen digits with a key, and the directory that knows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from stdnum.exceptions import ValidationError
from stdnum.fr import siret


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """What a directory knows of an establishment."""

    name: str
    is_open: bool = True


def read_siret(typed: str) -> str:
    """Fourteen digits, however they were written; empty where the key is wrong."""
    try:
        return str(siret.validate(typed))
    except ValidationError:
        return ""


def look_up(number: str) -> DirectoryEntry | None:
    """What the directory of the settings says; None without one, or where it knows nothing.

    A directory that does not answer raises OSError: the request goes on without it.
    """
    if not settings.FIRM_DIRECTORY:
        return None
    find: Callable[[str], DirectoryEntry | None] = import_string(settings.FIRM_DIRECTORY)
    try:
        return find(number)
    except OSError:
        return None
