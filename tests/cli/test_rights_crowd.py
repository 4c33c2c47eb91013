"""`jalon rights crowd`, driven as anybody would: what it writes, and what it refuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jalon.cli import main, progress
from jalon.rights import reckon_crowd

Json = dict[str, Any]
HOME: Json = {
    "month": "2026-11",
    "adults": [{"birth": "1994-05-02", "status": "none"}],
    "couple": False,
    "children": [],
    "housing": {"status": "free"},
    "next_declaration_month": "2027-01",
}
OFFER: Json = {"gross_eur_hour": 12.4, "hours_week": 35, "start": "2026-12-01"}


class Crowd:
    """Files of households and offers, and the command on them."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capfd = folder, capfd
        self.write("h.jsonl", [HOME | {"id": f"h{rank}"} for rank in range(3)])
        self.write("o.jsonl", [OFFER | {"id": "o1"}, OFFER | {"id": "o2", "hours_week": 20}])

    def write(self, name: str, values: list[Any]) -> Path:
        """JSON lines; a text is a line as it is."""
        lines = [value if isinstance(value, str) else json.dumps(value) for value in values]
        path = self.folder / name
        path.write_text("".join(f"{line}\n" for line in lines))
        return path

    def command(self, *more: str) -> list[str]:
        """The arguments of the command."""
        files = [f"--households={self.folder / 'h.jsonl'}", f"--offers={self.folder / 'o.jsonl'}"]
        return ["rights", "crowd", *files, f"--out={self.folder / 'out'}", "--workers=1", *more]

    def run(self, *more: str) -> tuple[int, str, str]:
        """Exit code, output and errors."""
        code = main(self.command(*more))
        told = self._capfd.readouterr()
        return code, told.out, told.err

    def gain(self, home: Path, offers: Path) -> Json:
        """What `jalon rights gain` says of the first offer."""
        assert main(["rights", "gain", f"--household={home}", f"--offers={offers}"]) == 0
        found: Json = json.loads(self._capfd.readouterr().out)["offers"][0]
        return found

    def rows(self) -> list[Json]:
        """What was written."""
        found: list[Json] = pq.read_table(self.folder / "out" / "gains.parquet").to_pylist()
        return found

    def refused(self, *more: str) -> str:
        """The sentence of a refusal, without the folder."""
        code, out, err = self.run(*more)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert not (self.folder / "out").exists()
        return err.replace(f"{self.folder}/", "").removeprefix("jalon: ").rstrip()


