"""The tree of errors. Everything that Jalon raises on purpose is a `JalonError`."""

from __future__ import annotations

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_WRONG_INPUT = 2


class JalonError(Exception):
    """Jalon could not do what was asked; the message is one clear sentence."""

    exit_code = EXIT_FAILED


class WrongInputError(JalonError):
    """What was given is wrong; the sentence names the file, the place and the mend."""

    exit_code = EXIT_WRONG_INPUT


class FeedError(WrongInputError):
    """A timetable feed cannot be used at all."""


class StreetsError(WrongInputError):
    """An extract of streets cannot be used at all, or is of another place."""


class NetworkError(WrongInputError):
    """A compiled network is missing, damaged or made by another version."""


class RequestError(WrongInputError):
    """A request to the engine has a missing field or an impossible value."""


class ScaleError(WrongInputError):
    """A dated scale has no value for a month, or its file is wrong."""
