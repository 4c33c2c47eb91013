"""The typed reader of the environment. Nothing else in Jalon reads `os.environ` for a setting."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jalon.core.errors import WrongInputError

_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}


class Env:
    """Reads settings by name and type, and remembers the names that were asked for.

    An empty value is the default. Wrong values raise `WrongInputError`, naming the setting.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.names: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """The value as it is, without spaces around."""
        self.names.append(name)
        return self._values.get(name, "").strip() or default

    def flag(self, name: str) -> bool:
        """1, true, yes, on or their contraries; absent is False."""
        value = self.text(name).lower()
        if value in _YES | _NO:
            return value in _YES
        raise WrongInputError(f"{name} is {value!r}: write 1 for yes or 0 for no.")

    def count(self, name: str, default: int, *, least: int = 1, most: int = 65_535) -> int:
        """A whole number from `least` to `most`."""
        value = self.text(name, str(default))
        if value.isdecimal() and least <= int(value) <= most:
            return int(value)
        raise WrongInputError(f"{name} is {value!r}: write a whole number from {least} to {most}.")

    def path(self, name: str, default: Path) -> Path:
        """A folder or file; `~` is the user's home, and what is relative starts here."""
        return Path(self.text(name, str(default))).expanduser().resolve()

    def names_list(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Values separated by commas."""
        value = self.text(name, ",".join(default))
        return [part.strip() for part in value.split(",") if part.strip()]

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """One of the words of `choices`, in capitals or not."""
        value = self.text(name, default).upper()
        if value in choices:
            return value
        raise WrongInputError(f"{name} is {value!r}: write one of {', '.join(choices)}.")
