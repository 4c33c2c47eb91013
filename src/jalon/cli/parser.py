"""An argument parser whose errors are one sentence."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from jalon.core.errors import EXIT_WRONG_INPUT

if TYPE_CHECKING:  # at run time the class takes no parameter
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


class Parser(argparse.ArgumentParser):
    """Tells what is wrong and where the help is, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2 and one sentence."""
        self.exit(EXIT_WRONG_INPUT, f"{self.prog}: {message}; see {self.prog} --help.\n")
