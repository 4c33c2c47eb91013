"""Logs that hold no personal data: where it failed and how, never with which values."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType
from typing import Any

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# Query strings, and the address that gunicorn writes for a request that it cannot read.
_PERSONAL = re.compile(r"\?\S+|\bip=\S+")


class DiscreetFormatter(logging.Formatter):
    """Writes exceptions with their type and place, without their message.

    The messages of databases, validators and converters quote what they refuse: an address, a
    name, a date of birth. Our own errors speak to the person in front, not to the log.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without what addresses carry after `?`, nor whose machine asked."""
        return _PERSONAL.sub("", super().format(record))

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


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything goes to standard error, one place to read."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "discreet": {
                "()": "jalon.runtime.logs.DiscreetFormatter",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["console"], "level": level},
        # Django would mail errors with their values to ADMINS; it and gunicorn would print twice.
        "loggers": {
            name: {"handlers": [], "level": level, "propagate": True}
            for name in ("django", "gunicorn.error", "gunicorn.access")
        }
        # It says how many threads it may use, at every start.
        | {"numexpr": {"handlers": [], "level": "WARNING", "propagate": True}}
        # `jalon.worker` says the same in one line each.
        | {
            name: {"handlers": [], "level": "CRITICAL", "propagate": True}
            for name in ("procrastinate", "psycopg.pool")
        },
    }
