# ruff: noqa: D103
"""What is wrong: requests, households, offers, usage, and feeds."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import inputs
from inputs import Json, write
from runner import Runner


def record_helps(runner: Runner, _: Path) -> None:
    verbs = (
        *("", "network", "network build", "network info", "reach", "reach days", "reach match"),
        *("reach unlocks", "reach warm", "rights", "rights gain", "rights check", "rights crowd"),
        *("site", "site demo", "site serve", "site migrate", "site collect-static"),
        *("site build-timetable", "site seed", "site warm", "site audit", "site stop"),
    )
    for verb in verbs:
        runner.run(f"help-{verb.replace(' ', '-') or 'jalon'}", *verb.split(), "--help")
    for name, argv in {
        "version": ["--version"], "nothing": [], "no-noun": ["nothing"], "no-verb": ["reach", "x"],
        "no-argument": ["reach", "days"], "bad-port": ["site", "serve", "--port", "0"],
        "bad-mark": ["site", "audit", "--known", "12"],
        "bad-moves": ["reach", "match", "--moves=a,b", "--out", "m"],
        "no-feed": ["network", "build", "--out", "n"],
        "unknown-option": ["rights", "check", "--household", "x", "--yaml"],
    }.items():  # fmt: skip
        runner.run(f"usage-{name}", *argv)


Change = Callable[[Json], Any]


def _set(*path: Any) -> Change:  # noqa: ANN401
    """Put the last of `path` at the place that the others name."""

    def change(asked: Json) -> None:
        place: Any = asked
        for step in path[:-2]:
            place = place[step]
        place[path[-2]] = path[-1]

    return change


_WRONG: dict[str, Change] = {
    "tuesday": _set("date_of_monday", "2026-11-24"),
    "no-date": lambda asked: asked.pop("date_of_monday"),
    "not-a-date": _set("date_of_monday", "lundi"),
    "outside": _set("date_of_monday", "1999-11-29"),
    "nobody": _set("people", []),
    "no-offer": _set("offers", []),
    "twice": lambda asked: asked["people"].append(asked["people"][0]),
    "typo": _set("people", 3, "max_walk_mins", 3),
    "latitude": _set("people", 3, "home", "lat", 123),
    "no-home": lambda asked: asked["people"][3].pop("home"),
    "means": _set("people", 1, "means", ["horse"]),
    "means-text": _set("people", 1, "means", "transit"),
    "speed": _set("people", 2, "walk_kmh", 90),
    "clock": _set("people", 2, "earliest_leave", "5h"),
    "shift": _set("offers", 1, "shifts", {"monday": [["16:30", "xx"]]}),
    "overlap": _set("offers", 1, "shifts", {"monday": [["08:00", "12:00"], ["11:00", "15:00"]]}),
    "two-nights": _set("offers", 1, "shifts", {"monday": [["22:00", "06:00"], ["23:00", "23:30"]]}),
    "no-day": _set("offers", 1, "shifts", {"lundi": [["08:00", "12:00"]]}),
    "duration": _set("offers", 1, "duration_min", 5000),
    "settings": _set("settings", {"walk_detour": 0.5}),
    "settings-name": _set("settings", {"detour": 1.5}),
    "seconds": _set("settings", {"seconds": "yes"}),
    "children": _set("people", 4, "children", [{"id": "c", "places": []}]),
    "far": _set("people", 4, "home", {"lat": 10.0, "lon": 10.0}),
    "hours": _set("people", 4, "children", [{"id": "c", "places": [
        {"id": "k", "lat": 48.8, "lon": 2.4, "hours": {"monday": ["18:00", "08:00"]}}]}]),
    "clash": _set("people", 4, "children", [{"id": "c", "places": [
        {"id": "k", "lat": 48.8, "lon": 2.4, "hours": {"monday": ["08:00", "18:00"]}},
        {"id": "k", "lat": 48.9, "lon": 2.4, "hours": {"monday": ["08:00", "18:00"]}}]}]),
    "other-twice": lambda asked: asked["other_places"].append(asked["other_places"][0]),
    "list": _set("people", {"id": "p"}),
    "null": _set("offers", 0, None),
}  # fmt: skip


def bad_requests(runner: Runner, net: str, good: Json) -> None:
    for name, change in _WRONG.items():
        asked = copy.deepcopy(good)
        change(asked)
        write(runner.work / "inputs" / f"bad-{name}.json", asked)
        runner.run(
            f"bad-request-{name}",
            "reach",
            "days",
            "--network",
            net,
            "--request",
            f"inputs/bad-{name}.json",
        )
    for name, text in {
        "text": "not json",
        "deep": "[" * 100000,
        "empty": "",
        "list": "[1]",
    }.items():
        write(runner.work / "inputs" / f"bad-{name}-raw.json", text)
        runner.run(f"bad-request-raw-{name}", "reach", "days", "--network", net,
                   "--request", f"inputs/bad-{name}-raw.json")  # fmt: skip
    request = "inputs/small-paris-0.json"
    runner.run("bad-network", "reach", "days", "--network", "nowhere", "--request", request)
    runner.run("bad-info", "network", "info", "inputs")
    runner.run("bad-file", "reach", "days", "--network", net, "--request", "nowhere.json")
    match = ["reach", "match", "--network", net, "--people", "inputs/paris-few.json", "--out", "m9"]
    runner.run("bad-match-top", *match, "--offers", "inputs/paris-known.json", "--top", "0")
    runner.run("bad-match-missing", *match)
    runner.run("bad-match-empty", *match, "--offers", "inputs/bad-list-raw.json")
    runner.run("bad-match-people", *match, "--offers", "inputs/settings.json")
    runner.run(
        "bad-match-monday", *match, "--offers", "inputs/paris-known.json", "--monday", "2026-11-24"
    )
    # The network's folder is broken in one file.
    shutil.copytree(runner.work / net, runner.work / "net-broken")
    largest = max(
        (runner.work / "net-broken").rglob("*.npy"),
        key=lambda one: one.stat().st_size,
        default=None,
    )
    if largest is not None:
        largest.write_bytes(largest.read_bytes()[:100])
    runner.run(
        "bad-network-broken", "reach", "days", "--network", "net-broken", "--request", request
    )


def record_feeds(runner: Runner, _: Path) -> None:
    inputs.write_feeds(runner.work / "feeds")
    runner.run("feed-good", "network", "build", "feeds/good.zip", "--out", "f-good", "--json")
    names = [*inputs.BAD_TABLES, "text", "cut", "empty", "missing"]
    for name in names:
        runner.run(f"feed-{name}", "network", "build", f"feeds/{name}.zip", "--out", f"f-{name}")
    runner.run("feed-into-good", "network", "build", "feeds/text.zip", "--out", "f-good")
    runner.run("feed-good-after", "network", "info", "f-good", "--json")
    runner.run(
        "feed-zones", "network", "build", "feeds/good.zip", "feeds/acre.zip", "--out", "f-zones"
    )
    runner.run("feed-out-file", "network", "build", "feeds/good.zip", "--out", "feeds/text.zip")
    runner.run("feed-out-other", "network", "build", "feeds/good.zip", "--out", "feeds")
    runner.run("feed-out-empty", "network", "build", "feeds/good.zip", "--out", "")
    runner.run(
        "feed-streets",
        "network",
        "build",
        "feeds/good.zip",
        "--streets",
        "feeds/text.zip",
        "--out",
        "f-s",
    )
    runner.run(
        "feed-streets-missing",
        "network",
        "build",
        "feeds/good.zip",
        "--streets",
        "no.pbf",
        "--out",
        "f-s",
    )


_WRONG_HOMES: dict[str, Change] = {
    "no-month": lambda home: home.pop("month"),
    "month": _set("month", "2026-13"),
    "past": _set("month", "1990-01"),
    "nobody": _set("adults", []),
    "three": lambda home: home["adults"].extend(home["adults"] * 2),
    "alone-couple": _set("couple", True),
    "status": _set("adults", 0, "status", "busy"),
    "birth": _set("adults", 0, "birth", "1994-02-31"),
    "salary": _set("adults", 0, "past_net_salaries", {"2026-08": -3}),
    "salary-month": _set("adults", 0, "past_net_salaries", {"aout": 3}),
    "typo": _set("adults", 0, "statut", "none"),
    "housing": _set("housing", {"status": "castle"}),
    "rent": _set("housing", {"status": "tenant", "rent_eur": "410"}),
    "zone": _set("housing", {"status": "tenant", "rent_eur": 410, "zone": 4}),
    "care": _set("children", 0, "care", {"kind": "grandmother"}),
    "benefit": _set("past_benefits", {"rmi": {"2026-10": 3}}),
    "commune": _set("commune", "Créteil"),
    "since": _set("isolated_since", "2027-12"),
}
_WRONG_OFFERS: dict[str, Json] = {
    "no-pay": {"gross_eur_hour": None},
    "hours": {"hours_week": 90},
    "start": {"start": "2020-01-01"},
    "both": {"gross_eur_month": 1500},
    "travel": {"travel": {"kind": "boat"}},
    "months": {"months": 0},
    "typo": {"hour_week": 35},
}


def bad_rights(runner: Runner, good: Json) -> None:
    for name, change in _WRONG_HOMES.items():
        home = copy.deepcopy(good)
        change(home)
        write(runner.work / "inputs" / f"wrong-{name}.json", home)
        runner.run(
            f"bad-home-{name}", "rights", "check", "--household", f"inputs/wrong-{name}.json"
        )
    offer: Json = {"id": "o", "gross_eur_hour": 12.31, "hours_week": 35, "start": "2026-12-01"}
    for name, more in _WRONG_OFFERS.items():
        write(runner.work / "inputs" / f"wrong-o-{name}.json", [offer | more])
        runner.run(f"bad-offer-{name}", "rights", "gain", "--household", "inputs/h-01-aissata.json",
                   "--offers", f"inputs/wrong-o-{name}.json")  # fmt: skip
    runner.run("bad-home-none", "rights", "check", "--household", "nowhere.json")
    runner.run(
        "bad-home-offers",
        "rights",
        "gain",
        "--household",
        "inputs/h-01-aissata.json",
        "--offers",
        "no.json",
    )