@pytest.fixture
def crowd(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Crowd:
    return Crowd(tmp_path, capfd)


def test_every_household_with_every_offer(crowd: Crowd) -> None:
    code, out, err = crowd.run()
    assert (code, out) == (0, "3 households, 6 figures, 0 of them not computed.\n")
    assert err == "1 of 1 parts, 0 min 00 s left\n"
    rows = crowd.rows()
    assert [(row["household"], row["offer"]) for row in rows] == [
        (f"h{rank}", offer) for rank in range(3) for offer in ("o1", "o2")
    ]
    assert list(rows[0]) == [
        "household",
        "offer",
        "low",
        "central",
        "high",
        "causes",
        "not_computed",
    ]
    assert "travel_unknown" in rows[0]["causes"]


def test_the_figures_are_those_of_one_household_alone(crowd: Crowd) -> None:
    home = crowd.write("home.json", [HOME])
    offers = crowd.write("offers.json", [json.dumps([OFFER | {"id": "o1"}])])
    gain = crowd.gain(home, offers)
    crowd.run()
    row = crowd.rows()[0]
    assert {name: row[name] for name in ("low", "central", "high")} == gain["net_gain_eur_month"]
    assert row["causes"] == gain["causes_of_range"]


def test_pairs_of_lines_and_of_a_match(crowd: Crowd) -> None:
    lines = crowd.write(
        "p.jsonl",
        [{"household": "h2", "offers": ["o2", "o1"]}, {"household": "h0", "offers": ["o1"]}],
    )
    expected = [("h0", "o1"), ("h2", "o2"), ("h2", "o1")]
    assert crowd.run(f"--pairs={lines}", "--json")[0] == 0
    assert [(row["household"], row["offer"]) for row in crowd.rows()] == expected
    best = {"person": ["h2", "h2", "h0"], "rank": [1, 2, 1], "offer": ["o2", "o1", "o1"]}
    pq.write_table(pa.table(best), crowd.folder / "best.parquet")
    out = crowd.folder / "other"
    assert crowd.run(f"--pairs={crowd.folder / 'best.parquet'}", f"--out={out}")[0] == 0
    whole = (crowd.folder / "out" / "gains.parquet").read_bytes()
    assert (out / "gains.parquet").read_bytes() == whole


@pytest.mark.parametrize(
    ("file", "lines", "sentence"),
    [
        ("h.jsonl", [HOME | {"id": "a"}, "", "{"], "h.jsonl, line 3: this is not JSON"),
        ("h.jsonl", [HOME | {"id": "a"}] * 2, "h.jsonl, line 2: 'a' is there twice, first in"),
        ("h.jsonl", [HOME], 'h.jsonl, line 1: an object with an "id" that is a text is expected.'),
        ("h.jsonl", [], "h.jsonl is empty"),
        ("h.jsonl", [HOME | {"id": "a", "couple": 3}], "h.jsonl, line 1: couple: 3 is neither"),
        ("o.jsonl", [OFFER | {"id": "o", "hours_week": 60}], "o.jsonl, line 1: hours_week: 60"),
        ("o.jsonl", [OFFER | {"id": "o", "start": "2030-01-01"}], "o.jsonl, line 1: start: 2030"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(
    crowd: Crowd, file: str, lines: list[Any], sentence: str
) -> None:
    crowd.write(file, lines)
    assert crowd.refused().startswith(sentence)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"household": "nobody", "offers": ["o1"]}, "p.jsonl, line 1: there is no household"),
        ({"household": "h0", "offers": ["o9"]}, "p.jsonl, line 1: there is no offer 'o9'."),
        ({"household": "h0", "offers": ["o1", "o1"]}, "p.jsonl, line 1: 'h0' with 'o1' is there"),
        ({"household": "h0"}, 'p.jsonl, line 1: give exactly "household" and "offers".'),
        ({"household": "h0", "offers": "o1"}, "p.jsonl, line 1: offers is not a list of ids."),
    ],
)
def test_pairs_that_cannot_be_are_named(crowd: Crowd, line: Json, sentence: str) -> None:
    pairs = crowd.write("p.jsonl", [line])
    assert crowd.refused(f"--pairs={pairs}").startswith(sentence)


def test_pairs_that_are_no_table_are_refused(crowd: Crowd) -> None:
    (crowd.folder / "p.parquet").write_text("not Parquet")
    assert "cannot be read as Parquet" in crowd.refused(f"--pairs={crowd.folder / 'p.parquet'}")
    pq.write_table(pa.table({"who": ["h0"]}), crowd.folder / "p.parquet")
    assert "no columns household" in crowd.refused(f"--pairs={crowd.folder / 'p.parquet'}")


def test_no_worker_is_too_few(crowd: Crowd) -> None:
    assert "at least one process" in crowd.refused("--workers=0")


SLOW = """
import sys, time
from jalon.cli import main, progress
from jalon.rights import reckon_crowd
progress.TELL_EVERY_S = 0.0
tell = progress.Teller.__call__
def slow(self, done):
    tell(self, done)
    time.sleep(60)
progress.Teller.__call__ = slow
reckon_crowd.__kwdefaults__["part_copies"] = 3
sys.exit(main(sys.argv[1:]))
"""


def test_a_killed_command_goes_on(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", SLOW, *crowd.command()]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("1 of 3 parts")
        process.send_signal(signal.SIGKILL)
    kept = sorted(path.name for path in (crowd.folder / "out").glob("part-*"))
    assert kept == ["part-000000.parquet"]
    defaults = reckon_crowd.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "part_copies", 3)
    monkeypatch.setattr(progress, "TELL_EVERY_S", 0.0)
    code, _, told = crowd.run()
    assert (code, [line[:6] for line in told.splitlines()]) == (0, ["2 of 3", "3 of 3"])
    whole = crowd.folder / "whole"
    crowd.run(f"--out={whole}")
    assert (whole / "gains.parquet").read_bytes() == (
        crowd.folder / "out" / "gains.parquet"
    ).read_bytes()
