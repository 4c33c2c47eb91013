"""Logs that hold no personal data: where it failed and how, never with which values.

One line is one record: what a visitor sends is written as it is nowhere, so that no address begins
a line of its own, and none paints or erases the terminal of who reads.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import traceback
from types import TracebackType
from typing import Any

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# Query strings, and the address that gunicorn writes for a request that it cannot read.
_PERSONAL = re.compile(r"\?\S+|\bip=\S+")
_INDENT = "  "
"""Before each line after the first of a record: a line that begins otherwise is another record."""


def escape(text: str) -> str:
    r"""`text` with each character that is not printed escaped: `\n`, `\x1b`, `\u2028`.

    That is all control characters, line ends of every kind, marks that turn the way of reading, and
    what has no width.
    """
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


class DiscreetFormatter(logging.Formatter):
    """Writes exceptions with their type and place, without their message.

    The messages of databases, validators and converters quote what they refuse: an address, a
    name, a date of birth. Our own errors speak to the person in front, not to the log.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line without what addresses carry after `?`, nor whose machine asked.

        The lines of an exception, and of a stack, follow it with an indent.
        """
        # Not the base class's: it keeps on the record what another formatter made of the exception.
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        after = self.formatException(record.exc_info) if record.exc_info else ""
        if record.stack_info:
            after += "\n" + self.formatStack(record.stack_info)
        lines = [self.formatMessage(record)]
        lines += [f"{_INDENT}{escape(line)}" for line in after.split("\n") if line]
        # Escaped first: a line end would end what is taken away.
        lines[0] = _PERSONAL.sub("", escape(lines[0]))
        return "\n".join(lines)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's name
        """Return the chain of exceptions, first cause first."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            lines = [type(error).__qualname__, *places, *lines]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


class JsonFormatter(DiscreetFormatter):
    """The same record as one JSON object a line, for what collects logs: nothing more is in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object: `at` (UTC), `level`, `logger`, `message` and what follows it."""
        first, *rest = super().format(record).split("\n")
        told = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat("T", "milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": first,
        }
        return json.dumps(told | ({"after": rest} if rest else {}), ensure_ascii=False)


_FORMATTERS: dict[str, dict[str, Any]] = {
    "TEXT": {
        "()": "jalon.runtime.logs.DiscreetFormatter",
        "format": "{asctime} {levelname} {name} {message}",
        "style": "{",
    },
    "JSON": {"()": "jalon.runtime.logs.JsonFormatter", "format": "{message}", "style": "{"},
}
LOG_FORMATS = tuple(_FORMATTERS)


def logging_settings(level: str, form: str = "TEXT") -> dict[str, Any]:
    """Return Django's LOGGING: everything goes to standard error, one place to read."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": _FORMATTERS[form]},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["console"], "level": level},
        # Django would mail errors with their values to ADMINS; it and gunicorn would print twice.
        "loggers": {
            name: {"handlers": [], "level": level, "propagate": True}
            for name in ("django", "gunicorn.error", "gunicorn.access")
        }
        # The line of a request says its 404 already; a failure of ours is told with its place.
        | {"django.request": {"handlers": [], "level": "ERROR", "propagate": True}}
        # It says how many threads it may use, at every start.
        | {"numexpr": {"handlers": [], "level": "WARNING", "propagate": True}}
        # It would tell which passkey was shown.
        | {"fido2": {"handlers": [], "level": "WARNING", "propagate": True}}
        # `jalon.worker` says the same in one line each.
        | {
            name: {"handlers": [], "level": "CRITICAL", "propagate": True}
            for name in ("procrastinate", "psycopg.pool")
        },
    }
