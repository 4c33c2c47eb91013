# ruff: noqa: E501, S607
"""Every command, on both real feeds and on the households."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import inputs
from inputs import Draw, Json, write
from runner import HERE, Runner
from wrong import bad_requests, bad_rights, record_feeds, record_helps

FEEDS = {
    "paris": ("gtfs-ratp-val-de-marne.zip", ""),
    "porto": ("gtfs-porto-alegre.zip", "osm-porto-alegre.osm.pbf"),
}


def _reach(runner: Runner, data: Path) -> None:
    for town, (feed, streets) in FEEDS.items():
        with_streets = ["--streets", str(data / streets)] if streets else []
        net = f"net-{town}"
        # The data are read where they are; their folder is the same for every checkout.
        runner.run(
            f"{town}-build",
            "network",
            "build",
            str(data / feed),
            *with_streets,
            "--out",
            net,
            "--json",
        )
        runner.run(
            f"{town}-build-text", "network", "build", str(data / feed), "--out", f"{net}-no-streets"
        )
        runner.run(f"{town}-info", "network", "info", net)
        manifest = json.loads(runner.run(f"{town}-info-json", "network", "info", net, "--json"))
        _arrays(runner, town, net)
        _days(runner, town, net, data / feed, _monday(manifest))
    runner.run(
        "both-build",
        "network",
        "build",
        *(str(data / feed) for feed, _ in FEEDS.values()),
        "--out",
        "net-both",
    )
    feed = data / FEEDS["porto"][0]
    runner.run("twice-build", "network", "build", str(feed), str(feed), "--out", "net-twice")


def _arrays(runner: Runner, town: str, net: str) -> None:
    """Every file of a network, by its hash: what was compiled is the same to the byte."""
    env = {key: value for key, value in runner.env.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        ["sh", "-c", "find . -type f | LC_ALL=C sort | xargs sha256sum"],
        cwd=runner.work / net, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    (runner.out / "commands" / f"{town}-files.txt").write_text(done.stdout)


def _monday(manifest: Json) -> str:
    first, last = (
        dt.date.fromisoformat(manifest["validity"][f"{end}_day"]) for end in ("first", "last")
    )
    day = first + (last - first) / 2
    return (day - dt.timedelta(days=day.weekday())).isoformat()


def _days(runner: Runner, town: str, net: str, feed: Path, monday: str) -> None:
    stops = inputs.stops_of(feed)
    ask = ("reach", "days", "--network", net, "--request")
    for rank in range(3):
        seconds = {"seconds": True} if rank else {}
        settings = {
            "arrival_margin_min": 0, "walk_detour": 1.1, "max_stop_walk_m": 900, "min_change_s": 0,
            "start_step_min": 30, "bicycle_kmh": 18, "car_slowdown": 1.0, "max_bicycle_min": 45,
        } if rank == 2 else {}  # fmt: skip
        name = f"{town}-{rank}.json"
        people, offers = ((40, 25), (24, 16), (16, 20))[rank]
        drawn = Draw(stops, f"{town}-{rank}").request(monday, people, offers, **seconds, **settings)
        write(runner.work / "inputs" / name, drawn)
        runner.run(f"{town}-days-{rank}", *ask, f"inputs/{name}", "--json")
        runner.run(f"{town}-summary-{rank}", *ask, f"inputs/{name}", "--summary")
        small = drawn | {"people": drawn["people"][:12], "offers": drawn["offers"][:10]}
        write(runner.work / "inputs" / f"small-{name}", small)
        runner.run(f"{town}-unlocks-{rank}", *ask, f"inputs/small-{name}", "--unlocks")
        runner.run(
            f"{town}-unlocks-summary-{rank}", *ask, f"inputs/small-{name}", "--unlocks", "--summary"
        )
    runner.run(f"{town}-stdin", *ask, "-", stdin=json.dumps(small))
    _match(runner, town, net, stops, monday)
    if town == "paris":
        bad_requests(runner, net, small)


def _match(runner: Runner, town: str, net: str, stops: Any, monday: str) -> None:  # noqa: ANN401
    draw = Draw(stops, f"{town}-match")
    people = [draw.person(f"p{rank:03}") for rank in range(150)]
    offers = [draw.offer(f"o{rank:03}") for rank in range(60)]
    write(runner.work / "inputs" / f"{town}-people.json", {"people": people})
    write(runner.work / "inputs" / f"{town}-offers.jsonl", offers)
    write(
        runner.work / "inputs" / "settings.json", {"arrival_margin_min": 10, "max_stop_walk_m": 400}
    )
    files = [
        "--network",
        net,
        "--people",
        f"inputs/{town}-people.json",
        "--offers",
        f"inputs/{town}-offers.jsonl",
    ]
    match = ["reach", "match", *files]
    runner.run(
        f"{town}-match", *match, "--monday", monday, "--out", f"m1-{town}", dump=f"m1-{town}"
    )
    runner.run(
        f"{town}-match-again",
        *match,
        "--monday",
        monday,
        "--out",
        f"m1-{town}",
        "--json",
        dump=f"m1-{town}",
    )
    runner.run(f"{town}-match-other", *match, "--top", "3", "--out", f"m1-{town}")
    more = ["--moves=-60,-30,30,60", "--top", "5", "--settings", "inputs/settings.json", "--json"]
    runner.run(f"{town}-match-moves", *match, *more, "--out", f"m2-{town}", dump=f"m2-{town}")
    few = {"people": people[:40]}
    write(runner.work / "inputs" / f"{town}-few.json", few)
    known = [draw.offer(f"k{rank:02}", known=True) for rank in range(15)]
    write(runner.work / "inputs" / f"{town}-known.json", {"offers": known})
    unlocks = ["reach", "unlocks", "--network", net, "--monday", monday]
    some = ["--people", f"inputs/{town}-few.json", "--offers", f"inputs/{town}-known.json"]
    runner.run(f"{town}-territory-unlocks", *unlocks, *some)
    runner.run(f"{town}-territory-unlocks-json", *unlocks, *some, "--json")
    write(runner.work / "inputs" / f"{town}-six.json", {"people": people[:12]})
    write(runner.work / "inputs" / f"{town}-four.json", {"offers": known[:5]})
    lines = [
        "--people",
        f"inputs/{town}-six.json",
        "--offers",
        f"inputs/{town}-four.json",
        "--lines",
        "--json",
    ]
    runner.run(f"{town}-territory-unlocks-lines", *unlocks, *lines)
    where = {"network": f"../{net}", "people": f"{town}-few.json", "offers": f"{town}-known.json"}
    bad = where | {"name": "bad", "people": "none.json"}
    write(runner.work / "inputs" / f"{town}-territories.json", [where | {"name": "good"}, bad])
    runner.run(f"{town}-territories", "reach", "match", "--territories", f"inputs/{town}-territories.json",
               "--out", f"m3-{town}", "--json", dump=f"m3-{town}")  # fmt: skip


def _rights(runner: Runner, _: Path) -> None:
    for path in sorted((HERE / "households").glob("*.json")):
        given = json.loads(path.read_text())
        home, offers = f"inputs/h-{path.stem}.json", f"inputs/o-{path.stem}.json"
        write(runner.work / home, given["household"])
        write(runner.work / offers, given["offers"])
        runner.run(
            f"gain-{path.stem}", "rights", "gain", "--household", home, "--offers", offers, "--json"
        )
        runner.run(f"check-{path.stem}", "rights", "check", "--household", home, "--json")
    for rank in range(12):
        home, offers = f"inputs/h-drawn-{rank:02}.json", f"inputs/o-drawn-{rank:02}.json"
        write(runner.work / home, inputs.draw_household(f"one-{rank}"))
        write(runner.work / offers, [inputs.draw_offer(f"{rank}-{one}") for one in range(3)])
        runner.run(
            f"gain-drawn-{rank:02}", "rights", "gain", "--household", home, "--offers", offers
        )
        runner.run(f"check-drawn-{rank:02}", "rights", "check", "--household", home)
    home = "inputs/h-01-aissata.json"
    runner.run(
        "check-stdin", "rights", "check", "--household", "-", stdin=(runner.work / home).read_text()
    )
    _crowd(runner)
    bad_rights(runner, json.loads((runner.work / home).read_text()))


def _crowd(runner: Runner) -> None:
    homes = [
        json.loads(path.read_text())["household"] | {"id": path.stem}
        for path in sorted((HERE / "households").glob("*.json"))
    ]
    homes += [
        inputs.draw_household(f"village-{rank}") | {"id": f"v{rank:02}"} for rank in range(48)
    ]
    offers = [inputs.draw_offer(f"crowd-{rank}") for rank in range(6)]
    pairs = [
        {"household": one["id"], "offers": [offers[rank % 6]["id"]]}
        for rank, one in enumerate(homes)
    ]
    for name, value in {
        "homes": homes,
        "offers": offers,
        "pairs": pairs,
        "few": homes[:12],
    }.items():
        write(runner.work / "inputs" / f"crowd-{name}.jsonl", value)
    crowd = ["rights", "crowd", "--offers", "inputs/crowd-offers.jsonl", "--households"]
    runner.run(
        "crowd",
        *crowd,
        "inputs/crowd-homes.jsonl",
        "--out",
        "c1",
        "--workers",
        "1",
        "--json",
        dump="c1",
    )
    runner.run("crowd-pairs", *crowd, "inputs/crowd-homes.jsonl", "--pairs", "inputs/crowd-pairs.jsonl",
               "--out", "c2", "--workers", "2", dump="c2")  # fmt: skip
    runner.run("crowd-again", *crowd, "inputs/crowd-few.jsonl", "--out", "c1", "--workers", "1")
    runner.run("crowd-no-worker", *crowd, "inputs/crowd-few.jsonl", "--out", "c3", "--workers", "0")
    runner.run("crowd-no-file", *crowd, "inputs/none.jsonl", "--out", "c3")
    runner.run(
        "crowd-bad-pairs",
        *crowd,
        "inputs/crowd-few.jsonl",
        "--pairs",
        "inputs/crowd-few.jsonl",
        "--out",
        "c3",
    )


PARTS: dict[str, Callable[[Runner, Path], None]] = {
    "help": record_helps,
    "feeds": record_feeds,
    "reach": _reach,
    "rights": _rights,
}
