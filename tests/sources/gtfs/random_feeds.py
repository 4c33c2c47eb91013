"""Random feeds for Hypothesis: small, full of odd cases, and written in several ways."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import strategies as st

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
STOPS = ["A", "B", "C", "H1", "H2", "HALL", "EMPTY"]
TRIPS = ["T1", "T2", "T3"]
Rows = list[dict[str, str]]


def rarely(usual: st.SearchStrategy[str], odd: list[str]) -> st.SearchStrategy[str]:
    """Mostly `usual`, one time out of about forty something odd."""
    return st.integers(0, 39).flatmap(lambda n: st.sampled_from(odd) if n == 17 else usual)


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def choice(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


dates = rarely(st.integers(1, 14).map(lambda n: f"202611{n:02}"), ["20261131", "2026-11-01", ""])


@st.composite
def stops(draw: st.DrawFn) -> Rows:
    rows = []
    for place, name in enumerate(STOPS):
        kind = "1" if name in ("HALL", "EMPTY") else draw(choice("0", ""))
        parent = "HALL" if name in ("H1", "H2") else ""
        lat = f"{48.79 + place / 100:.3f}"
        rows.append(
            {
                "stop_id": name,
                "stop_name": f"Arrêt « {name} », 2",
                "stop_lat": draw(rarely(st.just(lat), ["", "0", "95", "x"])),
                "stop_lon": draw(rarely(st.just("2.45"), ["", "0", "200"])),
                "location_type": kind,
                "parent_station": draw(rarely(st.just(parent), ["A", "GONE", "HALL", ""])),
            }
        )
    return draw(st.permutations(rows)) + draw(st.lists(st.sampled_from(rows), max_size=1))


@st.composite
def calendar(draw: st.DrawFn) -> Rows:
    flag = rarely(choice("1", "0"), ["2", ""])
    return [
        {"service_id": name}
        | {day: draw(flag) for day in WEEKDAYS}
        | {"start_date": draw(dates), "end_date": draw(dates)}
        for name in draw(st.lists(choice("S1", "S2"), max_size=3))
    ]


calendar_dates = st.lists(
    st.fixed_dictionaries(
        {
            "service_id": rarely(choice("S1", "S2", "S3"), [""]),
            "date": dates,
            "exception_type": rarely(choice("1", "2"), ["3", ""]),
        }
    ),
    min_size=1,
    max_size=8,
)


@st.composite
def trips(draw: st.DrawFn) -> Rows:
    names = [*TRIPS, *draw(st.lists(choice(*TRIPS, ""), max_size=1))]
    return [
        {
            "route_id": draw(rarely(choice("R"), ["GONE", ""])),
            "service_id": draw(rarely(choice("S1", "S2", "S3"), ["GONE", ""])),
            "trip_id": name,
            "trip_headsign": draw(choice("Nord", "Sud", "")),
        }
        for name in draw(st.permutations(names))
    ]


@st.composite
def stop_times(draw: st.DrawFn) -> Rows:
    rows: Rows = []
    for name in TRIPS:
        moment = draw(st.integers(0, 90_000))
        for number in range(draw(st.integers(1, 7))):
            arrival = moment + draw(st.integers(0, 500))
            departure = arrival + draw(st.integers(0, 40))
            moment = departure
            full = (clock(arrival), clock(departure))
            partial = [("", ""), ("", full[1]), (full[0], "")]
            back = (clock(departure + 1), full[0])
            pair = draw(st.sampled_from([full] * 9 + (partial * 3 if number else [])))
            pair = draw(st.sampled_from([pair] * 39 + [back, ("", "")]))
            rows.append(
                {
                    "trip_id": draw(rarely(st.just(name), [*TRIPS, "GONE"])),
                    "arrival_time": draw(rarely(st.just(pair[0]), [pair[0]] * 4 + ["8h"])),
                    "departure_time": pair[1],
                    "stop_id": draw(rarely(st.sampled_from(STOPS), ["GONE", ""])),
                    "stop_sequence": draw(
                        rarely(st.just(str(number * 3)), [str(number * 3 + 3)] * 4 + ["x"])
                    ),
                    "pickup_type": draw(choice("", "0", "1", "2")),
                    "drop_off_type": draw(choice("", "0", "1", "3")),
                }
            )
        rows[-1]["arrival_time"] = rows[-1]["departure_time"] = clock(moment)
    return draw(st.permutations(rows))


@st.composite
def frequencies(draw: st.DrawFn) -> Rows:
    rows = []
    for name in draw(st.lists(choice(*TRIPS), min_size=1, max_size=3)):
        start = draw(st.integers(0, 100_000))
        end = clock(start + draw(st.integers(1, 7000)))
        headway = draw(st.integers(300, 2000).map(str))
        rows.append(
            {
                "trip_id": draw(rarely(st.just(name), ["GONE"])),
                "start_time": draw(rarely(st.just(clock(start)), ["", "8h"])),
                "end_time": draw(rarely(st.just(end), ["", "00:00:00"])),
                "headway_secs": draw(rarely(st.just(headway), ["0", "-5", "", "x"])),
                "exact_times": draw(rarely(choice("", "0", "1"), ["x"])),
            }
        )
    return rows


transfers = st.lists(
    st.fixed_dictionaries(
        {
            "from_stop_id": rarely(choice("A", "H1", "HALL", "EMPTY"), ["GONE", ""]),
            "to_stop_id": rarely(choice("A", "H1", "HALL", "EMPTY"), ["GONE"]),
            "transfer_type": rarely(choice("0", "1", "2", "3", ""), ["4", "9"]),
            "min_transfer_time": choice("", "0", "60", "90", "300"),
            "from_route_id": rarely(choice(""), ["R"]),
        }
    ),
    max_size=8,
)
dialects = st.fixed_dictionaries(
    {
        "lineterminator": choice("\n", "\r\n", "\r"),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        "mark": st.booleans(),
        "padding": choice("", " ", "  "),
    }
)


def written(rows: Rows, names: list[str], dialect: dict[str, Any]) -> bytes:
    out = io.StringIO()
    style = {key: dialect[key] for key in ("lineterminator", "quoting")}
    writer = csv.writer(out, **style)
    writer.writerow(names)
    for row in rows:
        writer.writerow([row[name] + dialect["padding"] for name in names])
    return (b"\xef\xbb\xbf" if dialect["mark"] else b"") + out.getvalue().encode()


@st.composite
def feeds(draw: st.DrawFn) -> dict[str, bytes | None]:
    """The tables of a feed, for `write_feed`. Columns are in any order."""
    tables: dict[str, Rows | None] = {
        "stops": draw(stops()),
        "calendar": draw(st.none() | calendar()),
        "calendar_dates": draw(calendar_dates),
        "trips": draw(trips()),
        "stop_times": draw(stop_times()),
        "frequencies": draw(st.none() | frequencies()),
        "transfers": draw(st.none() | transfers),
    }
    written_tables: dict[str, bytes | None] = {}
    for table, rows in tables.items():
        if rows:
            names = draw(st.permutations(list(rows[0])))
            written_tables[table] = written(rows, names, draw(dialects))
        else:
            written_tables[table] = None
    return written_tables
