"""Compiles the demo's timetable facts from RATP's open data: small tables instead of a feed.

    python -m jalon.demo.compile_facts FEED.zip [FOLDER]

For each line and direction it keeps the main patterns with their median run times, and for each
day type and period the first and last departure with the median headway. Nothing else of the feed
is kept, and the same feed gives the same tables byte for byte.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

from jalon.demo.feed.patterns import (
    Pattern,
    departure_rows,
    main_patterns,
    run_times_s,
    usual_stops,
)
from jalon.demo.feed.trips import FeedStop, read_rows, read_stops, read_trips
from jalon.demo.readable_names import readable_name, slug

_BUSES = ("103", "104", "107", "117", "125", "172", "181", "182", "217", "281", "308", "317")
LINES = ("8", "TVM", *_BUSES, "325", "393")
"""The lines of the feed that serve the seven towns."""

FACTS = Path(__file__).parent / "facts"
Rows = Iterable[Sequence[object]]


def platform_ids(
    used: Iterable[str], stops: Mapping[str, FeedStop], names: Mapping[str, str]
) -> dict[str, str]:
    """Our id of each platform used; platforms of one name at one place are one."""
    places = {stop: (slug(names[stop]), stops[stop].lat, stops[stop].lon) for stop in used}
    rank: Counter[str] = Counter()
    ids: dict[tuple[str, float, float], str] = {}
    for place in sorted(set(places.values())):
        rank[place[0]] += 1
        ids[place] = f"{place[0]}-{rank[place[0]]}"
    return {stop: ids[place] for stop, place in places.items()}


def compile_facts(feed: Path, folder: Path) -> None:
    """Writes the tables of facts of `feed` into `folder`."""
    stops = read_stops(feed)
    names = {stop: readable_name(stops[stop].name) for stop in stops}
    patterns = main_patterns(read_trips(feed, LINES), names)
    calls = {pattern.name: usual_stops(pattern.trips) for pattern in patterns}
    ids = platform_ids({stop for used in calls.values() for stop in used}, stops, names)
    _write_stops(folder / "ratp_stops.csv", ids, stops, names)
    _write_patterns(folder / "ratp_patterns.csv", patterns, calls, names)
    _write_calls(folder / "ratp_calls.csv", patterns, calls, ids)
    _write_departures(folder / "ratp_departures.csv", patterns)
    (folder / "ratp_source.toml").write_text(_source(feed), "utf-8")


def _write_stops(
    path: Path, ids: Mapping[str, str], stops: Mapping[str, FeedStop], names: Mapping[str, str]
) -> None:
    rows = {
        (ids[stop], names[stop], stops[stop].lat, stops[stop].lon, stops[stop].commune_code)
        for stop in ids
    }
    _write(path, "stop,name,lat,lon,commune_code", sorted(rows))


def _write_patterns(
    path: Path,
    patterns: Iterable[Pattern],
    calls: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
) -> None:
    rows = (
        (pattern.name, first.line, first.mode, names[calls[pattern.name][-1]])
        for pattern in patterns
        for first in pattern.trips[:1]
    )
    _write(path, "pattern,line,route_type,headsign", rows)


def _write_calls(
    path: Path,
    patterns: Iterable[Pattern],
    calls: Mapping[str, Sequence[str]],
    ids: Mapping[str, str],
) -> None:
    rows = (
        (pattern.name, ids[stop], f"{run_s / 60:g}")
        for pattern in patterns
        for stop, run_s in zip(calls[pattern.name], run_times_s(pattern.trips), strict=True)
    )
    _write(path, "pattern,stop,minutes", rows)


def _write_departures(path: Path, patterns: Iterable[Pattern]) -> None:
    rows = ((pattern.name, *row) for pattern in patterns for row in departure_rows(pattern.trips))
    _write(path, "pattern,day_type,period,first,last,every_min", rows)


def _write(path: Path, header: str, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def _source(feed: Path) -> str:
    """Where the tables come from, as TOML: publisher, licence, dates, fingerprint of the feed."""
    with ZipFile(feed) as archive:
        info = next(iter(read_rows(archive, "feed_info.txt")))
    fingerprint = hashlib.sha256(feed.read_bytes()).hexdigest()
    return (
        "# Written by jalon.demo.compile_facts; do not edit.\n"
        f'publisher = "{info["feed_publisher_name"]}"\n'
        f'address = "{info["feed_publisher_url"]}"\n'
        f'version = "{info["feed_version"]}"\n'
        'licence = "ODbL-1.0"\n'
        f'feed_sha256 = "{fingerprint}"\n'
    )


def main(arguments: Sequence[str]) -> int:
    """Compiles the feed named by the first argument; the second is another folder."""
    if len(arguments) not in {1, 2}:
        sys.stderr.write("usage: python -m jalon.demo.compile_facts FEED.zip [FOLDER]\n")
        return 2
    compile_facts(Path(arguments[0]), Path(arguments[1]) if len(arguments) == 2 else FACTS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
