# ruff: noqa: E501, D102, S311, C420
"""Requests, feeds and households, drawn by a seed and the same for every checkout.

Nothing of the project is imported: stops are read from the feeds themselves.
"""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

Json = dict[str, Any]
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORK = DAYS[:5]


def write(path: Path, value: object) -> None:
    """A value as JSON, or as JSON lines for a `.jsonl`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in value)  # type: ignore[attr-defined]
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")


def stops_of(feed: Path) -> list[tuple[float, float]]:
    """The stops that trips call at, in the order of their ids."""
    with zipfile.ZipFile(feed) as archive:
        used = {row["stop_id"] for row in _rows(archive, "stop_times.txt")}
        found = [
            (row["stop_id"], float(row["stop_lat"]), float(row["stop_lon"]))
            for row in _rows(archive, "stops.txt")
            if row["stop_id"] in used
        ]
    return [(lat, lon) for _, lat, lon in sorted(found)]


def _rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    with archive.open(name) as raw:
        return list(csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig")))


class Draw:
    """People and offers around stops."""

    def __init__(self, stops: list[tuple[float, float]], seed: str) -> None:
        self.dice = random.Random(seed)
        # A part of the town, so that days hold often enough to be told.
        middle = self.dice.choice(stops)
        near = sorted(stops, key=lambda one: (one[0] - middle[0]) ** 2 + (one[1] - middle[1]) ** 2)
        self.stops = near[: max(40, len(near) // 4)]

    def point(self, lat: float | None = None, lon: float | None = None, by: float = 0.004) -> Json:
        if lat is None or lon is None:
            lat, lon = self.dice.choice(self.stops)
        return {
            "lat": round(lat + self.dice.uniform(-by, by), 6),
            "lon": round(lon + self.dice.uniform(-by, by), 6),
        }

    def person(self, name: str) -> Json:
        dice, home = self.dice, self.point()
        means = dice.choice((["transit"], ["transit"], ["transit", "bicycle"], ["transit", "car"],
                             ["bicycle"], ["car"], [], ["transit", "bicycle", "car"]))  # fmt: skip
        children = [
            {"id": f"{name}c{rank}", "places": self.places(home, f"{name}c{rank}")}
            for rank in range(dice.choice((0, 0, 0, 1, 1, 2)))
        ]
        bounds = {
            "walk_kmh": dice.choice((3, 4.5, 5.5)),
            "max_walk_min": dice.choice((8, 15, 25)),
            "max_trip_min": dice.choice((40, 60, 90)),
            "earliest_leave": dice.choice(("04:30", "05:30", "07:00")),
            "latest_return": dice.choice(("19:00", "21:00", "25:30")),
        }
        kept = {key: value for key, value in bounds.items() if dice.random() < 0.7}
        return {"id": name, "home": home, "means": means, **kept, "children": children}

    def places(self, home: Json, name: str) -> list[Json]:
        return [
            self.place(home, f"{name}k{rank}") for rank in range(self.dice.choice((1, 1, 2, 3)))
        ]

    def place(self, home: Json, name: str) -> Json:
        hours = self.dice.choice((["07:30", "18:30"], ["08:00", "18:00"], ["06:30", "19:30"]))
        week = {day: hours for day in WORK}
        if self.dice.random() < 0.3:
            week["wednesday"] = ["08:30", "12:30"]
        return {
            "id": name, **self.point(home["lat"], home["lon"], 0.008),
            "handover_min": self.dice.choice((5, 10, 15)), "hours": week,
        }  # fmt: skip

    def offer(self, name: str, *, known: bool = False) -> Json:
        dice = self.dice
        day = dice.choice((
            [["09:00", "16:30"]], [["08:00", "15:00"]], [["07:00", "14:00"]], [["13:30", "20:30"]],
            [["22:00", "06:00"]], [["05:30", "08:30"], ["17:00", "20:00"]], [["09:00", "12:00"]],
            [["10:00", "13:00"], ["14:00", "18:00"]], [["18:00", "23:30"]], [["09:15", "16:10"]],
        ))  # fmt: skip
        shifts: Json = {one: day for one in WORK}
        if dice.random() < 0.25:
            shifts = {one: day for one in dice.sample(DAYS, dice.randint(1, 5))}
            shifts = {one: shifts[one] for one in DAYS if one in shifts}
        found: Json = {"id": name, **self.point(), "shifts": shifts}
        if not known and dice.random() < 0.25:
            unknown = WORK if dice.random() < 0.6 else ("tuesday", "friday")
            found["shifts"] = shifts | dict.fromkeys(unknown)
            if dice.random() < 0.6:
                found["duration_min"] = dice.choice((240, 420, 450))
        return found

    def request(self, monday: str, people: int, offers: int, **settings: Any) -> Json:  # noqa: ANN401
        """A whole request; other places near two homes."""
        who = [self.person(f"p{rank:02}") for rank in range(people)]
        asked: Json = {
            "date_of_monday": monday,
            "people": who,
            "offers": [self.offer(f"o{rank:02}") for rank in range(offers)],
            "other_places": [self.place(one["home"], f"x-{one['id']}") for one in who[:2]],
        }
        return asked | ({"settings": settings} if settings else {})


def draw_household(seed: str, month: str = "2026-11") -> Json:
    """A household of any kind, with much unknown."""
    dice = random.Random(seed)
    couple = dice.random() < 0.45
    children = [_child(dice) for _ in range(dice.choice((0, 0, 1, 1, 2, 3, 4)))]
    youngest = 1994 if children else 2007
    adults = [_adult(dice, youngest) for _ in range(2 if couple else 1)]
    status = dice.choice(("tenant", "tenant_social", "tenant", "free", "owner", "none", None))
    rent = dice.choice((230, 455.5, 615, 990, None))
    found: Json = {"month": month, "couple": couple, "adults": adults}
    more: Json = {
        "children": children,
        "housing": {"status": status, "rent_eur": rent if status and status.startswith("tenant") else None,
                    "zone": dice.choice((1, 2, 3, None))},
        "past_benefits": {
            line: {"2026-10": dice.choice((0, 95.2, 309, 573.49))}
            for line in ("rsa", "ppa", "aide_logement", "asf", "af", "cf", "paje")
            if dice.random() < 0.4
        },
        "next_declaration_month": dice.choice(("2026-12", "2027-01", "2027-02", None)),
        "resources_n2_eur_year": dice.choice((None, 0, 7300, 21500, 33000, 61000)),
        "isolated_since": None if couple else dice.choice((None, "2025-09", "2026-08", "2019-01")),
        "commune": dice.choice(("94028", "75112", "67482", "23096", "97411", None)),
    }  # fmt: skip
    return found | {key: value for key, value in more.items() if dice.random() < 0.9}


def _adult(dice: random.Random, youngest: int) -> Json:
    status = dice.choice((None, "none", "none", "employee", "jobseeker", "jobseeker_are", "jobseeker",
                          "jobseeker_ass", "disabled_aah", "retired", "student", "apprentice",
                          "self_employed"))  # fmt: skip
    wage = dice.choice((0, 0, 250, 777, 1333.33, 2100))
    months = ["2026-11", "2026-10", "2026-09", "2026-08", "2026-07", "2026-06", "2026-05"]
    adult: Json = {"birth": f"{dice.randint(1956, youngest)}-{dice.randint(1, 12):02}-10"}
    if dice.random() < 0.9:
        adult["status"] = status
    if dice.random() < 0.8:
        adult["past_net_salaries"] = {one: wage for one in months[: dice.choice((3, 5, 7))]}
    if status in ("employee", "apprentice"):
        adult["net_salary_eur_month"] = dice.choice((wage, None))
    if status in ("jobseeker_are", "jobseeker_ass", "disabled_aah", "retired"):
        adult["income_eur_month"] = dice.choice((650, 545.1, 1033.3, None))
    return adult


def _child(dice: random.Random) -> Json:
    year = dice.randint(2007, 2026)
    month = dice.randint(1, 11)
    child: Json = {"birth": f"{year}-{month:02}-0{dice.randint(1, 9)}"}
    if dice.random() < 0.6:
        child["support_eur_month"] = dice.choice((0, 0, 95, None))
    if year > 2014 and dice.random() < 0.7:
        kinds = (
            ("creche", "childminder", "home", "none") if year > 2022 else ("after_school", "none")
        )
        child["care"] = {
            "kind": dice.choice(kinds), "hours_month": dice.choice((40, 90, 140, None)),
            "hours_month_now": dice.choice((0, 20, None)),
        }  # fmt: skip
    return child


def draw_offer(name: str) -> Json:
    """Terms of a job."""
    dice = random.Random(name)
    found: Json = {"id": name, "hours_week": dice.choice((10, 17.5, 24, 35, 39)),
                   "start": dice.choice(("2026-11-16", "2026-12-01", "2027-01-04", "2027-03-01"))}  # fmt: skip
    if dice.random() < 0.7:
        found["gross_eur_hour"] = dice.choice((12.31, 12.5, 14, 17.8))
    else:
        found["gross_eur_month"] = dice.choice((600, 1200.5, 1867, 2400))
    travel: Json = dice.choice((
        {"kind": "transit_pass", "eur_month": 90.8}, {"kind": "car", "km_day": 24}, {"kind": "none"}, None,
    ))  # fmt: skip
    more = {"travel": travel, "months": dice.choice((None, 3, 6)), "days_week": dice.choice((3, 5)),
            "keeps_current_job": dice.random() < 0.2}  # fmt: skip
    return found | {key: value for key, value in more.items() if dice.random() < 0.7}


TABLES = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n"
    "X,Lignes d'essai,https://example.org,Europe/Paris\n",
    "routes.txt": "route_id,route_short_name,route_long_name,route_type\nR,R1,A - B,3\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
    "start_date,end_date\nS,1,1,1,1,1,1,1,20261101,20261231\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\nA,A,48.79,2.45\nB,B,48.80,2.46\n",
    "trips.txt": "route_id,service_id,trip_id\nR,S,T1\nR,S,T2\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "T1,08:00:00,08:00:00,A,1\nT1,08:10:00,08:10:00,B,2\n"
    "T2,17:00:00,17:00:00,B,1\nT2,17:10:00,17:10:00,A,2\n",
}  # fmt: skip
_NO_ZONE = TABLES["agency.txt"].replace("Europe/Paris", "Europe/Paname")
BAD_TABLES: dict[str, dict[str, str | None]] = {
    "no-stops": {"stops.txt": None},
    "no-calendar": {"calendar.txt": None},
    "no-service-day": {
        "calendar.txt": TABLES["calendar.txt"].replace("1,1,1,1,1,1,1", "0,0,0,0,0,0,0")
    },
    "no-zone": {"agency.txt": _NO_ZONE},
    "no-column": {"stops.txt": "stop_id,stop_name,stop_lat\nA,A,48.79\n"},
    "unknown-stop": {"stop_times.txt": TABLES["stop_times.txt"].replace(",B,", ",Z,")},
    "bad-time": {"stop_times.txt": TABLES["stop_times.txt"].replace("08:10:00", "huit heures")},
    "back-in-time": {"stop_times.txt": TABLES["stop_times.txt"].replace("08:10:00", "07:50:00")},
    "open-quote": {"stops.txt": TABLES["stops.txt"] + '"C,C,48.8,2.4\n'},
    "nul": {"stops.txt": TABLES["stops.txt"] + "C\0,C,48.8,2.4\n"},
    "far-stop": {"stops.txt": TABLES["stops.txt"].replace("48.80", "98.80")},
    "empty-trips": {"trips.txt": "route_id,service_id,trip_id\n"},
    "unknown-service": {"trips.txt": TABLES["trips.txt"].replace(",S,", ",Q,")},
    "outside": {"../evil.txt": "x"},
}


def write_feeds(folder: Path) -> None:
    """The good feed of the tests of errors, another zone's, and bad ones."""
    folder.mkdir(parents=True, exist_ok=True)
    _zip(folder / "good.zip", {})
    _zip(
        folder / "acre.zip",
        {"agency.txt": TABLES["agency.txt"].replace("Europe/Paris", "America/Bahia")},
    )
    for name, tables in BAD_TABLES.items():
        _zip(folder / f"{name}.zip", tables)
    (folder / "text.zip").write_text("not a zip at all\n")
    (folder / "cut.zip").write_bytes((folder / "good.zip").read_bytes()[:200])
    (folder / "empty.zip").write_bytes(b"")


def _zip(path: Path, changes: dict[str, str | None]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (TABLES | changes).items():
            if text is not None:
                archive.writestr(zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0)), text)
