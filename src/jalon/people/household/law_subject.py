"""What the law is asked about, as a text; and the name that the text has among kept answers."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from jalon.core.dataclass_json import read_json, write_json
from jalon.people.models import LawKind
from jalon.rights import Household, Job, law_version

_QUICKLY = 1
"""zlib's level: gains of four hundred jobs become a thirtieth in a few milliseconds."""


@dataclass(frozen=True, slots=True)
class LawSubject:
    """A household, and the jobs that the question is about."""

    household: Household
    jobs: tuple[Job, ...] = ()


def name_question(kind: LawKind, text: bytes) -> str:
    """The digest of a question: another where the law is another one."""
    return hashlib.sha256(f"{kind.value} {law_version()} ".encode() + text).hexdigest()


def write_subject(subject: LawSubject) -> bytes:
    """The text of a subject."""
    return write_json(subject)


def unpack_subject(packed: bytes | memoryview) -> LawSubject:
    """The subject of a text that was packed."""
    return read_json(LawSubject, unpack(packed))


def pack(text: bytes) -> bytes:
    """A text as it is kept."""
    return zlib.compress(text, _QUICKLY)


def unpack(packed: bytes | memoryview) -> bytes:
    """A text that was packed."""
    return zlib.decompress(packed)
