"""The engines in other languages: where they are, what they are given and asked."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from bench.peers.feed import CHANGE_S, Plain
from bench.peers.lines import LinePeer
from bench.peers.ours import Question

HERE = Path(__file__).parent
PACKAGES = "JALON_PEERS_NODE"
ULTRA = "JALON_ULTRA"
DEPARTURE_BUFFER = Question(board_s=CHANGE_S, end_s=0)
"""ULTRA: two minutes before every boarding, the first too; footpaths are bare."""
ARRIVAL_BUFFER = Question(walk_s=2 * CHANGE_S)
"""raptor-journey-planner: two minutes after every arrival, of a walk too; none to board first."""
FREE_CHANGE = Question(change_s=0)
"""minotor: a change at one stop takes no time; only walks hold two minutes."""


@dataclass(frozen=True)
class Other:
    """An engine behind the protocol of lines.py: its command, its copy of the feed, its rules."""

    name: str
    command: tuple[str, ...]
    exact: bool
    zipped: bool
    question: Question
    compiled: bool = False

    def copy(self, plain: Plain) -> Path:
        """The folder of its copy."""
        return plain.exact if self.exact else plain.usual

    def start(self, plain: Plain) -> LinePeer:
        """The engine with the feed; to be entered as a context."""
        copy = self.copy(plain)
        feed = f"{copy}.zip" if self.zipped else str(copy)
        return LinePeer(self.name, [*self.command, feed, plain.date.isoformat()], plain.stops)


def others() -> tuple[list[Other], list[str]]:
    """The engines that are here, and a line for each that is not: how to have it."""
    found, missing = _node()
    program = os.environ.get(ULTRA)
    if program and Path(program).is_file():
        for kind in ("raptor", "csa"):
            command = (program, kind)
            name = f"ULTRA {kind.upper()} (C++)"
            found.append(Other(name, command, True, False, DEPARTURE_BUFFER, compiled=True))
    else:
        missing.append(
            "ULTRA: absent. Build a program on the classes of the public repository kit-algo/ULTRA "
            f"and name it in {ULTRA}; bench/README.md says what it must answer."
        )
    return found, missing


def _node() -> tuple[list[Other], list[str]]:
    node, folder = shutil.which("node"), Path(os.environ.get(PACKAGES, ""))
    asked = (
        ("raptor-journey-planner", "raptor.mjs", True, False, ARRIVAL_BUFFER),
        ("minotor", "minotor.mjs", False, True, FREE_CHANGE),
    )
    found, missing = [], []
    for package, driver, exact, zipped, question in asked:
        if node and PACKAGES in os.environ and (folder / "node_modules" / package).is_dir():
            command = (node, str(HERE / driver), str(folder.resolve()))
            found.append(Other(package, command, exact, zipped, question))
        else:
            missing.append(
                f"{package}: absent. With Node: npm install --prefix FOLDER {package}, "
                f"then {PACKAGES}=FOLDER."
            )
    return found, missing
