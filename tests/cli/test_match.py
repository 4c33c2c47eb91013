"""`jalon reach match`, driven as anybody would: what it prints, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from jalon.cli import main
from jalon.cli.progress import Teller
from jalon.reach import Progress
from tests.gtfs_feeds import calls, write_feed

Json = dict[str, Any]
PEOPLE = [{"id": "p1", "home": {"lat": 48.79, "lon": 2.45}, "means": ["transit"]}]
OFFERS = [
    {"id": "o1", "lat": 48.81, "lon": 2.47, "shifts": {"monday": [["09:00", "12:00"]]}},
    {"id": "o2", "lat": 48.81, "lon": 2.47, "shifts": {"monday": [["07:00", "12:00"]]}},
    {"id": "o3", "lat": 48.81, "lon": 2.47, "shifts": {"monday": None}},
]
BOTH_WAYS = [
    *calls("T1", ("A", "08:00:30"), ("B", "08:10:00"), ("C", "08:20:00")),
    *calls("T2", ("C", "12:10:00"), ("B", "12:20:00"), ("A", "12:30:30")),
]


class Town:
    """A network, files of people and offers, and the command on them."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capfd = folder, capfd
        feed = write_feed(folder / "feed.zip", stop_times=BOTH_WAYS)
        assert main(["network", "build", str(feed), "--out", str(folder / "net")]) == 0
        self.write("people.json", PEOPLE)
        self.write("offers.json", OFFERS)

    def write(self, name: str, value: object) -> Path:
        """A file of the town; text as it is, anything else as JSON."""
        path = self.folder / name
        path.write_text(value if isinstance(value, str) else json.dumps(value))
        return path

    def match(self, *more: str, **files: str) -> tuple[int, str, str]:
        """Exit code, output and errors; `files` stand in the place of the town's own."""
        names = {"network": "net", "people": "people.json", "offers": "offers.json"} | files
        given = [x for k, v in names.items() for x in (f"--{k}", str(self.folder / v))]
        return self.run(*given, "--out", str(self.folder / "out"), *more)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, output and errors of any arguments."""
        self._capfd.readouterr()
        code = main(["reach", "match", "--monday", "2026-11-23", *arguments])
        out, err = self._capfd.readouterr()
        return code, out, err


@pytest.fixture
def town(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Town:
    return Town(tmp_path, capfd)


def test_what_is_printed(town: Town) -> None:
    code, out, err = town.match()
    assert code == 0
    assert out == (
        "1 people x 3 offers: 1 pairs hold, 1 are kept.\n"
        "1 offers have unknown hours: not counted.\n"
    )
    assert err == "1 of 1 parts, 0 min 00 s left\n"


def test_with_json_nothing_else_is_printed(town: Town) -> None:
    code, out, _ = town.match("--json")
    assert code == 0
    manifest = json.loads(out)
    assert (manifest["state"], manifest["pairs_that_hold"]) == ("finished", 1)
    assert manifest == json.loads((town.folder / "out" / "manifest.json").read_text())


def test_the_tables(town: Town) -> None:
    town.match("--moves=-15,15")
    # Leaves with the bus of 08:00:30 for 09:00, home at 12:30:30 after 12:00: 59:30 + 30:30.
    assert pq.read_table(town.folder / "out" / "best.parquet").to_pylist() == [
        {"person": "p1", "rank": 1, "offer": "o1", "week_s": 5400, "places": "{}"}
    ]
    starts = pq.read_table(town.folder / "out" / "starts.parquet").to_pylist()
    told = [(r["offer"], r["move_min"], r["start"], r["end"], r["people"]) for r in starts]
    # A quarter earlier: 45:30 to wait and ride home after 11:45. Later: the last bus has gone.
    assert told == [
        ("o1", 0, "09:00", "12:00", 1),
        ("o2", 0, "07:00", "12:00", 0),
        ("o1", -15, "08:45", "11:45", 1),
        ("o2", -15, "06:45", "11:45", 0),
        ("o1", 15, "09:15", "12:15", 0),
        ("o2", 15, "07:15", "12:15", 0),
    ]


def test_more_kept_than_there_are_offers(town: Town) -> None:
    code, out, _ = town.match("--top", "1000000000", "--json")
    assert (code, json.loads(out)["pairs_kept"]) == (0, 1)


def test_another_request_in_the_same_folder_is_refused(town: Town) -> None:
    assert town.match()[0] == 0
    code, out, err = town.match("--top", "2")
    assert (code, out) == (2, "")
    assert "holds a match of other people, offers or settings" in err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people", "{", "is not JSON"),
        ("offers", '{"people": []}', "holds no list of offers"),
        ("people", "[]", "The request has no people: give at least one."),
        ("offers", "[]", "The request has no offers: give at least one."),
        ("people", '[{"id": "p"}]', "is missing"),
    ],
)
def test_wrong_files_are_one_sentence(town: Town, name: str, content: str, said: str) -> None:
    town.write("wrong.json", content)
    code, out, err = town.match(**{name: "wrong.json"})
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not (town.folder / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--top", "0"], "--top 0: keep at least one offer"),
        (["--territories", "all.json"], "--network and --territories: give one of them"),
    ],
)
def test_wrong_arguments_are_one_sentence(town: Town, arguments: list[str], said: str) -> None:
    code, out, err = town.match(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_results_into_a_file_or_without_a_territory(town: Town) -> None:
    file = str(town.write("letter.txt", "mine"))
    code, _, err = town.match("--out", file)
    assert (code, "is a file, not a folder" in err) == (2, True)
    code, _, err = town.run("--out", file)
    assert (code, "--network is missing" in err) == (2, True)


def test_many_territories(town: Town) -> None:
    files = {"network": "net", "people": "people.json", "offers": "offers.json"}
    wrong = {"name": "west", **files, "people": "nobody.json"}
    path = town.write("all.json", [{"name": "east", **files}, wrong, {"name": "north", **files}])
    code, out, err = town.run("--territories", str(path), "--out", str(path.parent / "o"), "--json")
    # One that fails stops none of the others, and is told at the end.
    assert code == 2
    assert [json.loads(line)["territory"] for line in out.splitlines()] == ["east", "north"]
    assert "jalon: west: " in err
    assert "east: 1 of 1 parts" in err
    for name in ("east", "north"):
        assert (path.parent / "o" / name / "best.parquet").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "../up"}, "cannot be the name of a folder"),
        ({"name": "east"}, "names 'east' twice"),
        ({"name": ""}, "texts that are not empty"),
        ({"colour": "red"}, "give exactly name, network, people, offers"),
    ],
)
def test_wrong_territories_are_one_sentence(town: Town, change: Json, said: str) -> None:
    one = {"name": "east", "network": "net", "people": "people.json", "offers": "offers.json"}
    path = town.write("all.json", [one, one | change])
    code, out, err = town.run("--territories", str(path), "--out", str(path.parent / "o"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_line_a_second_at_most_and_the_last_one(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("jalon.cli.progress.time.monotonic", lambda: now[0])
    tell = Teller("east")
    for done, at in ((1, 100.0), (2, 100.5), (3, 101.2), (4, 101.3)):
        now[0] = at
        tell(Progress(done, 4, 61.0))
    assert capfd.readouterr().err.splitlines() == [
        "east: 1 of 4 parts, 1 min 01 s left",
        "east: 3 of 4 parts, 1 min 01 s left",
        "east: 4 of 4 parts, 1 min 01 s left",
    ]


def test_dask_is_not_needed_without_a_scheduler(town: Town) -> None:
    without = """
import sys
sys.modules["dask"] = sys.modules["distributed"] = None
from jalon.cli import main
sys.exit(main(sys.argv[1:]))
"""
    command = [sys.executable, "-c", without, "reach", "match", "--monday", "2026-11-23"]
    for name in ("people", "offers"):
        command += [f"--{name}", str(town.folder / f"{name}.json")]
    command += ["--network", str(town.folder / "net"), "--out", str(town.folder / "out")]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    more = ["--scheduler", "tcp://127.0.0.1:1"]
    ended = subprocess.run([*command, *more], check=False, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "pip install 'jalon[cluster]'" in ended.stderr
