# ruff: noqa: E501, S603
"""Runs commands of one checkout, and writes what each of them gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
_PROGRESS = re.compile(r"^.*\d+ of \d+ parts, \d+ min \d+ s left\n", re.MULTILINE)
# What the embedded database or gunicorn says is not ours; elapsed time is on no other line.
_TO_TEXT = """
import hashlib, json, sys
import pyarrow.parquet as pq
for name in sys.argv[1:]:
    table = pq.read_table(name)
    print(name.rsplit("/", 1)[-1], table.schema.to_string(), hashlib.sha256(open(name, "rb").read()).hexdigest())
    for row in sorted(json.dumps(row, default=str, sort_keys=True) for row in table.to_pylist()):
        print(row)
"""


@dataclass
class Runner:
    """Runs commands of one checkout in one folder, and writes what each of them gives."""

    python: Path
    work: Path
    out: Path
    env: dict[str, str]
    count: int = 0
    codes: dict[str, int] = field(default_factory=dict)

    def run(self, name: str, *argv: str, stdin: str | None = None, dump: str = "") -> str:
        """`jalon ARGV…`: its code, output and errors to a file; then the folder `dump`. Gives stdout."""
        self.count += 1
        env = self.env | {"SAME_BYTES_UUID": str(self.count)}
        done = self._call(argv, env, stdin)
        if done.returncode < 0:
            # libosmium now and then aborts where a file cannot be opened: its thread's, not ours.
            print(f"{name}: signal {-done.returncode}, run again", file=sys.stderr, flush=True)
            done = self._call(argv, env, stdin)
        text = (
            f"jalon {' '.join(argv)}\ncode {done.returncode}\n--- stdout\n{done.stdout}"
            f"--- stderr\n{self.mask(_PROGRESS.sub('', done.stderr))}"
        )
        if dump:
            text += f"--- {dump}\n{self.dump(self.work / dump)}"
        folder = self.out / "commands"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        self.codes[name] = done.returncode
        return done.stdout

    def _call(
        self, argv: tuple[str, ...], env: dict[str, str], stdin: str | None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.python), "-m", "jalon.cli", *argv],
            cwd=self.work,
            env=env,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    def mask(self, text: str) -> str:
        """The folders of this run, and nothing else."""
        for folder, word in ((self.work, "WORK"), (Path(self.env["JALON_HOME"]), "HOME")):
            text = text.replace(str(folder), word)
        return text

    def dump(self, folder: Path) -> str:
        """The names of the files of a folder of results, and what they hold."""
        names = sorted(
            str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
        )
        tables = [str(folder / name) for name in names if name.endswith(".parquet")]
        env = {key: value for key, value in self.env.items() if key != "PYTHONPATH"}
        rows = subprocess.run(
            [str(self.python), "-c", _TO_TEXT, *tables],
            env=env, capture_output=True, text=True, check=True,
        ).stdout if tables else ""  # fmt: skip
        texts = "".join(
            f"{name}: {(folder / name).read_text()}\n" for name in names if name.endswith(".json")
        )
        return "\n".join(names) + "\n" + rows + texts


def environment(checkout: Path, home: Path, site_packages: Path, now: str) -> dict[str, str]:
    """What every process gets: the clock at `now`, a home of its own, nothing of the caller's Jalon."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("JALON_", "DATABASE_", "DJANGO_", "PYTHON", "SAME_BYTES"))
    }
    return kept | {
        "PYTHONPATH": f"{HERE / 'frozen'}:{site_packages}:{checkout / 'src'}",
        "SAME_BYTES_NOW": now,
        "JALON_HOME": str(home),
        "JALON_SECRET_KEY": "same-bytes-" + "0123456789" * 5,
        "PYTHONHASHSEED": "0",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
