"""`jalon network` and `jalon reach`: the contract, driven as anybody would."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from jalon.cli import main
from tests.gtfs_feeds import calls, write_feed

REQUEST: dict[str, Any] = {
    "date_of_monday": "2026-11-23",
    "people": [{"id": "p1", "home": {"lat": 48.79, "lon": 2.45}, "means": ["transit"]}],
    "offers": [
        {
            "id": "o1",
            "lat": 48.81,
            "lon": 2.47,
            "shifts": {"tuesday": None, "monday": [["09:00", "12:00"]]},
        },
        {"id": "o2", "lat": 48.81, "lon": 2.47, "shifts": {"monday": [["07:00", "12:00"]]}},
    ],
}
BOTH_WAYS = [
    *calls("T1", ("A", "08:00:30"), ("B", "08:10:00"), ("C", "08:20:00")),
    *calls("T2", ("C", "12:10:00"), ("B", "12:20:00"), ("A", "12:30:30")),
]


@pytest.fixture
def network(tmp_path: Path) -> Path:
    feed = write_feed(tmp_path / "feed.zip", stop_times=BOTH_WAYS)
    assert main(["network", "build", str(feed), "--out", str(tmp_path / "net")]) == 0
    return tmp_path / "net"


def ask(network: Path, request: object, *options: str) -> int:
    path = network.parent / "request.json"
    path.write_text(request if isinstance(request, str) else json.dumps(request))
    return main(
        ["reach", "days", "--network", str(network), "--request", str(path), "--json", *options]
    )


def lines(capfdbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_build_and_info_print_the_manifest(
    network: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    capfdbinary.readouterr()
    assert main(["network", "info", str(network), "--json"]) == 0
    (manifest,) = lines(capfdbinary)
    assert manifest["counts"]["trips"] == 2
    assert manifest == json.loads((network / "manifest.json").read_text())


def test_days_come_in_the_order_of_the_request(
    network: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    capfdbinary.readouterr()
    assert ask(network, REQUEST) == 0
    rows = lines(capfdbinary)
    keys = [(row["offer"], row["weekday"]) for row in rows]
    assert keys == [("o1", "tuesday"), ("o1", "monday"), ("o2", "monday")]
    assert rows[0]["holdable"] is None
    # Home stands at stop A: leave with the bus at 08:00:30, shown as 08:00; 12:30:30 as 12:31.
    assert (rows[1]["leave_home"], rows[1]["arrive_work"]) == ("08:00", "08:20")
    assert (rows[1]["leave_work"], rows[1]["return_home"]) == ("12:00", "12:31")
    assert (rows[1]["out_min"], rows[1]["back_min"], rows[1]["slack_min"]) == (60, 31, 40)
    assert (rows[1]["rides"], rows[1]["walk_min"]) == (2, 0)
    assert rows[1]["safe_leave_home"] is None
    assert [leg["kind"] for leg in rows[1]["legs"]] == ["walk", "ride", "walk"] * 2
    assert rows[1]["legs"][1]["from"] == "stop:A"
    assert (rows[2]["holdable"], rows[2]["leave_home"]) == (False, None)
    assert rows[2]["reasons"][0]["code"] == "no_service_early_enough"
    assert rows[2]["reasons"][0]["detail"] == {"needed": "06:55", "first_arrival": "08:20"}


def test_seconds_are_exact(network: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    capfdbinary.readouterr()
    assert ask(network, REQUEST | {"settings": {"seconds": True}}) == 0
    row = lines(capfdbinary)[1]
    assert (row["leave_home"], row["return_home"]) == ("08:00:30", "12:30:30")
    assert (row["out_s"], row["back_s"], row["slack_s"], row["walk_s"]) == (3570, 1830, 2400, 0)


def test_minutes_shown_never_miss_the_next_leg(
    network: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    capfdbinary.readouterr()
    near = REQUEST | {
        "people": [
            REQUEST["people"][0] | {"home": {"lat": 48.7912, "lon": 2.4511}, "max_trip_min": 90}
        ]
    }
    assert ask(network, near) == 0
    legs = lines(capfdbinary)[1]["legs"]
    assert legs[0]["depart"] < legs[0]["arrive"]
    for leg, after in pairwise(legs):
        assert leg["arrive"] <= after["depart"]


def test_a_summary_has_one_line_for_each_person_and_offer(
    network: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    capfdbinary.readouterr()
    assert ask(network, REQUEST, "--summary") == 0
    first, second = lines(capfdbinary)
    assert (first["offer"], first["holdable"], first["days_holding"]) == ("o1", None, 1)
    assert (second["offer"], second["holdable"], second["week_min"]) == ("o2", False, None)


@pytest.mark.parametrize(
    ("request_text", "said"),
    [("{", "is not JSON"), ("[" * 100_000, "nested too deeply"), ("{}", "is missing")],
)
def test_a_wrong_request_is_one_sentence_and_exit_code_2(
    network: Path, capfd: pytest.CaptureFixture[str], request_text: str, said: str
) -> None:
    capfd.readouterr()
    assert ask(network, request_text) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_a_missing_request_and_a_missing_network(
    network: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    missing = ["--request", str(network / "none.json")]
    assert main(["reach", "days", "--network", str(network), *missing]) == 2
    assert main(["reach", "days", "--network", str(network / "none"), *missing]) == 2
    assert main(["network", "info", str(network / "none")]) == 2
    assert capfd.readouterr().err.count("\n") == 3


def test_a_build_that_is_killed_leaves_the_old_network(network: Path, tmp_path: Path) -> None:
    before = (network / "manifest.json").read_bytes()
    feed = write_feed(
        tmp_path / "other.zip", stop_times=calls("T1", ("A", "09:00:00"), ("B", "9:10:00"))
    )
    killed = """
import os, signal, sys
from jalon.reach.network import store
store._replace_manifest = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from jalon.cli import main
main(sys.argv[1:])
"""
    build = ["network", "build", str(feed), "--out", str(network)]
    ended = subprocess.run([sys.executable, "-c", killed, *build], capture_output=True, check=False)
    assert ended.returncode == -9
    assert (network / "manifest.json").read_bytes() == before
    assert ask(network, REQUEST) == 0
    # What the killed build left is swept away by the next one.
    assert main(build) == 0
    assert len(list(network.glob("arrays-*"))) == 1
