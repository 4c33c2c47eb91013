"""From the bytes of a table to UTF-8 text with plain line ends and no byte-order mark."""

from __future__ import annotations

import codecs

from jalon.core.errors import FeedError
from jalon.sources.gtfs.notices import Notices

CHUNK_BYTES = 1 << 20


def clean_text(data: bytearray, file: str, notices: Notices) -> bytearray:
    """UTF-8 text whose lines end with \\n; FeedError when the file is not text at all."""
    _refuse_nul(data, file)
    if data.startswith(codecs.BOM_UTF8):
        del data[: len(codecs.BOM_UTF8)]
        notices.add("byte_order_mark", file, "The file begins with a byte-order mark.", line=1)
    return _utf8(_plain_line_ends(data, file, notices), file, notices)


def _refuse_nul(data: bytearray, file: str) -> None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FeedError(f"{file} is written in UTF-16; save it as UTF-8")
    place = data.find(b"\0")
    if place >= 0:
        line = 1 + data.count(b"\n", 0, place)
        raise FeedError(f"{file}, line {line}: a NUL byte, the file is damaged; fetch it again")


def _plain_line_ends(data: bytearray, file: str, notices: Notices) -> bytearray:
    if b"\r" not in data:
        return data
    data = data.replace(b"\r\n", b"\n")
    bare = data.count(b"\r")
    if bare:
        line = 1 + data.count(b"\n", 0, data.find(b"\r"))
        notices.add(
            "bare_carriage_return",
            file,
            "Lines end with a carriage return alone; end them with a line feed.",
            bare,
            line,
        )
        data = data.replace(b"\r", b"\n")
    return data


def _utf8(data: bytearray, file: str, notices: Notices) -> bytearray:
    place = _first_not_utf8(data)
    if place is None:
        return data
    line = 1 + data.count(b"\n", 0, place)
    notices.add(
        "not_utf8",
        file,
        "The file is not UTF-8; it was read as Windows-1252, so check the accents.",
        line=line,
    )
    return bytearray(data.decode("cp1252", errors="replace").encode())


def _first_not_utf8(data: bytearray) -> int | None:
    """Where the first byte is that is not UTF-8; by pieces, so that memory stays flat."""
    if data.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), CHUNK_BYTES):
        piece = data[start : start + CHUNK_BYTES]
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=start + CHUNK_BYTES >= len(data))
        except UnicodeDecodeError as error:
            return max(0, start - kept + error.start)
    return None
